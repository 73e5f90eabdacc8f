"""Where a line may end in writing that has no blanks between its words (UAX 14, in short).

Between ideographs and between them and anything else, but no line begins with what closes or goes on, and
none ends with what opens. Korean has blanks, and breaks there.
"""

import re

_IDEOGRAPH = re.compile(
    "[\u2e80-\u2fdf\u3000-\u30ff\u3105-\u312f\u3190-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_AFTER = "\u1361"
"""The Ethiopic mark between words: a line may end after it."""
_SOME = re.compile(f"{_IDEOGRAPH.pattern}|{_AFTER}")
_NOT_FIRST = frozenset(
    "!%),.:;?]}¢°’”†‡›℃…‥‰‼⁇⁈⁉—–〜～・゠、。〉》」』】〕〗〙〛〞〟！％），．：；？］｝｡｣､･￠"
    "々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯｰﾞﾟ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ\u3099\u309a\u00a0\u202f\u2060"
)
"""What closes, small kana, marks of repetition and length: no line begins with these."""
_NOT_LAST = frozenset("([{‘“‹£$¥〈《「『【〔〖〘〚〝（［｛｢￡￥＄\u00a0\u202f\u2060")
"""What opens: no line ends with these."""


def breakable(text: str) -> list[str]:
    """A text without blanks in the pieces that a line may end between; mostly one."""
    if not _SOME.search(text):
        return [text]
    pieces = []
    start = 0
    for place in range(1, len(text)):
        if _may_end(text[place - 1], text[place]):
            pieces.append(text[start:place])
            start = place
    return [*pieces, text[start:]]


def _may_end(before: str, after: str) -> bool:
    if before in _NOT_LAST or after in _NOT_FIRST:
        return False
    return before == _AFTER or _IDEOGRAPH.match(before) is not None or _IDEOGRAPH.match(after) is not None
