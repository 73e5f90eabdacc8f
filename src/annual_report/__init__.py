"""Annual reports that set what a forum promised beside what it did."""

__version__ = "0.1.0"
