"""The how-to's program is one that works."""

from __future__ import annotations

import re

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import Stack

from .checkout import ROOT


def test_program(stack: Stack, emulator: Emulator) -> None:
    """The program of the page is deployed as it stands there, in the stack whose name it has an environment for."""
    (code,) = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs/how-to/promote.md").read_text(), re.DOTALL | re.MULTILINE
    )
    for name in ("openaiKey", "gatewayKey"):
        stack.set_secret(name, f"key of {name}")
    program = code.replace('"dev": arize', f'"{stack.name}": arize')
    created = stack.up(lambda: exec(program, {})).created  # noqa: S102 - it is the documentation's
    assert created == ["models", "models-gateway", "models-openai"]
    assert emulator.get(f"Gateway ({stack.name})")["base_url"] == "https://llm.dev.example.com/v1"
