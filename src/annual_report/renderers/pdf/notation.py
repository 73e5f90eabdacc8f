"""PDF's own notation for strings, names, colours: text in, text out, without a library."""

import re

_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)", "\r": r"\r", "\n": r"\n"})


def string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2)."""
    if text.isascii():
        return f"({text.translate(_ESCAPES)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def address(target: str) -> str:
    """A URI as an ASCII string; what is not ASCII in it is percent-encoded."""
    if not target.isascii():
        from urllib.parse import quote

        target = quote(target, safe="!#$%&'()*+,/:;=?@[]~")
    return string(target)


def name(text: str) -> str:
    """A name object with every unusual character written as #xx (ISO 32000-1, 7.3.5)."""
    plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+"
    return "/" + "".join(c if c in plain else "".join(f"#{byte:02X}" for byte in c.encode()) for c in text)


def operands(colour: str) -> str:
    """``#RRGGBB`` as three numbers between 0 and 1."""
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.4g}" for at in (1, 3, 5))


_NEUTRAL = re.compile(r"\((?:\\.|[^\\()])*\)|(?<![\w.])([\d.]+) \1 \1 (rg|RG)\b")


def in_black_alone(operators: str) -> str:
    """Page content whose greys are named as greys, so that a machine with four inks prints them with one.

    Strings are passed over: they may hold anything.
    """

    def shade(found: re.Match[str]) -> str:
        if found[2] is None:
            return found[0]
        return f"{found[1]} {'g' if found[2] == 'rg' else 'G'}"

    return _NEUTRAL.sub(shade, operators)
