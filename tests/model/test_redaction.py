"""No secret is shown in a text from outside, in any chain of encodings and wherever it is cut."""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_arize.model.redaction import MAX_LENGTH, NOT_SEARCHABLE, PIECE_LENGTH, REDACTED, redact, redact_document

Encode = Callable[[str], str]

SAFE = re.compile(r"[A-Za-z0-9]")
"""The characters that `encodeURIComponent` does not escape, in addition to some marks."""


def percent(text: str, hexadecimal: str, kept: str) -> str:
    """Return a text with everything but letters, digits and `kept` in URL encoding."""
    escaped = (char if SAFE.match(char) or char in kept else _percent(char, hexadecimal) for char in text)
    return "".join(escaped)


def _percent(char: str, hexadecimal: str) -> str:
    return "".join(f"%{byte:{hexadecimal}}" for byte in char.encode())


def unicode_escapes(text: str, form: str) -> str:
    """Return a text with each mark and each other letter as a JSON escape, in UTF-16 units."""
    units = (char.encode("utf-16-be") for char in text)
    return "".join(
        char if char.isascii() and char.isalnum() and number % 2 else _units(unit, form)
        for number, (char, unit) in enumerate(zip(text, units, strict=True))
    )


def _units(unit: bytes, form: str) -> str:
    return "".join(f"\\u{int.from_bytes(unit[at : at + 2], 'big'):{form}}" for at in range(0, len(unit), 2))


ENCODINGS: dict[str, Encode] = {
    "as it is": str,
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON in UTF-8": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
    "JSON with slashes escaped": lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
    "JSON escapes in lower case": lambda text: unicode_escapes(text, "04x"),
    "JSON escapes in upper case": lambda text: unicode_escapes(text, "04X"),
    "JSON for HTML": lambda text: re.sub("[<>&=+']", lambda match: _units(match[0].encode("utf-16-be"), "04x"), text),
    "URL": lambda text: quote(text, safe=""),
    "URL path": quote,
    "form": quote_plus,
    "encodeURIComponent": lambda text: percent(text, "02X", "-_.!~*'()"),
    "URL in lower case": lambda text: percent(text, "02x", "-_.~"),
    "URL, every byte": lambda text: (
        percent(text, "02x", "") if not text.isalnum() else "".join(f"%{byte:02x}" for byte in text.encode())
    ),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()).decode(),
    "base64 without padding": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 in lines": lambda text: base64.encodebytes(text.encode()).decode(),
    "base64 after an id": lambda text: base64.b64encode(f"client:{text}".encode()).decode(),
    "base64 after Bearer": lambda text: base64.b64encode(f"Bearer {text}".encode()).decode(),
    "HTML": html.escape,
    "HTML, decimal": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "HTML, hexadecimal": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "HTML, named": lambda text: html.escape(text).replace("=", "&equals;").replace("/", "&sol;").replace("+", "&plus;"),
    "hexadecimal": lambda text: text.encode().hex(),
    "hexadecimal in upper case": lambda text: text.encode().hex().upper(),
    "Python": lambda text: repr(text)[1:-1],
    "Python bytes": lambda text: repr(text.encode())[2:-1],
}
"""Every encoding in which a server or a proxy may repeat a text."""

OUTSIDE = {"no {} here", 'cannot use "{}", sorry', "<p>{}</p>", "key={}&more=1", "{}", "x{}x", "(…{}…)"}
KEYS = st.text(
    st.one_of(st.sampled_from("=&+/\"'<>%\\-_.~ü€😀 :"), st.characters(min_codepoint=0x21, max_codepoint=0x7E)),
    min_size=16,
    max_size=48,
).filter(lambda key: len(set(key)) > PIECE_LENGTH and key == key.strip())


