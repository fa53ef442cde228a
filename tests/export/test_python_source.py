"""The source of expressions, and the names of variables."""

from __future__ import annotations

import ast
import keyword
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_arize.cli.export.adoption_plan import Adoptable
from pulumi_arize.cli.export.declarations import unique_variables
from pulumi_arize.cli.export.python_source import RESERVED_NAMES, assignment, call, one_line, unique, word
from pulumi_arize.model.resource_types import INTEGRATION

from .exported import fill, summary

texts = st.text(st.characters(), max_size=90) | st.sampled_from(['"', "'", "\\", "\n", "\u202e", "\ud800", "🎉" * 40])
numbers = st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(value=values)
def test_any_json_is_a_literal(value: object) -> None:
    """The source of any JSON value evaluates to that value, on one line and on several."""
    for source in (one_line(value), assignment("x", value).partition(" = ")[2]):
        assert source.isascii() or source.isprintable() or "\n" in source
        assert repr(ast.literal_eval(source)) == repr(value)


@settings(max_examples=25)
@given(several=st.lists(values, min_size=30, max_size=30))
def test_formatters_change_nothing(several: list[object]) -> None:
    """`ruff format` does not change the source."""
    statements = (assignment(f"x_{index}", call("f", value, of=[value])) for index, value in enumerate(several))
    source = "\n".join(statements) + "\n"
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--stdin-filename", "x.py", "-"]
    done = subprocess.run(command, input=source.encode(), capture_output=True, check=True)
    assert done.stdout.decode() == source


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Production OpenAI", "production_openai"),
        ("Prüfung №5", "prufung_no5"),
        ("日本語", "open_ai"),
        ("4o mini", "open_ai_4o_mini"),
        ("gatewayEast", "gateway_east"),
        ("a" * 100, "a" * 40),
        ("one two three four five six seven eight nine ten", "one_two_three_four_five_six_seven_eight"),
        ("", "open_ai"),
    ],
)
def test_a_name_becomes_words(name: str, expected: str) -> None:
    """The variable of an integration has the words of its name."""
    assert word(name, "open_ai") == expected


@given(names=st.lists(texts, max_size=12))
def test_variables_are_valid_and_unique(names: list[str]) -> None:
    """Whatever the names are, the variables are valid in Python, unique, and unique in camel case."""
    reserved = ["production", "config"]
    chosen = unique([word(name, "custom") for name in names], "integration", reserved)
    assert len({camel(name).lower() for name in [*chosen, *reserved]}) == len(names) + len(reserved)
    assert all(name.isidentifier() and name.isascii() and not keyword.iskeyword(name) for name in chosen)
    assert RESERVED_NAMES.isdisjoint(chosen)


def test_repeated_and_reserved_names() -> None:
    """A repeated name gets a number; a name that Python or a space uses gets the noun."""
    chosen = unique(["openai", "openai", "open_ai", "class", "production"], "integration", ["production"])
    assert chosen == ["openai", "openai_2", "open_ai_3", "class_integration", "production_integration"]


NAMES = st.sampled_from(["OpenAI", "openai", "open ai", "OPEN-AI", "OpenAI 2", "class", "config", "Acme", "日本語"])


def test_what_is_created_later_takes_no_name(emulator: Emulator, tmp_path: Path) -> None:
    """A key that the stack has for an integration is not sent to another one, which was created since."""
    keys = {"OpenAI": "first", "OPENAI!": "second", "Open-AI": "third"}
    exported: dict[str, list[str]] = {}
    for count, (name, key) in enumerate(keys.items(), 1):
        fill(emulator, [("Integration", {"name": name, "config": {"provider": "OPEN_AI", "api_key": key}})])
        found = summary(emulator, str(tmp_path), "--dry-run")["integrations"]
        named = {item["name"]: item["secrets"] for item in found}
        assert len(named) == count
        assert exported.items() <= named.items()
        exported = named
    assert exported["OpenAI"] == ["openaiApiKey"]


@settings(max_examples=50)
@given(names=st.lists(NAMES, min_size=1, max_size=8))
def test_a_prefix_keeps_its_names(names: list[str]) -> None:
    """The names of what was created first do not depend on what was created later, nor on the order of the list."""
    plans = [
        Adoptable(INTEGRATION, f"i{index}", {"name": name}, (), f"2026-01-0{index + 1}")
        for index, name in enumerate(names)
    ]

    def variables(some: list[Adoptable]) -> dict[str, str]:
        words = [word(plan.name, "model") for plan in some]
        named = unique_variables(some, words, "integration", ("config",))
        return {plan.item_id: variable for plan, variable in zip(some, named, strict=True)}

    every = variables(plans[::-1])
    assert len(set(every.values())) == len(names)
    for count in range(1, len(plans)):
        assert variables(plans[:count]).items() <= every.items()
