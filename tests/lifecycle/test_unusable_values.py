"""Values that a server accepts and that can never work: the check finds them in every field."""

from __future__ import annotations

from typing import Any

import pytest
from tests.json_paths import Path, at, with_value

from arize_emulator import Emulator
from pulumi_arize.lifecycle.normalize import walk_objects
from pulumi_arize.model.fields import fields

from .deployed_resource import KINDS, Resource, canonical, failures_of
from .samples import FULL, llm
from .strategies import Json


def places(case: str, *, secret: bool) -> list[tuple[Path, bool]]:
    """Return the path of each secret, or of each URL, and whether it is a map of headers."""
    kind, inputs = FULL[case]
    found: list[tuple[Path, bool]] = []
    for path, model, values in walk_objects(KINDS[kind].model_for(inputs), inputs):
        for name, field in fields(model).items():
            is_url = "url" in name or name == "endpoint"
            if name in values and (field.secret if secret else is_url):
                found.append(((*path, name), field.is_map))
    return found


SECRETS = [(case, *place) for case in FULL for place in places(case, secret=True)]
URLS = [(case, path) for case in FULL for path, _ in places(case, secret=False)]


def dotted(path: Path) -> str:
    """Return a path as failures have it."""
    return ".".join(map(str, path))


def with_other(case: str, path: Path, value: Any) -> tuple[str, Json]:
    """Return the resource type and the inputs of a case, with another value at a path."""
    kind, inputs = FULL[case]
    return kind, with_value(inputs, path, value)


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", "\t"])
@pytest.mark.parametrize(("case", "path", "is_map"), SECRETS)
def test_the_line_end_of_a_file(case: str, path: Path, is_map: bool, end: str) -> None:  # noqa: FBT001 - a fact
    """The line end of a file is removed from a key or a header value."""
    given = {"x-key": f"s3cret{end}"} if is_map else f"s3cret{end}"
    kind, inputs = with_other(case, path, given)
    assert at(canonical(KINDS[kind], inputs), path) == ({"x-key": "s3cret"} if is_map else "s3cret")


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("\ufeffs3cret", "byte order mark"),
        ("   ", "must not be blank"),
        ("\n", "must not be blank"),
        ("s3cret\ns3cret", "a line break"),
        ("s3cret\x00", "control character"),
        ("s3cret\x7f", "control character"),
    ],
)
@pytest.mark.parametrize(("case", "path", "is_map"), SECRETS)
def test_unusable_secrets(case: str, path: Path, is_map: bool, secret: str, words: str) -> None:  # noqa: FBT001
    """A byte order mark, spaces alone and control characters are failures of the field; the value is not shown."""
    found = failures_of(*with_other(case, path, {"x-key": secret} if is_map else secret))
    assert list(found) == [dotted(path)]
    assert words in found[dotted(path)]
    assert "s3cret" not in str(found)


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        ({"Authorization: s3cret": ""}, "an invalid header name"),
        ({"x key": "v"}, "an invalid header name"),
        ({"": "v"}, "an invalid header name"),
        ({"x-key\n": "v"}, "an invalid header name"),
        ({"schlüssel": "v"}, "an invalid header name"),
        ({"X-Key": "a", "x-key": "b"}, "'X-Key' and 'x-key' are the same header"),
    ],
)
@pytest.mark.parametrize(("case", "path"), [(case, path) for case, path, is_map in SECRETS if is_map])
def test_names_of_headers(case: str, path: Path, headers: dict[str, str], words: str) -> None:
    """A name that is no token, or that occurs twice, is a failure; a name that may hold a secret is not shown."""
    found = failures_of(*with_other(case, path, headers))
    assert list(found) == [dotted(path)]
    assert words in found[dotted(path)]
    assert "s3cret" not in str(found)


@pytest.mark.parametrize(
    "url", [" https://x.example.com", "https://x.example.com\n", "https://x.example .com", "\thttps://x"]
)
@pytest.mark.parametrize(("case", "path"), URLS)
def test_urls(case: str, path: Path, url: str) -> None:
    """A URL with spaces or line ends is a failure."""
    assert "spaces or line breaks" in failures_of(*with_other(case, path, url))[dotted(path)]


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0", "\t "])
@pytest.mark.parametrize("case", FULL)
def test_blank_names(case: str, blank: str) -> None:
    """A blank name is a failure."""
    assert failures_of(*with_other(case, ("name",), blank)) == {"name": "must not be blank"}


def test_what_is_sent(emulator: Emulator, integration: Resource) -> None:
    """The key is sent without its line end, and a file without it is no change."""
    integration.up(llm(api_key="s3cret-file\n"))
    assert integration.document["config"]["api_key"] == "s3cret-file"
    assert integration.up(llm(api_key="s3cret-file")) == []
    assert len(emulator.integrations) == 1
