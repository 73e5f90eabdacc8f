import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Asks the veraPDF library about many files in one Java process; judges/verapdf.py starts it.
 *
 * Standard input: a line "flavour TAB path" for each question. Standard output: for each question a line
 * "verdict TAB flavour TAB path TAB number of checks", where the verdict is pass, fail or broken (not readable as a
 * PDF), and before it a line "fault TAB text" for each rule that is broken.
 */
public final class Conformance {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final Map<String, ValidationProfile> PROFILES = new LinkedHashMap<>();

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset(); // its advice on fonts would mix with the verdicts
        VeraGreenfieldFoundryProvider.initialise();
        var questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = questions.readLine(); line != null; line = questions.readLine()) {
            int tab = line.indexOf('\t');
            answer(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    private static void answer(String flavour, String path) throws Exception {
        ValidationProfile profile = profile(flavour);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            faults(result).forEach((rule, text) -> OUT.println("fault\t" + oneLine(rule + text)));
            say(result.isCompliant() ? "pass" : "fail", flavour, path, result.getTotalAssertions());
        } catch (Exception notReadable) {
            OUT.println("fault\t" + oneLine("not readable: " + notReadable));
            say("broken", flavour, path, 0);
        }
    }

    private static void say(String verdict, String flavour, String path, int checks) {
        OUT.println(verdict + "\t" + flavour + "\t" + path + "\t" + checks);
    }

    /** The broken rules, each with where and why it is broken first. */
    private static Map<String, String> faults(ValidationResult result) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                faults.putIfAbsent(rule, ": " + assertion.getMessage() + " at " + assertion.getLocation().getContext());
            }
        }
        return faults;
    }

    /** The rules of a flavour, read once; the jar holds a file for each. */
    private static ValidationProfile profile(String flavour) throws Exception {
        ValidationProfile known = PROFILES.get(flavour);
        if (known == null) {
            String name = flavour.startsWith("ua") ? "PDFUA-" + flavour.substring(2) : "PDFA-" + flavour.toUpperCase();
            String resource = "org/verapdf/pdfa/validation/" + name + ".xml";
            try (InputStream rules = Conformance.class.getClassLoader().getResourceAsStream(resource)) {
                if (rules == null) {
                    throw new IllegalArgumentException("no rules for the flavour " + flavour);
                }
                known = Profiles.profileFromXml(rules);
            }
            PROFILES.put(flavour, known);
        }
        return known;
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
