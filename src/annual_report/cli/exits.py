"""What the command returns."""

OK = 0
PROBLEMS = 1
"""An error in data, layout or target."""
USAGE = 2
"""Wrong usage."""
BUG = 70
"""A mistake of ours."""
