"""The Python of the documentation: all of it is type-checked, and run as its reader would run it."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from arize_emulator import Emulator
from pytest_pulumi_arize.stack import OperationFailedError, Stack

from .documents import ROOT, Block, Document, blocks

PYTHON = blocks("python")
TESTING = ROOT / "docs" / "testing.md"
PROGRAMS = [block for block in PYTHON if block.document != TESTING and not block.title.startswith("test_")]
SECRETS = re.compile(r'secret\("(\w+)"\)')
TYPED = re.compile(r"^def (test_\w+|declare)\(", re.MULTILINE)
BEFORE = """\
import pulumi
import pytest
import pulumi_arize as arize

config = pulumi.Config()
secret = config.require_secret
"""
"""What a part of a program may take for granted."""

PROTECTED = re.compile(r"arize\.(Organization|Space)\(")
"""What cannot be deleted before its protection is turned off."""

BY_HAND = {
    "type": "LLM",
    "name": "Gateway",
    "config": {"provider": "CUSTOM", "base_url": "https://llm.example.com/v1", "model_names": ["small"]},
}
"""What there is to adopt."""


def whole(block: Block) -> str:
    """Return a block as a program, with what stands before a part of one."""
    return (
        block.text if "import pulumi_arize" in block.text or "from pulumi_arize" in block.text else BEFORE + block.text
    )


@pytest.mark.parametrize("block", PROGRAMS, ids=str)
def test_program(block: Block, stack: Stack, emulator: Emulator) -> None:
    """A program is deployed, and destroyed again; a part of one too. One that is marked so is refused."""
    # an environment of a catalogue has the name of its stack
    code = compile(whole(block).replace('"dev": arize', f'"{stack.name}": arize'), str(block), "exec")
    if block.reason:
        pytest.skip(block.reason)
    for name in SECRETS.findall(block.text):
        stack.set_secret(name, f"key of {name}")
    if "adopt=" in block.text:
        emulator.add("integrations", BY_HAND)
    if "deletion_protection=protected" in block.text:
        stack.set_config("protected", value=False)
    with pytest.raises(OperationFailedError) if block.mark == "fails" else nullcontext():
        stack.up(lambda: exec(code, {}))  # noqa: S102 - it is the documentation's
    is_protected = bool(PROTECTED.search(block.text)) and "deletion_protection=protected" not in block.text
    with pytest.raises(OperationFailedError, match="deletionProtection") if is_protected else nullcontext():
        stack.destroy()
    assert emulator.integrations == []


def test_types(tmp_path: Path) -> None:
    """Each block passes mypy as a program of its own; those of a page about tests as one module."""
    for number, block in enumerate(PROGRAMS):
        (tmp_path / f"program_{number}.py").write_text(f"# {block}\n{whole(block)}")
    command = [sys.executable, "-m", "mypy", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout


def test_the_page_about_tests(pytester: pytest.Pytester) -> None:
    """Its tests pass, and its other lines do what they say, in the order of the page."""
    lines = [BEFORE]
    for number, block in enumerate(Document(TESTING).blocks):
        if block.language != "python":
            continue
        if TYPED.search(block.text):
            lines.append(block.text)
        else:
            body = "\n".join(f"    {line}" for line in block.text.splitlines())
            lines.append(f"def test_lines_{number}(stack, emulator):\n    stack.up(declare)\n{body}\n")
    pytester.makepyfile(
        test_page="\n\n".join(lines).replace("config = pulumi.Config()\nsecret = config.require_secret\n", "")
    )
    outcome = pytester.runpytest_subprocess("-q")
    counted = outcome.parseoutcomes()
    assert counted.keys() == {"passed"}, outcome.outlines
    assert counted["passed"] == sum("def test_" in text for text in lines), outcome.outlines