def decoded(text: str) -> str:
    """Return a text with all escapes that the standard library knows replaced, once."""
    unescaped = html.unescape(unquote(text))
    unescaped = re.sub(r'\\([/"\\\'])', r"\1", unescaped)
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), unescaped)
    unescaped = re.sub(r"\\x([0-9a-fA-F]{2})", lambda match: chr(int(match[1], 16)), unescaped)
    return unescaped.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def hidden_in(text: str, depth: int) -> Iterator[str]:
    """Return the text, and what it holds in the encodings that the standard library decodes."""
    yield text
    if not depth:
        return
    if decoded(text) != text:
        yield from hidden_in(decoded(text), depth - 1)
    solid = "".join(text.split())
    for run in re.findall(r"[A-Za-z0-9+/_-]{8,}", solid):
        for skipped in range(4):
            whole = run[skipped:].replace("-", "+").replace("_", "/")
            whole = whole[: len(whole) // 4 * 4]
            yield from hidden_in(base64.b64decode(whole).decode(errors="ignore"), depth - 1)
    for run in re.findall(r"[0-9A-Fa-f]{8,}", solid):
        for skipped in range(2):
            digits = run[skipped:]
            yield from hidden_in(binascii.unhexlify(digits[: len(digits) // 2 * 2]).decode(errors="ignore"), depth - 1)


def shows(text: str, secret: str, depth: int) -> bool:
    """Tell whether a text shows a piece of a secret, in any chain of as many encodings."""
    whole = plain(secret)
    pieces = {whole[start : start + PIECE_LENGTH] for start in range(len(whole) - PIECE_LENGTH + 1)}
    return any(piece in plain(output) for output in hidden_in(text, depth) for piece in pieces)


def plain(text: str) -> str:
    """Return a text without the characters that may be dropped: signs of escapes, and spaces."""
    return re.sub(r"[\s\\+]", "", text)


@settings(max_examples=400, deadline=None)
@given(
    secret=KEYS,
    chain=st.lists(st.sampled_from(sorted(ENCODINGS)), max_size=3),
    frame=st.sampled_from(sorted(OUTSIDE)),
    cut=st.tuples(st.integers(0, 3), st.integers(0, 3)),
)
def test_any_chain_of_encodings(secret: str, chain: list[str], frame: str, cut: tuple[int, int]) -> None:
    """No piece of a secret is shown, in any chain of encodings, also cut at its ends."""
    output = secret
    for name in chain:
        output = ENCODINGS[name](output)
    output = output[cut[0] : len(output) - cut[1]]
    shown = redact(frame.format(output), [secret])
    assert not shows(shown, secret, len(chain) + 1), shown
    assert redact(shown, [secret]) == shown


@pytest.mark.parametrize("outer", ENCODINGS)
@pytest.mark.parametrize("inner", ENCODINGS)
def test_each_pair_of_encodings(inner: str, outer: str) -> None:
    """A secret is shown in no pair of encodings, and the text around it stays readable."""
    secret = "sk-proj/4f=9Q&7+zK\"w-ü'Xb"
    shown = redact(f"The key {ENCODINGS[outer](ENCODINGS[inner](secret))} is not valid.", [secret])
    assert not shows(shown, secret, 3), shown
    assert shown.startswith("The key ")
    assert shown.endswith(" is not valid.")


@pytest.mark.parametrize("name", ENCODINGS)
def test_the_encodings_are_found(name: str) -> None:
    """The search of these tests finds a secret that is not redacted."""
    secret = "sk-proj-4f9Q=7zKw1XbT0"
    assert shows(f"The key {ENCODINGS[name](secret)} is not valid.", secret, 2)


@given(st.text(max_size=300), st.lists(st.text(min_size=30, max_size=60), max_size=3))
@settings(deadline=None)
def test_other_texts_stay(text: str, secrets: list[str]) -> None:
    """A text that holds no secret is shown as it is."""
    alike = {text[start : start + 4].lower() for start in range(len(text) - 3)}
    if not any(secret[start : start + 4].lower() in alike for secret in secrets for start in range(len(secret))):
        assert redact(text, [secret for secret in secrets if not set(secret) & set(text)]) == text


@pytest.mark.parametrize(
    "text",
    [
        "422 Unprocessable Entity: `config.base_url` must be a valid https URL (RFC 3986), got 'models.example.com'",
        "request id 7f3c9a1e-5b2d-4c8f-9e0a-1b2c3d4e5f60; the name 'Production' is taken by TGxtSW50ZWdyYXRpb246NDI=",
        "<html><body><h1>503</h1>&copy; 2026 A&amp;B, 100% busy: retry after 30 s</body></html>",
        "C:\\temp\\new \\u0041 %7Euser &#65; caf\u00e9",
    ],
)
def test_messages_stay_readable(text: str) -> None:
    """A message without a secret stays as it is, with its ids, URLs, escapes and entities."""
    assert (
        redact(text, ["sk-proj-4f9Q7zKw1XbT0", "Bearer abcdefghijkl", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN"])
        == text
    )


@pytest.mark.parametrize(
    ("secret", "piece"),
    [("sk-proj-4f9Q7zKw1XbT0", "4f9Q7zKw"), ("hunter-22", "hunter"), ("abcd", "abcd"), ("Two  Words\n", "two words")],
)
def test_pieces(secret: str, piece: str) -> None:
    """A piece of a secret is redacted like the whole: eight characters, or two thirds of a short one, in any case."""
    assert redact(f"got {piece}… ?", [secret]) == "got [secret]… ?"
    assert redact(f"got {piece[1:5]}… ?", [f"{secret}xxxxxxxx"]) == f"got {piece[1:5]}… ?"


def test_several_secrets() -> None:
    """Each of several secrets is replaced, also where one is a part of another."""
    assert redact("a: key-one-1, b: key-one-1-long, c: other-key", ["key-one-1", "key-one-1-long", "other-key"]) == (
        "a: [secret], b: [secret], c: [secret]"
    )


def test_short_secrets() -> None:
    """A secret of fewer than four characters is not redacted: it may be a part of an ordinary word."""
    assert redact("the cat sat", ["cat", "", "  "]) == "the cat sat"


def test_long_texts_are_cut() -> None:
    """Only the beginning of a long text is searched and shown."""
    shown = redact("word " * MAX_LENGTH, ["sk-proj-4f9Q7zKw1XbT0"])
    assert len(shown) < MAX_LENGTH + 10
    assert shown.startswith("word word")


def test_a_text_that_takes_too_long() -> None:
    """A text that takes too long to decode is not shown."""
    text = "A" * MAX_LENGTH
    for _ in range(20):
        text = base64.b64encode(text.encode()).decode()[:MAX_LENGTH]
    assert redact(text, ["sk-proj-4f9Q7zKw1XbT0"]) in (NOT_SEARCHABLE, text)
    nested = "".join(f"\\u{ord(char):04x}" for char in "QUFB" * 400)
    assert len(redact(nested, ["sk-proj-4f9Q7zKw1XbT0"])) <= MAX_LENGTH + 10


def test_documents() -> None:
    """In a document, secret fields are redacted by their names, and `secrets` in all texts and names."""
    secret = "sk-proj-4f9Q7zKw1XbT0"
    document = {"config": {"api_key": "other", "headers": {"x": "y"}, "note": [f"is {secret}"]}, secret: 1, "n": None}
    assert redact_document(document, [secret]) == {
        "config": {"api_key": REDACTED, "headers": {"x": REDACTED}, "note": [f"is {REDACTED}"]},
        REDACTED: 1,
        "n": None,
    }
