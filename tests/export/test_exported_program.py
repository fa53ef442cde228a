"""The program of any account adopts every integration, and changes none."""

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
    KEEP,
    PROJECT,
    Json,
    cases,
    check_adopts_unchanged,
    check_format,
    check_types,
    export,
    fill,
    run,
    summary,
    texts,
    writes,
)

NewStack = Callable[..., Stack]
MANY = share(500, 105)

WHOLE_ACCOUNTS = settings(suppress_health_check=list(HealthCheck), max_examples=share(12, 2), phases=[Phase.generate])
SCOPES = [(f"organization {index}", f"space {index}") for index in range(3)]
"""The organizations and spaces of the inputs that are drawn, which stand for those of the account."""

NAMES = st.one_of(
    st.sampled_from(
        ["OpenAI", "openai", "open ai", "OPEN-AI", "class", "config", "print", "Production", "Acme", "1st"]
    ),
    st.sampled_from(
        ['say "hi"', "it's", "a\nb", "tab\tbed", "\\n", "x" * 300, "日本語のモデル", "Prüfung №5", "{x}", "#"]
    ),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=30),
)


@st.composite
def accounts(draw: st.DrawFn) -> list[tuple[str, Json]]:
    """Draw the integrations of an account, with any names."""
    inputs = {
        "Integration": strategies.integrations(SCOPES),
        "AiIntegration": strategies.ai_integrations(SCOPES),
    }
    one = st.sampled_from(sorted(inputs)).flatmap(lambda name: st.tuples(st.just(name), inputs[name]))
    drawn = draw(st.lists(one, min_size=1, max_size=18))
    names = draw(st.lists(NAMES, min_size=len(drawn), max_size=len(drawn), unique=True))
    return [
        (resource_type, {**values, "name": name}) for (resource_type, values), name in zip(drawn, names, strict=True)
    ]


def with_scopes_of(emulator: Emulator, inputs: list[tuple[str, Json]]) -> list[tuple[str, Json]]:
    """Return inputs with the organizations and spaces of this account."""
    ids = {name: item for pair in zip(SCOPES, places(emulator), strict=True) for name, item in zip(*pair, strict=True)}

    def scopings(values: Json) -> list[Json]:
        return [
            {name: ids.get(item, item) for name, item in scoping.items()} for scoping in values.get("scopings") or []
        ]

    return [(resource_type, {**values, "scopings": scopings(values)}) for resource_type, values in inputs]


@pytest.mark.parametrize("dialect", ["emulator", "legacy_emulator"])
@pytest.mark.soak
@WHOLE_ACCOUNTS
@given(inputs=accounts())
def test_any_account(
    request: pytest.FixtureRequest, new_stack: NewStack, dialect: str, inputs: list[tuple[str, Json]]
) -> None:
    """The program of any account is well formed, adopts everything unchanged, and is the same in the next export."""
    account: Emulator = request.getfixturevalue(dialect)
    account.reset()
    fill(account, with_scopes_of(account, inputs))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "program"
        exported = export(account, folder)
        assert len(exported.declarations) == len(account.integrations)
        check_format(folder)
        check_adopts_unchanged(exported, folder, new_stack(f"s{abs(hash(temporary))}", account=account), account)
        assert export(account, folder).modules == exported.modules


@pytest.mark.parametrize("dialect", ["emulator", "legacy_emulator"])
def test_every_provider(request: pytest.FixtureRequest, new_stack: NewStack, tmp_path: Path, dialect: str) -> None:
    """The program of every provider and authentication method is typed, in modules, and has each integration once."""
    account: Emulator = request.getfixturevalue(dialect)
    fill(account, cases(account))
    folder = tmp_path / "program"
    exported = export(account, folder)
    assert (len(exported.declarations), exported.skipped) == (len(account.integrations), [])
    by_name = {item.plan.name: item.plan.resource_type.name for item in exported.declarations}
    flat = {name for name, resource_type in by_name.items() if resource_type == "AiIntegration"}
    assert {name for name in by_name if "azure" in name} <= flat
    assert not any(name.startswith(("The agent", "The evaluator", "The custom-oauth")) for name in flat)
    check_format(folder)
    check_types(folder)
    check_adopts_unchanged(exported, folder, new_stack(account=account), account)


@pytest.mark.soak
def test_many_integrations(emulator: Emulator, new_stack: NewStack, tmp_path: Path) -> None:
    """More integrations than a page of the API holds are read, written and adopted unchanged."""
    fill(emulator, cases(emulator, copies=20)[:MANY])
    folder = tmp_path / "program"
    printed = summary(emulator, str(folder), "--project", PROJECT)
    assert (len(printed["integrations"]), printed["skipped"]) == (MANY, [])
    check_format(folder)
    check_adopts_unchanged(export(emulator, folder), folder, new_stack(), emulator)


def test_no_secret_is_written(emulator: Emulator, tmp_path: Path) -> None:
    """No file and no output holds a key or the value of a header, even of headers that the API returns."""
    fill(emulator, cases(emulator))
    done = run(emulator, str(tmp_path / "program"))
    assert done.returncode == 0
    stored = str(emulator.integrations)
    output = [*texts(tmp_path / "program").values(), done.stdout, done.stderr]
    for canary in ("-api_key-", "-client_secret-", "-header-"):
        assert canary in stored
        assert not any(canary in text for text in output)


OPEN_AI: Json = {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": "made-by-hand"}}


def test_a_key_is_sent_when_the_stack_has_it(emulator: Emulator, stack: Stack, tmp_path: Path) -> None:
    """The server keeps a key until the stack has one; without `keepServerKeys` the stack must have one."""
    fill(emulator, [("Integration", OPEN_AI)])
    export(emulator, tmp_path / "program")
    stack.set_config(KEEP, "true")
    stack.up(tmp_path / "program")
    assert emulator.get("OpenAI")["api_key"] == "made-by-hand"

    stack.set_config(KEEP, value=False)
    with pytest.raises(OperationFailedError, match="openaiApiKey"):
        stack.preview()

    stack.set_secret(f"{PROJECT}:openaiApiKey", "ours")
    assert stack.preview().differences == {"openai": ["config.apiKey"]}
    assert [body for _, _, body in writes(stack.up())] == [{"type": "LLM", "config": {"api_key": "ours"}}]
    assert stack.up().changed == []


def test_a_key_that_the_server_lacks_needs_no_setting(emulator: Emulator, tmp_path: Path) -> None:
    """If the server has no key, the program declares none and the stack needs none."""
    fill(emulator, [("Integration", OPEN_AI)])
    emulator.edit("OpenAI", {"config": {"api_key": None}})
    exported = export(emulator, tmp_path / "program")
    assert [item.secrets for item in exported.declarations] == [{}]
    assert "OpenAiConfig(api_key=None)" in exported.modules["__main__.py"]
