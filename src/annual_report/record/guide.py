"""The rules of the record in short, for those who write one.

:mod:`annual_report.record.documentation` says them between its tables.
"""

OPENING = """
# The record

Everything that a report says stands in this folder. Each forum has a folder of its own, with `forum.yaml`
(who the forum is) and one file for each year, such as `2023-24.yaml` (what it promised and what it did).
The files are plain text: any editor will do, and an editor that knows YAML offers the keys as you type.

    annual-report new my-forum 2023-24     begins a forum and a year, with every key explained in the file
    annual-report check my-forum           says what is wrong or missing, with the line; changes nothing
    annual-report build my-forum           makes the reports

A report needs very little. This is a whole record:

```yaml
# data/my-forum/forum.yaml
name: My Partnership Forum
```

```yaml
# data/my-forum/2023-24.yaml
year: 2023/24
priorities:
  - id: pay
    title: Fair pay
    text: Pay everybody on time.
    outcome:
      rating: partly met
      reason: Two of three employers do.
  - Agree one flexible working policy for all employers.
achievements:
  - text: We published a timetable for all employers.
    supports: [pay]
    difference: Late payments fell by half.
  - We ran the spring conference.
```

[example-forum](example-forum/2024-25.yaml) is an invented forum of six years. Its `forum.yaml` and its last
year together use every key of this page.
"""

WRITING = """
## How to write it

- **A key, a colon, a blank, a value.** What belongs to an entry is indented by two blanks more, never by a
  tab. Each item of a list begins with a hyphen and a blank; short lists can stand in brackets:
  `[one, two]`. The order of a list is the order in the report.
- **A sentence is enough** where only text is given: `- We ran the spring conference.`
- **Text is text.** `no`, `2024`, `10:30`, `1.10` and `0203` are printed as typed, and so are `<b>`,
  `&copy;`, `{{ }}` and `%`. Put quotes round a text that holds a colon and a blank or a blank and a `#`, or
  that begins with one of `[ ] { } & * ! | > ' " % @`. In a list in brackets, a text with a comma needs them
  as well. Several lines follow after `|`.
- **Text with marks** may have paragraphs (with an empty line between them), `**strong words**`,
  `*emphasis*`, `[links](https://example.org)`, lists with hyphens or numbers, and `[^id]` for one of the
  `footnotes`. A backslash before a mark makes it a plain character. Nothing else has a meaning: headings,
  HTML and pictures come out as typed. Where a table says "text" and no more, these marks are plain
  characters as well.
- **Leave out what is not recorded.** A key without a value counts as left out, and the report says "not in
  the record" where that matters. `[]` says that there was none. Keys marked as needed can't be left out.
- **Dates** are `2023-09-05`, `2023-09`, `2023`, or words such as `Spring 2024`. `start` and `end` are whole
  days.
- **Numbers** are printed as typed. Where a number belongs, words can stand: `no official target`. Write
  `{qualifier: about, value: 7.1}` for a number that is not exact.
- **Amounts** are printed as typed and read for the sums: `"12,000"` needs its quotes in braces, because of
  the comma.
- **Files** (pictures, logos, sources) lie inside this workspace. Their path begins at the folder of the
  file that names them: `pictures/quay.jpg`.
- **Languages.** Where `language` lists several, any text can be given by language:
  `{en: Fair pay, cy: Cyflog teg}`. Plain text counts as the first language.
- **Private.** Any entry can have a key `private` with anything in it. It is never published, and neither
  are comments (from `#` to the end of a line).

### Ids and references

An entry that others point to has an `id`: letters, digits and hyphens, in lower case, such as `fair-pay`.
Without one, its title, its name or its first six words make it, and then it changes with them: write an
`id` down as soon as something refers to it. The report never prints ids.

| Written | Means the entry of that id in |
|---|---|
| `pay` | the same file |
| `2022/23#pay` | that year of the same forum |
| `quay-forum/2022/23#pay` | that year of another forum |

`supports` says which priorities an achievement serves. `continues` says which earlier priority a priority
goes on with; several are merged into one. A year that is not recorded can be named in `supports` (with a
warning), not in `continues`.

### Years

The name of a file is its year: `2023-24.yaml` holds `year: 2023/24`, and `2024.yaml` holds `year: 2024`. A
year with a slash begins on 1 April, or on 1 September where `period_kind` is `academic`; one without begins
on 1 January. For any other period write `period_kind: other` and give `start` and `end`. The report looks
forward to the period that follows. If that has no file, it is "not in the record", even where a later one
is recorded.
"""

COMPARING = """
## What a report makes of it

- An achievement stands beside a priority because `supports` says so, and for no other reason.
- A priority has an outcome because the forum gave it one. Without an outcome the report says what is
  recorded: "2 achievements recorded", or that nothing is.
- Where a year has no `priorities` or no `achievements` at all, the report names that side as not recorded.
- Across the years, what became of a promise is the first of these that is true:

| It was | if |
|---|---|
| kept | it is rated as met |
| carried | it is rated as carried forward, or a later priority continues it |
| dropped | it is rated as withdrawn, or its decision is to stop |
| judged | it has any other outcome |
| worked on | an achievement of its year supports it |
| silent | nothing is recorded of it |

- A printed total is never corrected. If it is not the sum of its lines, the report says so beside it.
- `check` warns of what readers would ask about: a promise of which nothing is recorded, one that is dropped
  without a reason, totals that disagree. If it has to stay so, say why under
  [`acknowledged`](#acknowledgement).
"""

RATINGS = """
These are the ratings of an outcome, each with its shape, so that colour is never the only sign. A forum
that judges in words of its own lists them under `rating_scheme` in `forum.yaml`; they then take the place
of all seven.
""".strip()

BLOCKS = """
After the text of a section, a foreword, a priority or an achievement there can be more of it, in any order:

```yaml
blocks:
  - text: More text.
  - quotation: {text: It worked., attribution: A member, role: Steward}
  - key_figure: {qualifier: over, value: "1,200", label: people reached}
```

A list item is one block. Key figures that follow each other stand side by side.
""".strip()

NOT_PRINTED = """
Some keys steer the report, or serve an archive, and their values are not printed as words:
""".strip()
