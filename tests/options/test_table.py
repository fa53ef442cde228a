"""All that Pulumi lets a user do to a resource has a row, and the row is true."""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
from typing import Any

import pulumi
import pytest

import pulumi_arize as dynamic
from pulumi_arize import native

from .table import COMMANDS, LOOKUP, RESOURCE, VALUES, rows

FRONT_ENDS: dict[str, Any] = {"dynamic": dynamic, "native": native}


def parameters(of: Any) -> list[str]:
    """Return what the SDK takes."""
    return [name for name in inspect.signature(of).parameters if name != "self"]


def test_every_option_of_a_resource_has_a_row() -> None:
    """A new one of the SDK is seen here, and needs a row and a value; an older SDK has fewer options than rows."""
    assert {*parameters(pulumi.ResourceOptions)} - rows(RESOURCE).keys() == set()
    assert VALUES.keys() == rows(RESOURCE).keys()


def test_every_option_of_a_lookup_has_a_row() -> None:
    """A new one of the SDK is seen here."""
    options = {*parameters(pulumi.InvokeOptions), *parameters(pulumi.InvokeOutputOptions)}
    assert options - rows(LOOKUP).keys() == set()


REFUSED = [
    (front, name)
    for front in FRONT_ENDS
    for name, row in rows(RESOURCE).items()
    if row.is_refused(front) and name in parameters(pulumi.ResourceOptions)
]


@pytest.mark.parametrize(("front_end", "option"), REFUSED)
def test_what_is_refused(front_end: str, option: str) -> None:
    """The program fails with one line that names the option and what to do."""
    theirs = type("Provider", (), {"package": "arize", "pulumi_resource_name": "theirs"})()
    options = pulumi.ResourceOptions(**{option: VALUES[option](theirs, theirs)})
    with pytest.raises(pulumi.RunError) as refusal:
        FRONT_ENDS[front_end].Integration("it", name="It", config={"provider": "OPEN_AI"}, opts=options)
    assert "\n" not in str(refusal.value)
    assert (f"`{option}`" if "provider" not in option else "the provider 'theirs'") in str(refusal.value)
    assert re.search("pulumi_arize|leave it out", str(refusal.value))


def test_every_command_is_one_of_pulumi() -> None:
    """The commands and flags of the table are there, in the words of the page."""
    if shutil.which("pulumi") is None:
        pytest.skip("not on PATH: pulumi")
    missing = [command for command in rows(COMMANDS) if not is_there(command)]
    assert missing == []


def is_there(command: str) -> bool:
    """Tell whether `pulumi` has a command, with this flag."""
    words, _, flag = command.partition(" --")
    output = subprocess.run([*words.split(), "--help"], capture_output=True, text=True, check=False, timeout=120).stdout
    usage = f"  {words}" in output
    return usage and (not flag or re.search(rf"--{flag}\b", output) is not None)
