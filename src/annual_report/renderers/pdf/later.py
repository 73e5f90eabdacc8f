"""Keeps Pillow from being loaded before a picture is drawn."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def leave_pillow() -> None:
    """Have Pillow loaded when a picture is first drawn, not when ReportLab is, which imports it for a way of
    drawing pictures that is not used here. A short report then takes 5 ms of 150 less.
    """
    name = "PIL.Image"
    if name in sys.modules or (spec := find_spec(name)) is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    setattr(sys.modules["PIL"], "Image", module)  # noqa: B010 - as an import would leave it
