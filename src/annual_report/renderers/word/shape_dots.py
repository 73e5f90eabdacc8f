"""The shapes of the outcomes in dots: how far each is covered, drawn ahead.

A shape takes 1 to 4 ms to draw, which every report would pay for; ``tests/make_shape_dots.py`` draws them.
"""

MARGIN = 0.6
"""Clear room round the field of 10 x 10, so that no program cuts an edge off when it scales the picture."""
FIELD = 10 + 2 * MARGIN
PIXELS = 44
"""Dots along a side of the PNG: about 330 to the inch at the size that a pill shows it."""

# Of each shape the rows of a PNG, four bits a dot, deflated (RFC 1950) and in base 64.
COVER = {
    "tick": (
        "eNqdkztOAzEQhn9lISIRSDkCJ0i2QigS4QjQUZIbQENNpByA1GlAoqKCG6SmIuICe4RIAbRsYDV47PErxBJimpE/2+N/Hgb+"
        "ZY2z6cPV/jo9LEhZPY5pn8TuQ9oiZxNPs8LjOnf4nAL7sHSbIjsVfBzjN8FFjOtfMkIxUYzvwkZ5DAPkTaKVFh0efgdmRCx9"
        "J8RD4JZopPBeQD+NrrlyvVgD61rGmX+p5Y3kf+3xK9BkX0I/QeXBgpdKwQn7SmQPMTB3G3p7JbiDTK0vgV2ymIOo1g7cVROE"
        "n7xTyS6eXGqlCOTtow5w4RvUkzwyYEuELm3yla5lV/DclUqX/kXwyBWWj7dttrlvw8SUw8q2TatMOXzrpcXPs7V52zwQqfFJ"
        "DFtiNFODnBj71CdJfanUB/yb/QDoLwjY"
    ),
    "half": (
        "eNpjYCALMIXPWlmqgC5qcf8/EPxtRhW1+g8Fi5FFOf/DwQSEKPN9hPBfA7hwPEREyH0/kPwKE2WFKgQ6px9IBUCF7eHCDEzr"
        "////DBW+jxBmYAeajuYMMC8f5hh7FGF2mCnrUYSB3F9gR/9HFdb//x/kdA40YSC/AUjxogkz/f9/AaIJRZhh//9PCJ8jhOvB"
        "/q9HF/b//x1IzkcX1v//E9nZMGF5sMNxCOMwBIeVOByIwzs4PI8jqHAELI5owBVpOKIYR4LAlXxwJDYcSRNXQsaR7HFlElxZ"
        "ClcGJA4AAJ+xplI="
    ),
    "ring": (
        "eNpjYCALMIXPWlmqgC5qcf8/EPxtRhW1+g8Fi5FFOf/DwQSEKPN9hPBfA7hw/H8k8BUmygpRtms1RFMAVNgexDkGdBxTDoj1"
        "GSoMUnQVwowFaUM445cAhM24Hu4Ye2RnccJNASr4hXAsjMcMlL+IEJYFckFO50ByE9S1DUCa9///P8gBcf7//wtASv///2/I"
        "wvn//3+C+PwTsrA+xP/1EE1wADT0O5Ca////BmRh7v//f0IcugBZmAvicBzCOAzBYSUOB+LwDg7P4wgqHAGLIxpwRRqOKMaR"
        "IHAlHxyJDUfSxJWQcSR7XJkEV5bClQGJAwC9ekTK"
    ),
    "dot": (
        "eNpjYCALMIXPWlmqgC5qcf8/EPxtRhW1+g8Fi5FFOf/DwQSEKPN9hPBfA7hwPJD7u0RRyH0/kPEVJsoK5PwAO4KpH8gMgArb"
        "////C+o0pvX//3+GCgNNLoDpZAeaDnfGN4T1+TDH2CMpBiuHmLL+/y9kP0C5zP//fwLRjOGlAiBa//9/kNM5/v9vAInO////"
        "pwCCz/v/P8h1tiAvXga58f//C2BNv0GKISEIUr4fbGj8/++IwAK5rR7s//r/X4CkPET4I5DpD1Y3H6oHDL6CTf0JdudHsB4w"
        "+A7W+Au3MA5DcFiJw4E4vIPD8ziCCkfA4ogGXJGGI4pxJAhcyQdHYsORNHElZBzJHlcmwZWlcGVA4gAA5ZlWlg=="
    ),
    "arrow": (
        "eNpjYBhQsBG78F8DrML/n2AX/p+AXfg7duH/DdiFf2EX/r8Ru/AfBazCWBwJFv4fAOGsvQsDEOFvEOH1/9FAA3bhn9iF/y/E"
        "Lgx2JKbw/8ukCOMwZCEpDmzA53kcQUVUwOKIho2kRHEDKckngYSkiSMhbxzQTAcAD4ciAA=="
    ),
    "bar": "eNpjYBgF9AVKWABQeP1/DPBr+Anj8PwooCcAALQeyTc=",
    "dots": (
        "eNpjYBgFgwNwnDsOoljW3nIA0TVvGkAU0/n//w8C6fr//78DKZn///8oAGnu/////wIqBlL/gcrXA6kNQGF7EF+BgQtELWBg"
        "AlGfgcL5IEYAAy+IusDACqK+4RbGYQgOK3E4EId3RsEgAADSVnFL"
    ),
    "square": "eNpjYBhMYDcagArv/48Cfo8KjwoPbmEcCXlwAACHKe2Y",
}
