"""What a program may not ask for: refused by name, in one line, and never in a traceback of the SDK."""

from __future__ import annotations

import json
import math

import pytest

from .project import Project, out, texts, thing

BEGIN = """\
import pulumi
from things import Thing

transform = lambda args: None
a = Thing("a", {"value": 1}, pulumi.ResourceOptions())
"""
REFUSED = {
    "the option `import_`": 'Thing("b", {"value": 1}, pulumi.ResourceOptions(import_="some-id"))',
    "the option `id`": 'Thing("b", {"value": 1}, pulumi.ResourceOptions(id="b-None"))',
    "deleted_with": 'Thing("b", {"value": 1}, pulumi.ResourceOptions(deleted_with=a))',
    "stack transform": "pulumi.runtime.register_resource_transform(transform)",
    "invoke transform": "pulumi.runtime.register_invoke_transform(transform)",
    "hook": 'pulumi.ResourceHook("h", lambda args: None)',
}
"""What is refused, and a line of a program that asks for it."""


def errors_of(project: Project) -> tuple[list[str], str]:
    """Bring the program up, which must fail; return the errors, and all that is said."""
    result = project.stack().up()
    assert result.exit_code == 1
    return texts(result), "\n".join(message.text for message in result.diagnostics)


@pytest.mark.parametrize("what", REFUSED)
def test_by_name(project: Project, what: str) -> None:
    """The error names it and the real command, and nothing of the program's interpreter is shown."""
    (project.folder / "__main__.py").write_text(f"{BEGIN}{REFUSED[what]}\n")
    (error,), text = errors_of(project)
    assert what in error
    assert "b-None" not in project.objects()
    assert error.endswith(" is not supported by the embedded engine; use the `pulumi` command line")
    assert "Traceback" not in text


def test_two_resources_of_one_urn(project: Project) -> None:
    """Of two that do not wait for each other none is made."""
    project.declare(thing("a", value=1), thing("a", value=2))
    (error,), _ = errors_of(project)
    assert error.startswith("Duplicate resource URN 'urn:pulumi:dev::things::")
    assert project.objects() == {}


def test_two_resources_of_one_urn_that_wait(project: Project) -> None:
    """The second is refused, the first is there by then."""
    project.declare(thing("a", value=1), thing("a", value=out("a", "id")))
    (error,), _ = errors_of(project)
    assert error.startswith("Duplicate resource URN 'urn:pulumi:dev::things::")
    assert len(project.objects()) == 1


NUMBERS = """\
import pulumi
from things import Thing

pulumi.export("numbers", [float("nan"), float("inf"), float("-inf"), 1.5])
pulumi.export("hidden", pulumi.Output.secret({"x": float("inf")}))
"""


def test_numbers_that_json_lacks(project: Project) -> None:
    """The state has their bits, as that of the real engine does, and the next operation reads them again."""
    (project.folder / "__main__.py").write_text(NUMBERS)
    assert project.stack().up().exit_code == 0
    json.loads(project.state_text(), parse_constant=pytest.fail)
    bits = [entry["value"] for entry in project.resources()["things-dev"]["outputs"]["numbers"][:3]]
    assert bits == ["7ff8000000000000", "7ff0000000000000", "fff0000000000000"]
    outputs = project.stack().outputs()
    assert math.isnan(outputs["numbers"][0])
    assert outputs["numbers"][1:] == [math.inf, -math.inf, 1.5]
    assert outputs["hidden"] == {"x": math.inf}
    assert project.stack().preview().exit_code == 0
