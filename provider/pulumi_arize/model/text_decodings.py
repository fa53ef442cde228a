"""Decodes a text as often as possible: escapes, base64 and hexadecimal, nested in each other.

Nobody knows which encodings a text has, nor where one begins: each is tried everywhere. Every decoded byte can be
traced to its place in the text.
"""

from __future__ import annotations

import base64
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.entities import html5

WORK_PER_CHARACTER = 64
"""The largest number of bytes that are decoded for each byte of a text."""

MIN_WORK = 1_000
"""Bytes that a text counts for at least."""

READABLE = re.compile(
    rb"(?:[\0\t\n\r\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}){4,}"
)
"""Text in UTF-8, or in UTF-16 with a NUL next to each character. Other decoded bytes come from a wrong guess."""

ESCAPE = re.compile(
    rb"""\\u(?P<high>[dD][89ABab][0-9A-Fa-f]{2}) \\u(?P<low>[dD][C-Fc-f][0-9A-Fa-f]{2})
    | (?: \\ | % ) u (?P<unit>[0-9A-Fa-f]{4})
    | (?: \\U00 (?P<long>[0-9A-Fa-f]{6}) | \\u\{ (?P<braced>[0-9A-Fa-f]{1,6}) \} )
    | (?: \\x | % ) (?P<byte>[0-9A-Fa-f]{2})
    | &\# (?: [xX]0* (?P<hexadecimal>[0-9A-Fa-f]{1,6}) | 0* (?P<decimal>[0-9]{1,7}) ) ;?
    | & (?P<name>[A-Za-z][A-Za-z0-9]{1,31};)
    | \\ (?P<octal>[0-3][0-7]{2})
    | \\ (?P<control>[abfnrtv0])
    | \\ (?P<itself>[^A-Za-z0-9])""",
    re.VERBOSE,
)
"""The escapes of JSON and most languages, of URLs and of HTML."""

WHITESPACE = bytes(range(0x21))
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{6,}={0,2}")
HEXADECIMAL = re.compile(rb"[0-9A-Fa-f]{8,}")

Source = Callable[[int, int], "tuple[int, int]"]


class TooMuchWork(Exception):  # noqa: N818 - its name is a sentence
    """A text takes too long to decode."""


@dataclass(frozen=True)
class View:
    """A text, or a part of it, after some steps of decoding.

    `source` returns the part of the text that a part of `data` comes from; a part is its first index and the one after.
    """

    data: bytes
    source: Source

    def source_from(self, begin: int, width: int = 1) -> Source:
        """Return the source of data that was decoded from `begin` on, each byte of it from `width` bytes."""
        return lambda first, after: self.source(begin + width * first, begin + width * after)


def views(text: str) -> Iterator[View]:
    """Return the text itself and everything that it may decode to. Raises TooMuchWork."""
    left = WORK_PER_CHARACTER * max(len(text), MIN_WORK)
    waiting = [_of_text(text)]
    while waiting:
        for view in _unescaped(waiting.pop()):
            left -= len(view.data)
            if left < 0:
                raise TooMuchWork
            yield view
        waiting += _readable([*_from_base64(_without_whitespace(view)), *_from_hexadecimal(_without_whitespace(view))])


def unescaped(data: bytes) -> Iterator[bytes]:
    """Return the data, and the result of each round of unescaping."""
    return (view.data for view in _unescaped(View(data, lambda first, after: (first, after))))


def _of_text(text: str) -> View:
    data = text.encode(errors="surrogatepass")
    if len(data) == len(text):
        return View(data, lambda first, after: (first, after))
    places = [place for place, char in enumerate(text) for _ in char.encode(errors="surrogatepass")]
    return View(data, lambda first, after: (places[first], places[after - 1] + 1))


def _unescaped(view: View) -> Iterator[View]:
    current: View | None = view
    while current:
        yield current
        current = _unescape_once(current)


def _unescape_once(view: View) -> View | None:
    """Return the view with each escape in it replaced; None where it has none."""
    parts: list[bytes] = []
    begins, ends = [0], [0]  # of each part in `view`; every second part is an escape
    for match in ESCAPE.finditer(view.data):
        char = _unescape(match)
        if char is not None:
            parts += (view.data[ends[-1] : match.start()], char)
            begins += (ends[-1], match.start())
            ends += (match.start(), match.end())
    if not parts:
        return None
    parts.append(view.data[ends[-1] :])
    begins, ends = [*begins[1:], ends[-1]], [*ends[1:], len(view.data)]
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))

    def source(first: int, after: int) -> tuple[int, int]:
        one, other = bisect_right(offsets, first) - 1, bisect_right(offsets, after - 1) - 1
        start = begins[one] + (0 if one % 2 else first - offsets[one])
        end = ends[other] if other % 2 else begins[other] + after - offsets[other]
        return view.source(start, end)

    return View(b"".join(parts), source)


def _unescape(match: re.Match[bytes]) -> bytes | None:
    """Return the character of an escape, in UTF-8; None where it is none."""
    kind = str(match.lastgroup)
    text = match[kind].decode("latin-1")
    if kind == "low":
        return _utf8(0x10000 + ((int(match["high"], 16) & 0x3FF) << 10) + (int(text, 16) & 0x3FF))
    if kind == "name":
        return html5[text].encode() if text in html5 else None
    if kind in ("byte", "octal"):
        return bytes([int(text, 16 if kind == "byte" else 8)])
    if kind in ("control", "itself"):
        return b" " if kind == "control" else match[kind]
    return _utf8(int(text, 10 if kind == "decimal" else 16))


def _utf8(code: int) -> bytes | None:
    return chr(code).encode(errors="surrogatepass") if code < 0x110000 else None  # noqa: PLR2004 - the end of Unicode


def _without_whitespace(view: View) -> View:
    """Return the view without the line ends and spaces that may break up encoded data."""
    data = view.data.translate(None, WHITESPACE)
    if len(data) == len(view.data):
        return view
    places = [place for place, byte in enumerate(view.data) if byte not in WHITESPACE]
    return View(data, lambda first, after: view.source(places[first], places[after - 1] + 1))


def _from_base64(view: View) -> Iterator[View]:
    """Return runs of base64 decoded, in either alphabet, from each of the four places where a group may begin."""
    for run in BASE64.finditer(view.data):
        letters = run[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        for skipped in range(4):
            chosen = letters[skipped:]
            chosen = chosen[: len(chosen) - (len(chosen) % 4 == 1)]
            data = base64.b64decode(chosen + b"=" * (-len(chosen) % 4))
            yield View(data, _base64_source(view, run.start() + skipped, len(data), run.end()))


def _base64_source(view: View, begin: int, length: int, end: int) -> Source:
    def source(first: int, after: int) -> tuple[int, int]:
        last = after - 1
        start, stop = begin + first // 3 * 4 + first % 3, begin + last // 3 * 4 + last % 3 + 2
        return view.source(start, end if after == length else stop)

    return source


def _from_hexadecimal(view: View) -> Iterator[View]:
    for run in HEXADECIMAL.finditer(view.data):
        for skipped in range(2):
            digits = run[0][skipped:]
            data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
            yield View(data, view.source_from(run.start() + skipped, 2))


def _readable(found: list[View]) -> Iterator[View]:
    """Return the parts of decoded views that are text."""
    for view in found:
        for run in READABLE.finditer(view.data):
            yield View(run[0], view.source_from(run.start()))
