"""How far a file from elsewhere is trusted: what may come out of it, and how it is refused."""

MOST_FILES = 5_000
_LEAST_ALLOWANCE = 64_000_000
_MOST_ALLOWANCE = 2_000_000_000
_GROWTH = 200
"""A text of repeated words packs to a hundredth; what grows more is not a record."""


class UnreadableError(Exception):
    """Why nothing can be read out of a file, in plain words."""


class AlteredError(Exception):
    """What is no longer as it was when the file was made, in plain words."""


class RefusedError(Exception):
    """Why a file is not trusted, in plain words."""


def allowance(size: int) -> int:
    """How many bytes may come out of a file of ``size`` bytes, all in all."""
    return min(max(_LEAST_ALLOWANCE, _GROWTH * size), _MOST_ALLOWANCE)
