"""The names that integrations have in a program: a later export does not give them to other integrations."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from arize_emulator import Emulator
from pulumi_arize.cli.export.adoption_plan import Adoptable
from pulumi_arize.cli.export.declarations import unique_variables
from pulumi_arize.cli.export.python_source import word
from pulumi_arize.model.resource_types import INTEGRATION

from .exported import fill, summary

NAMES = st.sampled_from(["OpenAI", "openai", "open ai", "OPEN-AI", "OpenAI 2", "class", "config", "Acme", "日本語"])


def test_what_is_created_later_takes_no_name(emulator: Emulator, tmp_path: Path) -> None:
    """A key that the stack has for an integration is not sent to another one, which was created since."""
    keys = {"OpenAI": "first", "OPENAI!": "second", "Open-AI": "third"}
    exported = {}
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
