"""Where this machine keeps what can be made again."""

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Where this machine keeps what can be made again: XDG on Linux, the system's own place elsewhere."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "annual-report"
