"""Reports made on more than one machine, by the workers of a Dask scheduler.

What a report is made from travels as bytes, and so does what comes of it: a worker sees no workspace but the
one that it lays out for itself. ``dispatch`` gives work to workers and puts in order what comes of it,
``crew`` speaks with the scheduler, ``bundles`` packs and lays out, ``worker`` is what happens over there.
"""

from annual_report.cluster.elsewhere import CODES, making

__all__ = ["CODES", "making"]
