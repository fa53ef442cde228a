"""Texts and documents from outside without the secrets in them, however those are encoded."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from .secret_fields import secret_names
from .text_decodings import TooMuchWork, View, unescaped, views

REDACTED = "[secret]"
"""What replaces a secret."""

NOT_SEARCHABLE = "[not shown: it cannot be searched for secrets]"
"""What replaces a text that takes too long to decode."""

MIN_LENGTH = 4
"""Bytes of the shortest value that is redacted; a shorter one is often a part of an ordinary word."""

PIECE_LENGTH = 8
"""Bytes of the smallest piece of a secret that is redacted; of a short secret, two thirds of it are."""

MAX_LENGTH = 8_000
"""Characters of a text that are searched; the rest of it is not shown."""

IGNORED = bytes([*range(0x21), 0x7F, *b"+\\"])
"""The bytes that are not compared: a server may drop or add them, or encode a space differently."""

LOWER = bytes(range(256)).lower()

Pieces = Mapping[int, "set[bytes]"]
"""The pieces of secrets that are redacted, by their length."""


def redact(text: str, secrets: Iterable[str]) -> str:
    """Return the text with every secret in it, and every piece of one, replaced, however it is encoded.

    A text that is too long is cut; one that takes too long to decode is replaced as a whole.
    """
    return _redact_text(text, _pieces(frozenset(secrets)))


def _redact_text(text: str, pieces: Pieces) -> str:
    if not pieces:
        return text
    cut = text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]} …"
    try:
        return REDACTED.join(_replace_pieces(part, pieces) for part in cut.split(REDACTED))
    except TooMuchWork:
        return NOT_SEARCHABLE


def redact_document(document: Any, secrets: Collection[str]) -> Any:
    """Return a request or a response with the values of its secret fields replaced, which their names tell.

    In every other text of it, `secrets` are replaced.
    """
    return _redact_document(document, _pieces(frozenset(secrets)), secret_names())


def redact_texts(document: Any, secrets: Collection[str]) -> Any:
    """Return a document with `secrets` replaced in every text, whatever the names of its fields."""
    return _redact_document(document, _pieces(frozenset(secrets)), ())


def _redact_document(document: Any, pieces: Pieces, secret: Collection[str]) -> Any:
    if isinstance(document, str):
        return _redact_text(document, pieces)
    if isinstance(document, list):
        return [_redact_document(item, pieces, secret) for item in document]
    if not isinstance(document, Mapping):
        return document
    return {
        _redact_text(name, pieces): _redact_all(value) if name in secret else _redact_document(value, pieces, secret)
        for name, value in document.items()
    }


def _redact_all(value: Any) -> Any:
    """Return the replacement of a secret: the names of headers stay, and so does null, which clears a field."""
    if isinstance(value, Mapping):
        return dict.fromkeys(value, REDACTED)
    return None if value is None else REDACTED


@lru_cache(maxsize=64)
def _pieces(secrets: frozenset[str]) -> Pieces:
    """Return the pieces of these secrets, and of what they decode to where they look encoded."""
    pieces: dict[int, set[bytes]] = {}
    for secret in secrets:
        for form in map(_normalized, unescaped(secret.encode(errors="surrogatepass"))):
            size = max(MIN_LENGTH, min(PIECE_LENGTH, -(-2 * len(form) // 3)))
            if len(form) >= MIN_LENGTH:
                pieces.setdefault(size, set()).update(_slices(form, size))
    return pieces


def _normalized(data: bytes) -> bytes:
    return data.translate(LOWER, IGNORED)


def _slices(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(len(data) - size + 1)]


def _replace_pieces(text: str, pieces: Pieces) -> str:
    parts: list[str] = []
    end = -1
    for first, after in sorted(span for view in views(text) for span in _find(view, pieces)):
        if first > end:
            parts.append(text[max(end, 0) : first])
        end = max(end, after)
    return REDACTED.join([*parts, text[max(end, 0) :]])


def _find(view: View, pieces: Pieces) -> Iterator[tuple[int, int]]:
    """Return the parts of the text that hold a piece of a secret."""
    data = _normalized(view.data)
    hits = sorted(
        (start, start + size)
        for size, known in pieces.items()
        for start, piece in enumerate(_slices(data, size))
        if piece in known
    )
    if hits:
        places = [place for place, byte in enumerate(view.data) if byte not in IGNORED]
        yield from (view.source(places[first], places[after - 1] + 1) for first, after in hits)
