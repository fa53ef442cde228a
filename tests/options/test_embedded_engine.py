"""The embedded engine carries out what the page says that it does, and refuses the rest by name, in one line."""

from __future__ import annotations

import re
import sys
from typing import Any

import pulumi
import pytest

from pulumi_arize import native
from pulumi_embedded.cli import main
from pytest_pulumi_arize.operation_result import OperationFailedError
from pytest_pulumi_arize.stack import Stack

from .table import COMMANDS, PAGE, RESOURCE, VALUES, parameters, rows

REFUSED = "is not supported by the embedded engine; use the `pulumi` command line"
PLACED = ("import_", "id", "provider", "providers")
"""Options that need something that is there: tests of their own have it."""


def named(sentence: str) -> set[str]:
    """Return what a sentence of the page names that begins so."""
    found = re.search(rf"{sentence}(.*?)\.\s", PAGE.read_text(), re.DOTALL)
    assert found, sentence
    return set(re.findall(r"`([^`]+)`", found[1]))


@pytest.mark.parametrize("command", rows(COMMANDS))
def test_commands(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command and flag of the page is there, or is refused with the name of the real command."""
    words, _, flag = command.partition(" --")
    is_there = command in named("the embedded engine supports ")
    given = [f"--{flag}"] if flag and not is_there else []
    monkeypatch.setattr(sys, "argv", [*words.split(), *given, "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    assert ended.value.code == (0 if is_there else 1)
    assert not is_there or not flag or re.search(rf"--{flag}\b", shown.out)
    name = rf"option `--{flag}` of `{words.removeprefix('pulumi ')}`|command `{words.removeprefix('pulumi ')}`"
    assert is_there or re.fullmatch(f"error: the ({name}) {REFUSED}\n", shown.err)


def test_options(stack: Stack) -> None:
    """Each option that the native front end and this SDK have is carried out, or is refused by its name."""
    of_this_sdk = {*parameters(pulumi.ResourceOptions)}

    def declare(option: str) -> Any:
        other = native.Integration("other", name="Other", config={"provider": "OPEN_AI", "api_key": "k"})
        options = pulumi.ResourceOptions(**{option: VALUES[option](other)})
        return native.AiIntegration("it", name="It", provider="CUSTOM", base_url="https://a.example.com", opts=options)

    refused: dict[str, str] = {}
    for option in [option for option, row in rows(RESOURCE).items() if not row.is_refused("native")]:
        if option in PLACED or option not in of_this_sdk:
            continue
        try:
            stack.preview(lambda option=option: declare(option))
        except OperationFailedError as error:
            refused[option] = str(error)
    assert refused.keys() == named("It does not support ") & of_this_sdk
    for option, output in refused.items():
        assert REFUSED in output
        assert f"`{option}`" in output or (option == "hooks" and "a resource hook" in output)
