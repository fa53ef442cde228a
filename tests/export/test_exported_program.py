"""The promise: the program of any account adopts every integration, and changes none."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.lifecycle import strategies
from tests.lifecycle.deployed_resource import places
from tests.share import share

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import OperationFailedError, Stack

from .exported import (
    PROJECT,
    Json,
    cases,
    changes_nothing,
    export,
    fill,
    run,
    summary,
    take_over,
    texts,
    well_formed,
    well_typed,
    writes,
)

NewStack = Callable[..., Stack]
MANY = share(500, 105)

AROUND = settings(suppress_health_check=list(HealthCheck), max_examples=share(12, 3), phases=[Phase.generate])
"""Each example is a whole account, on an engine."""


@st.composite
def accounts(draw: st.DrawFn) -> list[tuple[str, Json]]:
    """Draw what an account holds, by index of its places; the names are anything at all."""
    here = [(f"organization {index}", f"space {index}") for index in range(3)]
    kinds = {"Integration": strategies.integrations(here), "AiIntegration": strategies.ai_integrations(here)}
    one = st.sampled_from(sorted(kinds)).flatmap(lambda kind: st.tuples(st.just(kind), kinds[kind]))
    found = draw(st.lists(one, min_size=1, max_size=18))
    names = draw(st.lists(NAMES, min_size=len(found), max_size=len(found), unique=True))
    return [(kind, {**inputs, "name": name}) for (kind, inputs), name in zip(found, names, strict=True)]


NAMES = st.one_of(
    st.sampled_from(
        ["OpenAI", "openai", "open ai", "OPEN-AI", "class", "config", "print", "Production", "Acme", "1st"]
    ),
    st.sampled_from(
        ['say "hi"', "it's", "a\nb", "tab\tbed", "\\n", "x" * 300, "日本語のモデル", "Prüfung №5", "{x}", "#"]
    ),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
)


def placed(emulator: Emulator, inputs: list[tuple[str, Json]]) -> list[tuple[str, Json]]:
    """Return what was drawn, with the places of this account."""
    ids = {f"organization {index}": pair[0] for index, pair in enumerate(places(emulator))}
    ids |= {f"space {index}": pair[1] for index, pair in enumerate(places(emulator))}
    return [(kind, {**given, **_scoped(given, ids)}) for kind, given in inputs]


def _scoped(given: Json, ids: dict[str, str]) -> Json:
    scopings = given.get("scopings")
    if not scopings:
        return {}
    return {"scopings": [{name: ids.get(value, value) for name, value in item.items()} for item in scopings]}


@pytest.mark.parametrize("dialect", ["emulator", "legacy_emulator"])
@pytest.mark.soak
@AROUND
@given(declared=accounts())
def test_any_account_is_taken_over_as_it_is(
    request: pytest.FixtureRequest, new_stack: NewStack, dialect: str, declared: list[tuple[str, Json]]
) -> None:
    """Of any account, the preview adopts everything, up sends nothing, and the next preview is quiet."""
    account: Emulator = request.getfixturevalue(dialect)
    account.reset()
    fill(account, placed(account, declared))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "program"
        made = export(account, folder)
        assert len(made.declarations) == len(account.integrations)
        well_formed(folder)
        stack = new_stack(f"s{abs(hash(temporary))}", account=account)
        take_over(stack)
        changes_nothing(made, folder, stack, account)
        assert export(account, folder).modules == made.modules


@pytest.mark.parametrize("dialect", ["emulator", "legacy_emulator"])
def test_every_provider_is_taken_over_by_the_resource_that_says_it_all(
    request: pytest.FixtureRequest, new_stack: NewStack, tmp_path: Path, dialect: str
) -> None:
    """All providers with each way to authenticate, in modules: well typed, once each, Azure by the flat resource."""
    account: Emulator = request.getfixturevalue(dialect)
    fill(account, cases(account))
    folder = tmp_path / "program"
    made = export(account, folder)
    assert (len(made.declarations), made.left_out) == (len(account.integrations), [])
    by_name = {item.taken.name: item.taken.resource_type.name for item in made.declarations}
    flat = {name for name, kind in by_name.items() if kind == "AiIntegration"}
    assert {name for name in by_name if "azure" in name} <= flat
    assert not any(name.startswith(("The agent", "The evaluator", "The custom-oauth")) for name in flat)
    well_formed(folder)
    well_typed(folder)
    stack = new_stack(account=account)
    take_over(stack)
    changes_nothing(made, folder, stack, account)


@pytest.mark.soak
def test_many_integrations(emulator: Emulator, new_stack: NewStack, tmp_path: Path) -> None:
    """Five hundred integrations, or more than a page of them, are read, written, adopted and left as they are."""
    fill(emulator, cases(emulator, copies=20)[:MANY])
    folder = tmp_path / "program"
    shown = summary(run(emulator, str(folder), "--project", PROJECT, "--json"))
    assert (len(shown["integrations"]), shown["left_out"]) == (MANY, [])
    well_formed(folder)
    made = export(emulator, folder)
    stack = new_stack()
    take_over(stack)
    changes_nothing(made, folder, stack, emulator)


def test_no_secret_is_written(emulator: Emulator, tmp_path: Path) -> None:
    """No key and no header value stands in a file or on the terminal, also of headers that the API returns."""
    fill(emulator, cases(emulator))
    done = run(emulator, str(tmp_path / "program"))
    assert done.returncode == 0
    held = [str(item) for item in emulator.integrations]
    output = [*texts(tmp_path / "program").values(), done.stdout, done.stderr]
    for canary in ("-api_key-", "-client_secret-", "-header-"):
        assert any(canary in text for text in held)
        assert not any(canary in text for text in output)


OPEN_AI: Json = {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": "made-by-hand"}}


def test_a_key_is_sent_once_it_is_given(emulator: Emulator, stack: Stack, tmp_path: Path) -> None:
    """A kept key stays until the stack has one, which is then sent alone; without the switch it must have one."""
    fill(emulator, [("Integration", OPEN_AI)])
    export(emulator, tmp_path / "program")
    take_over(stack)
    stack.up(tmp_path / "program")
    assert emulator.get("OpenAI")["api_key"] == "made-by-hand"

    stack.set_config(f"{PROJECT}:keepServerKeys", value=False)
    with pytest.raises(OperationFailedError, match="openaiApiKey"):
        stack.preview()

    stack.set_secret(f"{PROJECT}:openaiApiKey", "ours")
    assert stack.preview().differences == {"openai": ["config.api_key"]}
    assert [body for _, _, body in writes(stack.up())] == [{"type": "LLM", "config": {"api_key": "ours"}}]
    assert stack.up().changed == []


def test_a_key_that_nobody_has_is_not_asked_for(emulator: Emulator, tmp_path: Path) -> None:
    """Where the server has no key, the program says so and the stack needs none."""
    fill(emulator, [("Integration", OPEN_AI)])
    emulator.edit("OpenAI", {"config": {"api_key": None}})
    made = export(emulator, tmp_path / "program")
    assert [item.secrets for item in made.declarations] == [{}]
    assert "OpenAiConfig(api_key=None)" in made.modules["__main__.py"]
