"""How far a long run is: one line on a terminal, written over again and again, gone at the end."""

import time
from typing import TextIO

_AFTER = 1.0
"""Seconds of work before it is worth a line."""
_EACH = 0.1
"""Seconds between two lines."""
_CLEAR = "\r\x1b[K"


class Progress:
    """Tells on a terminal how much is done and how long the rest will take; elsewhere it says nothing."""

    def __init__(self, stream: TextIO, *, quiet: bool = False) -> None:
        self._stream = stream if stream.isatty() and not quiet else None
        self._begun = time.monotonic()
        self._last = 0.0
        self._shown = False

    def __call__(self, done: int, of: int) -> None:
        """``done`` of so many are done."""
        now = time.monotonic()
        gone = now - self._begun
        if self._stream is None or gone < _AFTER or now - self._last < _EACH or done >= of:
            return
        self._last = now
        self._shown = True
        print(f"{_CLEAR}{line(done, of, gone)}", end="", file=self._stream, flush=True)

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._shown and self._stream is not None:
            self._shown = False
            print(_CLEAR, end="", file=self._stream, flush=True)


def line(done: int, of: int, gone: float) -> str:
    """How far it is after ``gone`` seconds, as one line."""
    left = gone / done * (of - done)
    words = f"{left:.0f} s" if left < 90 else f"{left / 60:.0f} min"
    return f"{done} of {of} years built, about {words} left"
