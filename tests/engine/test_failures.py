"""What goes wrong is shown once, clearly, and what did succeed is kept."""

import pytest

from pulumi_embedded import Op, Severity

from .project import Lab, group, out, secret, thing


def test_provider_error_keeps_what_succeeded(lab: Lab) -> None:
    """A create that fails stops the update; what was created before it is in the state, nothing is pending."""
    result = lab.up(thing("a"), thing("b", fail="create", value=out("a")), thing("c", value=out("b")))
    assert (result.exit_code, result.changes) == (1, {Op.CREATE: 2})
    errors = [message.text for message in result.diagnostics if message.severity is Severity.ERROR]
    assert len(errors) == 1
    assert errors[0].endswith("things.FaultError: create of b failed\n")
    assert "a" in lab.resources()
    assert "b" not in lab.resources()
    assert "pending_operations" not in lab.state_text()


def test_failed_replacement_is_finished_by_the_next_up(lab: Lab) -> None:
    """After a delete that came first and a create that failed, the next up only creates."""
    lab.up(thing("a", kind="x"))
    lab.up(thing("a", kind="y", delete_first=True, fail="create"))
    assert lab.resources()["a"]["pendingReplacement"] is True
    lab.calls()
    assert lab.up(thing("a", kind="y")).changes == {Op.REPLACE: 1, Op.SAME: 1}
    assert "delete a" not in lab.verbs()


def test_program_error_is_shown_without_our_frames(lab: Lab) -> None:
    """A program that raises fails the update with a traceback that begins in the program."""
    result = lab.up(thing("a"), **{"raise": "no good"})
    assert result.exit_code == 1
    (error,) = [message.text for message in result.diagnostics if message.severity is Severity.ERROR]
    assert error.startswith("Program failed with an unhandled exception:\nTraceback (most recent call last):")
    assert "ValueError: no good" in error
    assert "program_entry" not in error


def test_program_speaks(lab: Lab) -> None:
    """What the program logs and prints is passed on."""
    result = lab.preview(log="take care", print="a line")
    output = {(message.severity, message.text) for message in result.diagnostics}
    assert output == {(Severity.WARNING, "take care"), (Severity.INFO, "a line")}


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ({"import_": "some-id"}, "the option `import_`"),
        ({"hide_diffs": ["value"]}, "the option `hide_diffs`"),
        ({"id": "a-None"}, "the option `id`"),
    ],
)
def test_unknown_option_is_refused_by_name(lab: Lab, options: dict[str, object], refused: str) -> None:
    """An option that this engine does not do is refused in one line that names it, and nothing is created."""
    result = lab.up(thing("a", options))
    assert result.exit_code == 1
    errors = [message.text for message in result.diagnostics if message.severity is Severity.ERROR]
    assert len(errors) == 1
    assert f"pulumi-python:dynamic/things:Thing resource 'a': {refused} is not supported" in errors[0]
    assert lab.world() == {}


def test_protected_resource_is_not_deleted(lab: Lab) -> None:
    """A protected resource is neither replaced nor deleted, not even by destroy."""
    lab.up(thing("a", {"protect": True}, kind="x"))
    assert lab.up(thing("a", {"protect": True}, kind="y")).exit_code == 1
    assert lab.stack().destroy().exit_code == 1
    assert set(lab.world()) == {"a-x"}


def test_retained_resource_is_only_forgotten(lab: Lab) -> None:
    """With retain_on_delete a resource leaves the state and stays where it is."""
    lab.up(thing("a", {"retain_on_delete": True}))
    assert lab.up().changes == {Op.DELETE: 1, Op.SAME: 1}
    assert set(lab.world()) == {"a-None"}


def test_renamed_resource_is_the_same(lab: Lab) -> None:
    """An alias makes a renamed resource, and what is inside a renamed component, the one that there was."""
    lab.up(thing("a"), group("g"), thing("c", {"parent": "g"}), thing("d", {"depends_on": ["a"]}))
    result = lab.up(
        thing("b", {"aliases": [{"name": "a"}]}, name="a"),
        group("h", aliases=[{"name": "g"}]),
        thing("c", {"parent": "h"}),
        thing("d", {"depends_on": ["b"]}),
    )
    assert result.changes == {Op.SAME: 5}
    assert lab.resources()["d"]["dependencies"] == [lab.resources()["b"]["urn"]]


def test_ignored_changes_are_not_seen(lab: Lab) -> None:
    """ignore_changes keeps the old value of the paths it names, also inside objects."""
    options = {"ignore_changes": ["value.deep"]}
    lab.up(thing("a", options, value={"deep": 1, "other": 1}))
    lab.up(thing("a", options, value={"deep": 2, "other": 2}))
    assert lab.world()["a-None"]["value"] == {"deep": 1, "other": 2}


def test_engine_compares_where_the_provider_leaves_it(lab: Lab) -> None:
    """With no answer from diff the engine compares inputs, and replace_on_changes makes of a change a replacement."""
    lab.up(thing("a", undecided=True, value={"deep": secret(1)}))
    assert lab.stack().up().changes == {Op.SAME: 2}
    changed = thing("a", {"replace_on_changes": ["value.deep"]}, undecided=True, value={"deep": secret(2)})
    assert lab.preview(changed).changes == {Op.REPLACE: 1, Op.SAME: 1}
