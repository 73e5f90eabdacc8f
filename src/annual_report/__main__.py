"""``python -m annual_report``."""

from annual_report.cli import command

if __name__ == "__main__":
    command()
