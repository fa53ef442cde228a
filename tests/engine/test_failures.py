"""What goes wrong is shown once, clearly, and what did succeed is kept."""

from pulumi_embedded import Op, Severity

from .project import Project, out, texts, thing


def test_provider_error_keeps_what_succeeded(project: Project) -> None:
    """A create that fails stops the update; what was created before it is in the state, nothing is pending."""
    result = project.up(thing("a"), thing("b", fail="create", value=out("a")), thing("c", value=out("b")))
    assert (result.exit_code, result.changes) == (1, {Op.CREATE: 2})
    errors = texts(result)
    assert len(errors) == 1
    assert errors[0].endswith("things.FaultError: create of b failed\n")
    assert "a" in project.resources()
    assert "b" not in project.resources()
    assert "pending_operations" not in project.state_text()


def test_program_error_is_shown_without_our_frames(project: Project) -> None:
    """A program that raises fails the update with a traceback that begins in the program."""
    result = project.up(thing("a"), **{"raise": "no good"})
    assert result.exit_code == 1
    (error,) = texts(result)
    assert error.startswith("Program failed with an unhandled exception:\nTraceback (most recent call last):")
    assert "ValueError: no good" in error
    assert "program_entry" not in error


def test_program_speaks(project: Project) -> None:
    """What the program logs and prints is passed on."""
    result = project.preview(log="take care", print="a line")
    output = {(message.severity, message.text) for message in result.diagnostics}
    assert output == {(Severity.WARNING, "take care"), (Severity.INFO, "a line")}
