"""Every example is deployed, changed and destroyed; none is left out, for the tests find the folders by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arize_emulator import Emulator
from pulumi_arize.model.enums import LlmProvider
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION
from pytest_pulumi_arize.stack import Stack

from .examples import FOLDER, Example, examples

RUNTIMES = ("python", "yaml", "nodejs", "automation")


def configure(stack: Stack, example: Example, turn: int) -> None:
    for name, value, secret in example.settings(turn):
        (stack.set_secret if secret else stack.set_config)(f"{example.project['name']}:{name}", value)


@pytest.mark.parametrize("example", examples("python"), ids=lambda example: example.name)
def test_life(example: Example, new_stack: Callable[..., Stack], emulator: Emulator) -> None:
    """It creates, then has nothing to do, changes with its settings, and leaves nothing behind."""
    example.prepare(emulator)
    stack = new_stack("dev", project=example.project["name"])
    configure(stack, example, 0)
    first = stack.up(example.folder)
    held = {item["id"] for item in emulator.integrations}
    assert stack.preview().changed == []
    configure(stack, example, 1)
    second = stack.up()
    assert second.updated or second.outputs != first.outputs
    assert (second.created, second.deleted) == ([], [])
    assert {item["id"] for item in emulator.integrations} == held
    stack.destroy()
    assert emulator.integrations == []


def test_every_provider_has_one() -> None:
    """Each provider has a folder, whose program declares it in each resource that has it."""
    lacking = []
    for provider in LlmProvider:
        program = (FOLDER / "providers" / provider.lower().replace("_", "-") / "__main__.py").read_text()
        nested = [
            model
            for model in INTEGRATION.models
            for field in [fields(model)["config"]]
            if field.union
            for term, model in zip(field.union.enum_values, field.union.models, strict=True)
            if term is provider
        ]
        inputs = [f"arize.{model.__name__}(" for model in nested]
        flat = provider in fields(AI_INTEGRATION.models[0])["provider"].enum_values
        inputs += [f'provider="{provider}"'] if flat else []
        lacking += [f"{provider}: {text}" for text in inputs if text not in program]
    assert lacking == []


def test_every_example_says_what_it_is() -> None:
    """Each has a README with a title and commands, and the overview names it."""
    overview = (FOLDER / "README.md").read_text()
    for example in examples(*RUNTIMES):
        readme = next(
            path for path in (example.folder / "README.md", example.folder.parent / "README.md") if path.exists()
        )
        text = readme.read_text()
        assert text.startswith("# ")
        assert "```console\n$ " in text
        assert f"({readme.relative_to(FOLDER)})" in overview, readme
