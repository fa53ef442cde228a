"""A stack through its life: the steps, the calls to the provider, and what is left."""

from pulumi_embedded import Op

from .project import Lab, group, out, thing


def test_preview_creates_nothing_and_checks_everything(lab: Lab) -> None:
    """A preview checks each resource, shows unknown outputs as unknown and calls nothing else."""
    result = lab.preview(thing("a"), thing("b", value=out("a")), outputs={"label": out("a")})
    assert result.changes == {Op.CREATE: 3}
    assert [call["verb"] for call in lab.calls()] == ["configure", "check", "check"]
    assert lab.world() == {}
    assert lab.resources() == {}


def test_preview_passes_unknowns_to_check(lab: Lab) -> None:
    """In a preview, check meets an unknown where another resource's output will be."""
    lab.preview(thing("a"), thing("b", value={"inner": [out("a")]}))
    asked = {call["news"]["name"]: call["news"] for call in lab.calls() if call["verb"] == "check"}
    assert asked["b"]["value"] == {"inner": ["<unknown>"]}


def test_up_creates_in_the_order_of_dependencies(lab: Lab) -> None:
    """What depends on a resource is created after it, with its outputs."""
    result = lab.up(thing("a"), thing("b", value=out("a")), outputs={"label": out("b", "value")})
    assert (result.exit_code, result.changes) == (0, {Op.CREATE: 3})
    assert result.outputs == {"label": "label of a"}
    assert lab.verbs() == ["check a", "create a", "check b", "create b"]
    assert lab.world()["b-None"]["value"] == "label of a"


def test_state_says_what_depends_on_what(lab: Lab) -> None:
    """The state names parent, dependencies, the properties they come from, and the provider."""
    lab.up(group("g"), thing("a", {"parent": "g"}), thing("b", {"depends_on": ["g"]}, value=out("a")))
    state = lab.resources()
    assert state["a"]["parent"] == state["g"]["urn"]
    assert set(state["b"]["dependencies"]) >= {state["a"]["urn"]}
    assert state["b"]["propertyDependencies"]["value"] == [state["a"]["urn"]]
    assert state["b"]["provider"] == f"{state['default']['urn']}::{state['default']['id']}"


def test_unchanged_up_only_checks_and_compares(lab: Lab) -> None:
    """A second up with the same program checks with the old inputs, compares, and changes nothing."""
    lab.up(thing("a", value=1))
    lab.calls()
    result = lab.stack().up()
    assert result.changes == {Op.SAME: 2}
    _, check, diff = lab.calls()
    assert check["olds"] == check["news"]
    assert diff["olds"]["label"] == "label of a"


def test_update_sends_old_outputs_and_new_inputs(lab: Lab) -> None:
    """A changed input is an update with the old outputs and the new inputs."""
    lab.up(thing("a", value=1))
    lab.calls()
    result = lab.up(thing("a", value=2))
    assert result.changes == {Op.UPDATE: 1, Op.SAME: 1}
    update = lab.calls()[-1]
    assert (update["verb"], update["olds"]["value"], update["news"]["value"]) == ("update", 1, 2)
    assert lab.resources()["a"]["outputs"]["value"] == 2


def test_replacement_creates_first(lab: Lab) -> None:
    """Without another wish, the new one is created and its dependents follow before the old one goes."""
    lab.up(thing("a", kind="x"), thing("b", value=out("a", "id")))
    lab.calls()
    result = lab.up(thing("a", kind="y"), thing("b", value=out("a", "id")))
    assert result.changes == {Op.UPDATE: 1, Op.REPLACE: 1, Op.SAME: 1}
    changing = [verb for verb in lab.verbs() if not verb.startswith(("check", "diff"))]
    assert changing == ["create a", "update b", "delete a"]
    assert set(lab.world()) == {"a-y", "b-None"}


def test_replacement_deletes_first_where_the_provider_says_so(lab: Lab) -> None:
    """With delete_before_replace from the provider's diff, the old one goes before the new one comes."""
    lab.up(thing("a", kind="x"))
    lab.calls()
    lab.up(thing("a", kind="y", delete_first=True))
    assert lab.verbs() == ["check a", "diff a", "check a", "delete a", "create a"]


