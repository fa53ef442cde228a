"""Providers that the program declares itself, and references to other stacks."""

from pathlib import Path

from pulumi_embedded import Op, Severity

from .project import EMBEDDED, Lab, group, out, provider, reference, secret, thing

MINE = provider("mine", token="t")


def test_explicit_provider_serves_its_resources(lab: Lab) -> None:
    """A resource with a provider is in its care, configured with its inputs; another configuration is an update."""
    result = lab.up(MINE, thing("a", {"provider": "mine"}))
    assert result.changes == {Op.CREATE: 3}
    state = lab.resources()
    assert state["a"]["provider"] == f"{state['mine']['urn']}::{state['mine']['id']}"
    assert "default" not in state
    assert lab.up(provider("mine", token="u"), thing("a", {"provider": "mine"})).changes == {Op.UPDATE: 1, Op.SAME: 2}
    assert lab.resources()["mine"]["outputs"] == {"token": "u"}
    assert lab.stack().destroy().changes == {Op.DELETE: 3}


def test_what_is_inside_has_the_provider_of_what_is_around(lab: Lab) -> None:
    """Resources in a component take its provider, those beside it the default one."""
    lab.up(MINE, group("g", providers=["mine"]), thing("a", {"parent": "g"}), thing("b", {"parent": "a"}), thing("c"))
    state = lab.resources()
    assert {name: state[name]["provider"].split("::")[3] for name in "abc"} == {
        "a": "mine",
        "b": "mine",
        "c": "default",
    }


def test_another_provider_replaces_nothing(lab: Lab) -> None:
    """A dynamic resource goes over to another provider as it is: dynamic providers do not compare configurations."""
    lab.up(thing("a"))
    lab.calls()
    assert lab.up(MINE, thing("a", {"provider": "mine"})).changes == {Op.CREATE: 1, Op.SAME: 2}
    assert lab.verbs() == ["check a", "diff a"]


def test_provider_not_known_yet_is_warned_of(lab: Lab) -> None:
    """A preview calls nothing of a provider whose configuration is not known, expects an update and says why."""
    lab.up(thing("n", kind="x"), provider("p", n=out("n")), thing("a", {"provider": "p"}))
    lab.calls()
    result = lab.preview(thing("n", kind="y"), provider("p", n=out("n")), thing("a", {"provider": "p"}))
    assert result.changes == {Op.REPLACE: 1, Op.UPDATE: 2, Op.SAME: 1}
    assert [call["news"]["name"] for call in lab.calls() if call["verb"] == "diff"] == ["n"]
    (warning,) = [message.text for message in result.diagnostics if message.severity is Severity.WARNING]
    assert "inputs that are not known during preview" in warning


def test_stack_reference_reads_outputs(lab: Lab) -> None:
    """A program sees another stack's outputs as they are, secrets as secrets, none where there is none."""
    lab.declare(outputs={"open": "o", "hidden": secret("hidden-output")})
    lab.stack(name="other").up()
    wanted = {"value": {"$require": ["r", "open"]}, "hidden": {"$get": ["r", "hidden"]}, "none": {"$get": ["r", "no"]}}
    assert lab.up(reference("r", "organization/things/other"), thing("a", **wanted)).changes == {Op.CREATE: 2}
    assert lab.world()["a-None"]["hidden"] == "hidden-output"
    assert lab.world()["a-None"]["value"] == "o"
    assert "none" not in lab.world()["a-None"]
    assert "hidden-output" not in lab.state_text()
    assert lab.resources()["r"]["external"] is True


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
