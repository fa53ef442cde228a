"""What is secret stays secret: in the state, on the screen, in the configuration."""

import json

import pytest

from pulumi_embedded import StackError

from .project import EMBEDDED, Project, out, secret, thing

DEEP = thing("a", value={"open": 1, "deep": secret("hidden-leaf")}, list=[1, secret("hidden-item")])


def test_secrets_are_encrypted_and_never_in_clear(project: Project) -> None:
    """Neither the state nor the output shows a secret: from a leaf, a list, a setting or an exported output."""
    project.stack().init()
    project.stack().set_secret("token", "hidden-token")
    project.declare(
        DEEP, thing("b", value={"$config": "token"}), outputs={"all": out("a", "value"), "s": secret("hidden-out")}
    )
    shown = project.run(EMBEDDED, "up", "--yes", "--skip-preview")
    assert shown.code == 0, shown
    for text in (project.state_text(), shown.output, (project.folder / "Pulumi.dev.yaml").read_text()):
        assert "hidden" not in text
    # the provider itself works with the values
    assert project.objects()["a-None"]["value"] == {"open": 1, "deep": "hidden-leaf"}
    assert project.calls()[0]["token"] == "hidden-token"
    assert project.stack().outputs()["s"] == "hidden-out"
    assert project.stack().outputs(show_secrets=False) == {"all": "[secret]", "s": "[secret]"}
    assert json.loads(project.run(EMBEDDED, "stack", "output", "--json").output)["s"] == "[secret]"


def test_export_can_show_secrets(project: Project) -> None:
    """An export has secrets in the clear only if they are to be shown."""
    project.up(DEEP)
    assert "hidden" not in json.dumps(project.stack().export())
    assert "hidden" in json.dumps(project.stack().export(show_secrets=True))


def test_wrong_passphrase_is_one_line(project: Project) -> None:
    """A passphrase that does not fit is said in one line, before anything runs."""
    with pytest.raises(StackError, match="incorrect passphrase"):
        project.stack(passphrase="another").up()
    refused = project.run(EMBEDDED, "stack", "init", "dev", PULUMI_CONFIG_PASSPHRASE="another")
    assert (refused.code, refused.errors) == (1, "error: incorrect passphrase\n")


def test_secret_of_a_failed_check_is_not_shown(project: Project) -> None:
    """A check failure names the property, not the value of a secret."""
    result = project.up(thing("a", invalid=["value", ""], value=secret("hidden")))
    token = "pulumi-python:dynamic/things:Thing"
    assert [message.text for message in result.diagnostics] == [
        f"{token} resource 'a': property value value {{[secret]}} has a problem: it is not valid",
        f"{token} resource 'a' has a problem: it is not valid",
    ]
    assert result.exit_code == 1
