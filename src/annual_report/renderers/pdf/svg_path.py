"""SVG path data (SVG 1.1, 8.3) as PDF path operators."""

import re
from math import acos, ceil, cos, hypot, pi, radians, sin, sqrt, tan

_TOKEN = re.compile(r"([MmZzLlHhVvCcSsQqTtAa])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([\s,]+)|(.)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


class UndrawableError(ValueError):
    """A drawing holds what is not drawn here; the message says what."""


def shape_path(points: str, *, closed: bool) -> str:
    """The corners of a polyline or polygon."""
    numbers = re.findall(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", points)
    if len(numbers) < 4:
        return ""
    return path_operators("M" + " ".join(numbers[: len(numbers) // 2 * 2]) + ("Z" if closed else ""))


def path_operators(data: str) -> str:
    """Path data as ``m``, ``l``, ``c`` and ``h`` operators.

    Raises ``UndrawableError`` for anything that is not path data.
    """
    pen = _Pen()
    for command, values in _commands(data):
        pen.draw(command, values)
    return " ".join(pen.out)


def _commands(data: str) -> list[tuple[str, list[float]]]:
    """Each command with as many numbers as it takes; repeated ones are written out."""
    found: list[tuple[str, list[float]]] = []
    command, numbers = "", list[str]()
    for letter, number, _, odd in _TOKEN.findall(_flags_apart(data)):
        if odd:
            raise UndrawableError("a path in it is damaged")
        if letter:
            found += _repeated(command, numbers)
            command, numbers = letter, []
        elif number:
            numbers.append(number)
    return found + _repeated(command, numbers)


def _flags_apart(data: str) -> str:
    """Arcs with their two flags parted by blanks: "a1 1 0 0110 10" is legal."""
    number = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
    sep = r"[\s,]*"
    arc = re.compile(
        rf"({number}){sep}({number}){sep}({number}){sep}([01]){sep}([01]){sep}({number}){sep}({number})"
    )

    def apart(found: re.Match[str]) -> str:
        return found[1] + arc.sub(r" \1 \2 \3 \4 \5 \6 \7 ", found[2])

    return re.sub(r"([Aa])([^A-DF-Za-df-z]*)", apart, data)


def _repeated(command: str, numbers: list[str]) -> list[tuple[str, list[float]]]:
    if not command:
        if numbers:
            raise UndrawableError("a path in it is damaged")
        return []
    takes = _TAKES[command.upper()]
    values = [float(number) for number in numbers]
    if takes == 0:
        return [(command, [])]
    if not values or len(values) % takes:
        raise UndrawableError("a path in it is damaged")
    found = [(command, values[at : at + takes]) for at in range(0, len(values), takes)]
    follows = {"M": "L", "m": "l"}.get(command, command)
    return [found[0], *((follows, part) for _, part in found[1:])]


class _Pen:
    """Draws commands one after the other; remembers where it is, where the subpath began, and the last
    handle.
    """

    def __init__(self) -> None:
        self.out: list[str] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.handle: tuple[float, float] | None = None
        self.last = ""

    def draw(self, command: str, values: list[float]) -> None:
        upper = command.upper()
        x, y = (self.x, self.y) if command.islower() else (0.0, 0.0)
        handle: tuple[float, float] | None = None
        match upper:
            case "M":
                self._to("m", x + values[0], y + values[1])
                self.start_x, self.start_y = self.x, self.y
            case "L":
                self._to("l", x + values[0], y + values[1])
            case "H":
                self._to("l", x + values[0], self.y)
            case "V":
                self._to("l", self.x, y + values[0])
            case "Z":
                self.out.append("h")
                self.x, self.y = self.start_x, self.start_y
            case "C":
                handle = (x + values[2], y + values[3])
                self._curve(x + values[0], y + values[1], *handle, x + values[4], y + values[5])
            case "S":
                first = self._mirrored("CS")
                handle = (x + values[0], y + values[1])
                self._curve(*first, *handle, x + values[2], y + values[3])
            case "Q":
                handle = (x + values[0], y + values[1])
                self._quadratic(handle, x + values[2], y + values[3])
            case "T":
                handle = self._mirrored("QT")
                self._quadratic(handle, x + values[0], y + values[1])
            case _:
                self._arc(values, x + values[5], y + values[6])
        self.handle, self.last = handle, upper

    def _mirrored(self, after: str) -> tuple[float, float]:
        if self.handle is None or self.last not in after:
            return self.x, self.y
        return 2 * self.x - self.handle[0], 2 * self.y - self.handle[1]

    def _to(self, operator: str, x: float, y: float) -> None:
        self.x, self.y = x, y
        self.out.append(f"{x:.3f} {y:.3f} {operator}")

    def _curve(self, *points: float) -> None:
        self.out.append(" ".join(f"{value:.3f}" for value in points) + " c")
        self.x, self.y = points[4], points[5]

    def _quadratic(self, handle: tuple[float, float], x: float, y: float) -> None:
        near_x, near_y = self.x + (handle[0] - self.x) * 2 / 3, self.y + (handle[1] - self.y) * 2 / 3
        far_x, far_y = x + (handle[0] - x) * 2 / 3, y + (handle[1] - y) * 2 / 3
        self._curve(near_x, near_y, far_x, far_y, x, y)

    def _arc(self, values: list[float], x: float, y: float) -> None:
        """An elliptical arc as curves of a quarter turn at most (SVG 1.1, F.6.5)."""
        rx, ry, turn, large, sweep = abs(values[0]), abs(values[1]), radians(values[2]), values[3], values[4]
        if not rx or not ry or (x, y) == (self.x, self.y):
            self._to("l", x, y)
            return
        c, s = cos(turn), sin(turn)
        half_x, half_y = (self.x - x) / 2, (self.y - y) / 2
        x1, y1 = c * half_x + s * half_y, -s * half_x + c * half_y
        grow = max(1.0, sqrt((x1 / rx) ** 2 + (y1 / ry) ** 2))
        rx, ry = rx * grow, ry * grow
        rest = max(0.0, (rx * ry) ** 2 - (rx * y1) ** 2 - (ry * x1) ** 2)
        root = sqrt(rest / ((rx * y1) ** 2 + (ry * x1) ** 2)) * (-1 if bool(large) == bool(sweep) else 1)
        cx1, cy1 = root * rx * y1 / ry, -root * ry * x1 / rx
        cx, cy = c * cx1 - s * cy1 + (self.x + x) / 2, s * cx1 + c * cy1 + (self.y + y) / 2
        start = _angle((x1 - cx1) / rx, (y1 - cy1) / ry)
        swept = _angle((-x1 - cx1) / rx, (-y1 - cy1) / ry) - start
        if sweep and swept < 0:
            swept += 2 * pi
        elif not sweep and swept > 0:
            swept -= 2 * pi
        pieces = max(1, ceil(abs(swept) / (pi / 2) - 1e-9))
        step = swept / pieces
        reach = 4 / 3 * tan(step / 4)

        def on(angle: float, away: float) -> tuple[float, float]:
            u, v = cos(angle) - away * sin(angle), sin(angle) + away * cos(angle)
            return cx + c * rx * u - s * ry * v, cy + s * rx * u + c * ry * v

        for piece in range(pieces):
            a, b = start + piece * step, start + (piece + 1) * step
            self._curve(*on(a, reach), *on(b, -reach), *on(b, 0))
        self.x, self.y = x, y


def _angle(x: float, y: float) -> float:
    angle = acos(max(-1.0, min(1.0, x / hypot(x, y))))
    return angle if y >= 0 else -angle
