"""Replacements of what was adopted or imported: a secret that only the server knows is not in the new one."""

from __future__ import annotations

from typing import Any

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.check_and_diff import diff_resource
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.sdk.resource_options import REPLACE_ON_CHANGES

from .samples import llm

MADE = llm("CUSTOM", api_key="by-hand", headers={"x-key": "by-hand"}, model_names=["a"])
BARE = llm("CUSTOM", model_names=["a"])
OTHER = llm("NVIDIA_NIM", model_names=["a"])
WARNING = "the replacement will not have {}, which only the server knows: set it in the program"


@pytest.mark.parametrize(
    ("given", "forced", "lost"),
    [
        (OTHER, "", "`config.apiKey`, `config.headers`"),
        (llm("NVIDIA_NIM", model_names=["a"], api_key="known"), "", "`config.headers`"),
        (llm("NVIDIA_NIM", model_names=["a"], api_key="known", headers={}), "", ""),
        (
            llm("CUSTOM", model_names=["b"]),
            "config.modelNames\nconfig.model_names",
            "`config.apiKey`, `config.headers`",
        ),
        (llm("CUSTOM", model_names=["b"]), "", ""),
        (llm("VERTEX_AI"), "", ""),
    ],
    ids=["provider", "key", "all", "forced", "update", "without"],
)
def test_a_preview_names_what_a_replacement_will_not_have(
    emulator: Emulator, behind: Account, given: Any, forced: str, lost: str
) -> None:
    """A replacement gives a warning with each secret that the server has and the program leaves out, an update none."""
    item_id = str(emulator.add("integrations", {"type": "LLM", **MADE})["id"])
    found = lifecycle(INTEGRATION, behind).import_(item_id)
    assert found is not None
    deployed, _ = check(INTEGRATION, BARE, found[1].inputs)
    inputs, problems = check(INTEGRATION, given, deployed)
    assert problems == []
    new = {**inputs, REPLACE_ON_CHANGES: forced}
    compared = diff_resource(INTEGRATION, item_id, found[1].state, new, EngineOperation(), "it")
    assert compared.warning == (WARNING.format(lost) if lost else "")


def test_an_adoption_names_what_the_server_has(emulator: Emulator, behind: Account) -> None:
    """Of an adopted integration, only a secret that the server has is lost."""
    item_id = str(emulator.add("integrations", {"type": "LLM", **llm("CUSTOM", model_names=["a"], api_key="k")})["id"])
    adopted, _ = check(INTEGRATION, {**BARE, "adopt": item_id})
    _, state = lifecycle(INTEGRATION, behind).create(adopted)
    inputs, problems = check(INTEGRATION, OTHER, adopted)
    assert problems == []
    compared = diff_resource(INTEGRATION, item_id, state, inputs, EngineOperation(), "it")
    assert compared.warning == WARNING.format("`config.apiKey`")
