"""Providers that the program declares itself, and references to other stacks."""

from pathlib import Path

from pulumi_embedded import Op, Severity

from .project import EMBEDDED, Lab, group, out, provider, reference, secret, thing

MINE = provider("mine", token="t")


def test_provider_not_known_yet_is_warned_of(lab: Lab) -> None:
    """A preview calls nothing of a provider whose configuration is not known, expects an update and says why."""
    lab.up(thing("n", kind="x"), provider("p", n=out("n")), thing("a", {"provider": "p"}))
    lab.calls()
    result = lab.preview(thing("n", kind="y"), provider("p", n=out("n")), thing("a", {"provider": "p"}))
    assert result.changes == {Op.REPLACE: 1, Op.UPDATE: 2, Op.SAME: 1}
    assert [call["news"]["name"] for call in lab.calls() if call["verb"] == "diff"] == ["n"]
    (warning,) = [message.text for message in result.diagnostics if message.severity is Severity.WARNING]
    assert "inputs that are not known during preview" in warning


def test_unknown_stack_is_named(lab: Lab) -> None:
    """A reference to no stack fails with its name."""
    result = lab.up(reference("r", "nowhere"))
    assert result.exit_code == 1
    assert [message.text for message in result.diagnostics if "nowhere" in message.text] == ['unknown stack "nowhere"']


def test_providers_and_references_are_portable(lab: Lab, tmp_path: Path) -> None:
    """An exported state with a provider, a component and a reference imports elsewhere with no change."""
    program = [MINE, group("g", {"said": 1}, providers=["mine"]), thing("a", {"parent": "g"}, value=secret("hidden"))]
    labs = [lab, Lab(tmp_path / "other")]
    for each in labs:
        each.declare(outputs={"open": "o"})
        each.stack(name="other").up()
        each.declare(*program, reference("r", "other"), thing("b", value={"$get": ["r", "open"]}))
    lab.stack().up()
    exported = lab.run(EMBEDDED, "stack", "export", "--stack", "dev").output
    assert "hidden" not in exported
    labs[1].stack().init()
    assert labs[1].run(EMBEDDED, "stack", "import", "--stack", "dev", text=exported).code == 0
    assert labs[1].run(EMBEDDED, "preview", "--stack", "dev", "--expect-no-changes").code == 0
