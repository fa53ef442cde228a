"""All that Pulumi lets a user do to a resource has a row, and the row is true."""

from __future__ import annotations

import re
import shutil
import subprocess

import pulumi
import pytest

from .table import COMMANDS, LOOKUP, RESOURCE, VALUES, parameters, rows


def test_every_option_of_a_resource_has_a_row() -> None:
    """A new one of the SDK is seen here, and needs a row and a value; an older SDK has fewer options than rows."""
    assert {*parameters(pulumi.ResourceOptions)} - rows(RESOURCE).keys() == set()
    assert {*VALUES, "provider", "providers"} == {*rows(RESOURCE)}


def test_every_option_of_a_lookup_has_a_row() -> None:
    """A new one of the SDK is seen here."""
    options = {*parameters(pulumi.InvokeOptions), *parameters(pulumi.InvokeOutputOptions)}
    assert options - rows(LOOKUP).keys() == set()


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
