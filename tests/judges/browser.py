"""Chromium: what a web page is like on a screen of a given width, and what axe-core finds against it.

Spoken to over its debugging pipe, since that sets widths below what a window can have, reads results
without changing the page, and works under the strictest content policy that a page may set for itself.
"""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any, BinaryIO

from msgspec import Struct

from judges import Verdict, found

DESK = 1280
PHONE = 320
# One that asks nobody anything: no updates, no field trials, no reports.
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
# Moves the two ends of the pipes to the numbers that Chromium knows, whatever numbers they have here.
STARTER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
SECONDS = 120  # a browser that takes longer hangs
# Everything that axe-core has rules for, its best practices and WCAG 2.2 included.
ASK_AXE = """
axe.run(document, {resultTypes: ["violations", "incomplete"], rules: {"target-size": {enabled: true}}})
   .then(found => JSON.stringify({violations: found.violations, incomplete: found.incomplete,
                                  passes: found.passes.length}))
"""


class Page:
    """An open page. ``open_page`` makes one."""

    def __init__(self, to_browser: BinaryIO, from_browser: BinaryIO) -> None:
        self._to, self._from = to_browser, from_browser
        self._number = 0
        self._session: str | None = None
        self._events: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def go(self, html: Path, width: int, height: int = 900) -> None:
        """Load a file at a screen width in CSS pixels; raise ValueError where it can't be loaded."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        self._events.clear()
        answer = self._ask("Page.navigate", url=html.resolve().as_uri())
        if "errorText" in answer:
            raise ValueError(f"Chromium can't load {html}: {answer['errorText']}")
        while "Page.loadEventFired" not in self._events:
            self._read()
        self.run("document.fonts.ready.then(() => 1)")

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        """Run a script in the page, wait for what it promises, and return the plain value."""
        answer = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"the script failed in the page: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def picture(self) -> bytes:
        """Return the whole page as PNG."""
        answer = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        return base64.b64decode(answer["data"])

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        while (answer := self._read()).get("id") != self._number:
            pass
        if "error" in answer:
            raise RuntimeError(f"Chromium refuses {method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def _read(self) -> dict[str, Any]:
        """Read one message; events are kept by name."""
        received = bytearray()
        while (byte := self._from.read(1)) != b"\0":
            if not byte:
                raise RuntimeError("Chromium went away")
            received += byte
        message: dict[str, Any] = json.loads(received)
        if "method" in message:
            self._events.append(message["method"])
        return message


@contextmanager
def open_page() -> Iterator[Page]:
    """Start a Chromium with a new profile and give a page in it; ends both afterwards.

    Chromium reads commands from file descriptor 3 and answers on 4.
    """
    down_read, down_write = os.pipe()
    up_read, up_write = os.pipe()
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [found.program("chromium"), *OPTIONS, f"--user-data-dir={profile}"]
        starter = [sys.executable, "-I", "-S", "-c", STARTER, str(down_read), str(up_write), *command]
        with subprocess.Popen(
            starter, pass_fds=(down_read, up_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            os.close(down_read)
            os.close(up_write)
            watch = Timer(SECONDS, process.kill)
            watch.start()
            with os.fdopen(down_write, "wb") as to_browser, os.fdopen(up_read, "rb") as from_browser:
                try:
                    yield Page(to_browser, from_browser)
                finally:
                    watch.cancel()
                    process.terminate()


class Look(Struct, frozen=True):
    """A page as it is at one width: the picture, and how wide its content really is, in CSS pixels."""

    picture: bytes
    content_width: int


def look(html: Path, width: int) -> Look:
    """Return how a page looks at a screen width in CSS pixels."""
    with open_page() as page:
        page.go(html, width)
        return Look(page.picture(), page.run("document.documentElement.scrollWidth"))


def text(html: Path) -> str:
    """Return the words of a page as it is shown: what a reader can select and copy."""
    with open_page() as page:
        page.go(html, DESK)
        shown: str = page.run("document.body.innerText")
        return shown


def check(files: Iterable[Path], *widths: int) -> list[Verdict]:
    """Judge every page at every width (1280 and 320 CSS pixels unless told otherwise).

    Faults are what axe-core calls violations, and content wider than the screen, which makes a reader
    scroll in two directions (WCAG 2.2, 1.4.10). Remarks are what axe-core could not decide.
    """
    script = found.axe().read_text(encoding="utf-8")
    with open_page() as page:
        return [check_one(page, script, file, width) for file in files for width in widths or (DESK, PHONE)]


def check_one(page: Page, script: str, file: Path, width: int) -> Verdict:
    """Judge one page at one width."""
    page.go(file, width)
    page.run(script + "; 1")
    answer = json.loads(page.run(ASK_AXE))
    faults = [line for rule in answer["violations"] for line in lines(rule)]
    if not answer["passes"]:
        faults.append("axe-core found nothing that it could check")
    if (wide := page.run("document.documentElement.scrollWidth")) > width:
        faults.append(f"the content is {wide} px wide")
    remarks = tuple(line for rule in answer["incomplete"] for line in lines(rule))
    return Verdict("Chromium", str(file), f"axe-core at {width} px", tuple(faults), remarks)


def lines(rule: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each element that breaks a rule of axe-core."""
    for node in rule["nodes"]:
        where = " ".join(str(step) for step in node["target"])
        yield f"{rule['id']}: {rule['help']} at {where}: {node['html'][:120]}"
