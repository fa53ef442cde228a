"""What the command line prints and reads, compared with `pulumi` where that is on PATH."""

import json
from pathlib import Path

import pytest
import yaml
from tests.drivers.shell import SALT

from .project import Command, Project, secret

_OUTPUTS = {"zeta": {"b": [1, 1.5, None], "a": "x<y>&ü"}, "none": [], "alpha": "text", "hidden": secret({"x": 1})}
_SETTINGS = {
    "day": "2024-05-01",
    "moment": "2024-05-01T10:00:00.250+02:00",
    "words": "[yes, off, true]",
    "numbers": "{whole: 2.0, part: 2.5, when: 2024-05-01T10:00:00Z}",
}


def test_outputs_are_shown_as_json(stack: Project, engine: Command) -> None:
    """One output is shown on one line or, as JSON, indented; names are sorted, and text is bare where it can be."""
    stack.declare(outputs=_OUTPUTS)
    assert stack.run(engine, "up", "--yes", "--skip-preview").code == 0
    shown = {name: stack.run(engine, "stack", "output", *name.split()).output for name in ("zeta", "alpha", "none")}
    assert shown == {"zeta": '{"a":"x<y>&ü","b":[1,1.5,null]}\n', "alpha": "text\n", "none": "[]\n"}
    everything = stack.run(engine, "stack", "output", "--json").output
    assert (
        everything
        == json.dumps({**_OUTPUTS, "hidden": "[secret]"}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    )
    assert '    zeta    {"a":"x<y>&ü","b":[1,1.5,null]}\n' in stack.run(engine, "stack", "output").output


def test_settings_are_read_as_the_real_engine_reads_yaml(stack: Project, engine: Command) -> None:
    """A date is the text of its time, `yes` is a word, a number without a fraction is whole."""
    lines = "".join(f"  things:{key}: {value}\n" for key, value in _SETTINGS.items())
    (stack.folder / "Pulumi.dev.yaml").write_text(f"encryptionsalt: {SALT}\nconfig:\n{lines}")
    stack.declare(outputs={key: {"$config": key} for key in _SETTINGS})
    assert stack.run(engine, "up", "--yes", "--skip-preview").code == 0
    assert json.loads(stack.run(engine, "stack", "output", "--json", "--show-secrets").output) == {
        "day": "2024-05-01 00:00:00 +0000 UTC",
        "moment": "2024-05-01 10:00:00.25 +0200 +0200",
        "words": '["yes","off",true]',
        "numbers": '{"part":2.5,"when":"2024-05-01 10:00:00 +0000 UTC","whole":2}',
    }


@pytest.mark.parametrize(("arguments", "kept"), [([""], ""), (["given"], "given"), ([], "read")])
def test_an_empty_setting_is_set(stack: Project, engine: Command, arguments: list[str], kept: str) -> None:
    """An empty value that is given is the value; only without one it is read from the standard input."""
    assert stack.run(engine, "config", "set", "--stack", "dev", "key", *arguments, text="read\n").code == 0
    written = yaml.safe_load(Path(stack.folder, "Pulumi.dev.yaml").read_text())
    assert written["config"]["things:key"] == kept


def test_version_and_help(project: Project, engine: Command) -> None:
    """`--version` and `-h` are those of `pulumi`."""
    assert project.run(engine, "--version").output.startswith("v")
    assert "Usage:" in project.run(engine, "up", "-h").output