def test_the_option_overrules_the_provider(lab: Lab) -> None:
    """delete_before_replace as an option decides, whatever the provider says."""
    lab.up(thing("a", kind="x"))
    lab.calls()
    lab.up(thing("a", {"delete_before_replace": False}, kind="y", delete_first=True))
    assert lab.verbs()[-2:] == ["create a", "delete a"]


def test_deleting_first_takes_dependents_along(lab: Lab) -> None:
    """A dependent that the change would replace is deleted before, and created again after, what it depends on."""
    program = [thing("b", kind=out("a", "id")), thing("c", value=out("a"))]
    lab.up(thing("a", kind="x", delete_first=True), *program)
    lab.calls()
    result = lab.up(thing("a", kind="y", delete_first=True), *program)
    assert result.changes == {Op.REPLACE: 2, Op.SAME: 2}
    changing = [verb for verb in lab.verbs() if not verb.startswith(("check", "diff"))]
    assert changing == ["delete b", "delete a", "create a", "create b"]


def test_what_is_no_longer_declared_is_deleted_in_reverse(lab: Lab) -> None:
    """Resources that left the program are deleted, dependents first."""
    lab.up(thing("a"), thing("b", value=out("a")), thing("c", {"depends_on": ["b"]}))
    lab.calls()
    result = lab.up()
    assert result.changes == {Op.DELETE: 3, Op.SAME: 1}
    assert lab.verbs() == ["delete c", "delete b", "delete a"]
    assert set(lab.resources()) == {"things-dev"}


def test_refresh_finds_drift_and_up_repairs_it(lab: Lab) -> None:
    """A refresh takes what the server has into the state; the next preview shows it, the next up puts it right."""
    lab.up(thing("a", value=1), thing("b", value=1))
    lab.meddle("a-None", value=7)
    assert lab.stack().refresh().changes == {Op.UPDATE: 1, Op.SAME: 2}
    assert lab.resources()["a"]["inputs"]["value"] == 7
    assert lab.stack().preview().changes == {Op.UPDATE: 1, Op.SAME: 2}
    assert lab.stack().up().changes == {Op.UPDATE: 1, Op.SAME: 2}
    assert lab.world()["a-None"]["value"] == 1


def test_refresh_drops_what_is_gone(lab: Lab) -> None:
    """What a read does not find leaves the state, and the next up creates it again."""
    lab.up(thing("a"), thing("b", value=out("a")))
    lab.meddle("a-None")
    assert lab.stack().refresh().changes == {Op.DELETE: 1, Op.SAME: 2}
    assert "a" not in lab.resources()
    assert "dependencies" not in lab.resources()["b"]
    assert lab.stack().up().changes == {Op.CREATE: 1, Op.SAME: 2}


def test_preview_of_a_refresh_keeps_the_state(lab: Lab) -> None:
    """A refresh that is only previewed writes nothing."""
    lab.up(thing("a"))
    before = lab.state_text()
    lab.meddle("a-None", value=3)
    assert lab.stack().refresh(preview=True).changes == {Op.UPDATE: 1, Op.SAME: 1}
    assert lab.state_text() == before


def test_up_can_refresh_first(lab: Lab) -> None:
    """An up that refreshes first repairs drift in one go and counts only what it changed."""
    lab.up(thing("a", value=1))
    lab.meddle("a-None", value=2)
    assert lab.stack().up(refresh=True).changes == {Op.UPDATE: 1, Op.SAME: 1}
    assert lab.world()["a-None"]["value"] == 1


def test_destroy_deletes_everything_in_reverse(lab: Lab) -> None:
    """Destroy deletes dependents first and leaves an empty state."""
    lab.up(group("g"), thing("a", {"parent": "g"}), thing("b", value=out("a")))
    lab.calls()
    assert lab.stack().destroy().changes == {Op.DELETE: 4}
    assert lab.verbs() == ["delete b", "delete a"]
    assert (lab.resources(), lab.world()) == ({}, {})
    assert lab.stack().destroy().changes == {}
