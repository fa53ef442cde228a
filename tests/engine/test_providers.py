"""Providers that the program declares itself, and references to other stacks."""

from pathlib import Path

from pulumi_embedded import Op, Severity

from .project import EMBEDDED, Project, group, out, provider, reference, secret, texts, thing

MINE = provider("mine", token="t")


def test_provider_not_known_yet_is_warned_of(project: Project) -> None:
    """A preview calls nothing of a provider whose configuration is not known, expects an update and says why."""
    project.up(thing("n", kind="x"), provider("p", n=out("n")), thing("a", {"provider": "p"}))
    project.calls()
    result = project.preview(thing("n", kind="y"), provider("p", n=out("n")), thing("a", {"provider": "p"}))
    assert result.changes == {Op.REPLACE: 1, Op.UPDATE: 2, Op.SAME: 1}
    assert [call["news"]["name"] for call in project.calls() if call["verb"] == "diff"] == ["n"]
    (warning,) = texts(result, Severity.WARNING)
    assert "inputs that are not known during preview" in warning


def test_unknown_stack_is_named(project: Project) -> None:
    """A reference to no stack fails with its name."""
    result = project.up(reference("r", "nowhere"))
    assert result.exit_code == 1
    assert [message.text for message in result.diagnostics if "nowhere" in message.text] == ['unknown stack "nowhere"']


def test_providers_and_references_are_portable(project: Project, tmp_path: Path) -> None:
    """An exported state with a provider, a component and a reference imports elsewhere with no change."""
    program = [MINE, group("g", {"said": 1}, providers=["mine"]), thing("a", {"parent": "g"}, value=secret("hidden"))]
    projects = [project, Project(tmp_path / "other")]
    for each in projects:
        each.declare(outputs={"open": "o"})
        each.stack(name="other").up()
        more = (reference("r", "other"), thing("b", value={"$get": ["r", "open"]}))
        each.declare(*program, *more, outputs={"o": out("a", "value")})
    project.stack().up()
    exported = project.run(EMBEDDED, "stack", "export", "--stack", "dev").output
    assert "hidden" not in exported
    projects[1].stack().init()
    assert projects[1].run(EMBEDDED, "stack", "import", "--stack", "dev", text=exported).code == 0
    assert projects[1].run(EMBEDDED, "preview", "--stack", "dev", "--expect-no-changes").code == 0
    assert projects[1].stack().outputs() == {"o": "hidden"}
