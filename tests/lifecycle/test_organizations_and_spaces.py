"""Organizations and spaces: every field, every operation, and what a delete may take along."""

from __future__ import annotations

from typing import Any

import pytest
from tests.api_contract import ENVIRONMENT_DEFAULTS, ENVIRONMENT_FIELDS, ENVIRONMENT_LIMITS

from arize_emulator import DropConnection, Emulator, ExtraFields, FaultRule, Status
from pulumi_arize.api.account import Account
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.deletion_protection import is_protected
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION, ORGANIZATION, SERVICE_KEY, SPACE
from pulumi_arize.model.traits import FieldTrait

from .deployed_resource import COLLECTIONS, KINDS, Resource, canonical, failures_of
from .samples import agent, llm
from .strategies import Json
from .test_faults import LASTING, PASSING, deployed, done

KEYED = {"type": "LLM", "name": "Model", "config": {"provider": "OPEN_AI", "api_key": "key"}}
FIELDS = [(kind, field) for kind, table in ENVIRONMENT_FIELDS.items() for field in table]
SETTABLE = [(kind, field) for kind, field in FIELDS if field not in ("name", "organization_id")]


@pytest.fixture
def values(emulator: Emulator) -> dict[str, tuple[Any, Any]]:
    """Return two values of each field."""
    first, second = (emulator.add("integrations", {**llm(), "name": name})["id"] for name in "AB")
    agents = [emulator.add("integrations", {**agent(), "name": name, "type": "AGENT"})["id"] for name in "CD"]
    return {
        "name": ("One", "Two"),
        "organization_id": (emulator.organization_id("Acme"), emulator.organization_id("Research")),
        "description": ("ours", "theirs"),
        "is_private": (True, False),
        "default_llm_integration": (
            {"integration_id": first, "model_name": "m"},
            {"integration_id": second, "model_name": "m"},
        ),
        "default_agent_runtime": ({"integration_id": agents[0]}, {"integration_id": agents[1]}),
        "ml_models_enabled": (False, True),
        "gradient_start_color": ("#000000", "#111111"),
        "gradient_end_color": ("#222222", "#333333"),
    }


def least(kind: str, emulator: Emulator, name: str = "One") -> Json:
    """Return the least inputs that are legal."""
    return (
        {"name": name}
        if kind == "Organization"
        else {"name": name, "organization_id": emulator.organization_id("Acme")}
    )


@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_the_models_are_the_api_s(kind: str) -> None:
    """Each field is required, sent on create, cleared, limited and replaced as the API has it."""
    table = fields(KINDS[kind].models[0])
    assert {*table} == {*ENVIRONMENT_FIELDS[kind]}
    for name, field in table.items():
        create, null = ENVIRONMENT_FIELDS[kind][name].split()
        assert field.required is (create == "C")
        assert field.has(FieldTrait.NOT_IN_POST) is (create == "-")
        assert field.has(FieldTrait.IMMUTABLE) is (null == "-")
        assert field.default == ENVIRONMENT_DEFAULTS.get(name)
        clears = field.has(FieldTrait.CLEARED_BY_NULL) or (
            field.default is None and not field.required and not field.has(FieldTrait.STAYS_WHEN_OMITTED)
        )
        assert clears is (null == "200")


@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_limits(emulator: Emulator, kind: str) -> None:
    """A text that is too long, or blank, is a failure at its path, and all failures come at once."""
    longest = {name: "x" * most for name, most in ENVIRONMENT_LIMITS.items()}
    assert check(KINDS[kind], {**least(kind, emulator), **longest})[1] == []
    longer = {name: f"{text}x" for name, text in longest.items()}
    failures = check(KINDS[kind], {**least(kind, emulator), **longer, "color": "red"})[1]
    assert sorted(failure.property_path for failure in failures) == ["color", "description", "name"]
    assert [p.property_path for p in check(KINDS[kind], {**least(kind, emulator), "name": " "})[1]] == ["name"]


def test_bad_settings_are_found_at_once() -> None:
    """Each failure of a space stands at its own path."""
    wrong = {
        "is_private": "yes",
        "default_llm_integration": {"integration_id": "a"},
        "default_agent_runtime": {"integration_id": "a", "model_name": "m"},
        "gradient_end_color": "",
        "deletion_protection": "on",
        "id": "x",
    }
    assert failures_of("Space", wrong) == {
        "name": "is required",
        "organization_id": "is required",
        "is_private": "must be true or false",
        "default_llm_integration.model_name": "is required",
        "default_agent_runtime.model_name": "unknown property; allowed: integrationId",
        "gradient_end_color": "must not be empty",
        "deletion_protection": "must be true or false",
        "id": "is set by the server and cannot be an input",
    }


@pytest.mark.parametrize(("kind", "field"), SETTABLE)
def test_every_field(emulator: Emulator, behind: Account, values: Any, kind: str, field: str) -> None:
    """A field is set with the create, changed alone, repaired after drift, and cleared or left where it is left out."""
    resource = Resource(emulator, behind, kind)
    bare, (first, second) = least(kind, emulator), values[field]
    writes = resource.up({**bare, field: first})
    is_posted = ENVIRONMENT_FIELDS[kind][field].startswith("c")
    expected = [{**bare, field: first}] if is_posted else [bare, {field: first}]
    assert [request.body for request in writes] == expected
    assert resource.document[field] == first
    resource.check_settled(resource.inputs)
    assert resource.bodies({**bare, field: second}) == [{field: second}]
    resource.check_settled(resource.inputs)

    emulator.edit(resource.id, {field: first}, kind=resource.kind)
    read = resource.refreshed()
    assert {**bare, **read} == {**bare, field: first} or (field, first) == ("is_private", False)
    assert resource.bodies({**bare, field: second}) == [{field: second}]

    stays_there = ENVIRONMENT_FIELDS[kind][field].endswith("400") and field not in ENVIRONMENT_DEFAULTS
    resource.up({**bare, field: first})
    cleared = None if field not in ENVIRONMENT_DEFAULTS or field == "description" else ENVIRONMENT_DEFAULTS[field]
    assert resource.bodies(bare) == ([] if stays_there else [{field: cleared}])
    assert resource.document[field] == (first if stays_there else ENVIRONMENT_DEFAULTS.get(field))
    resource.check_settled(resource.inputs)
    assert resource.bodies({**bare, field: second}) == (
        [] if second == ENVIRONMENT_DEFAULTS.get(field) else [{field: second}]
    )


@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_no_request_has_an_empty_description(emulator: Emulator, behind: Account, kind: str) -> None:
    """A create leaves it out, an update sends null, as the API refuses it; neither is a difference afterwards."""
    bare = least(kind, emulator)
    empty = {**bare, "description": ""}
    resource = Resource(emulator, behind, kind)
    assert resource.bodies(empty) == [bare]
    assert resource.refresh() == empty
    assert resource.up(empty) == []
    assert resource.bodies({**bare, "description": "d"}) == [{"description": "d"}]
    assert resource.bodies(empty) == [{"description": None}]
    assert resource.document["description"] == ""
    assert resource.refresh() == empty
    assert resource.up(bare) == []


@pytest.mark.parametrize("fault", [name for name in PASSING if name not in LASTING])
def test_the_settings_of_a_new_space_are_set_once(emulator: Emulator, values: Any, fault: str) -> None:
    """The PATCH that follows the create survives a fault, and the space stays the one that was created."""
    resource = deployed(emulator, "Space")
    setting = {"default_llm_integration": values["default_llm_integration"][0]}
    with emulator.faults(FaultRule(method="PATCH", nth=1, fault=PASSING[fault])):
        resource.up({**least("Space", emulator), **setting})
    assert (done(emulator, "POST"), done(emulator, "PATCH"), done(emulator, "DELETE")) == (1, 1, 0)
    assert resource.document["default_llm_integration"] == setting["default_llm_integration"]


@pytest.mark.parametrize(
    ("faults", "words", "is_left"),
    [
        ((), "the space was created and is deleted again", False),
        (
            (FaultRule(method="DELETE", fault=Status(status=403)),),
            "the space was created and exists now: give its id",
            True,
        ),
        (
            (FaultRule(method="POST", nth=1, fault=DropConnection(when="after")),),
            "the space was created and exists now: give its id",
            True,
        ),
    ],
    ids=["deleted", "not deletable", "not certainly its own"],
)
def test_a_new_space_whose_settings_are_refused(
    emulator: Emulator, faults: tuple[FaultRule, ...], words: str, *, is_left: bool
) -> None:
    """It is deleted again, but for one that somebody else may have created; the error says what there is."""
    resource = deployed(emulator, "Space")
    wrong = {"default_agent_runtime": {"integration_id": emulator.add("integrations", KEYED)["id"]}}
    with emulator.faults(*faults), pytest.raises(ArizeError, match=words) as error:
        resource.up({**least("Space", emulator), **wrong})
    assert "default_agent_runtime" in str(error.value)
    assert ("One" in [item["name"] for item in emulator.spaces]) is is_left


@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_a_taken_name_is_explained(emulator: Emulator, behind: Account, kind: str) -> None:
    """A create and a rename name the one that has the name, and the create says how to adopt it."""
    first, second = (Resource(emulator, behind, kind) for _ in range(2))
    first.up(least(kind, emulator))
    with pytest.raises(
        ArizeError, match=rf"'One' is taken by {first.id} \({kind.lower()}, created .*give its id to `adopt`"
    ):
        second.up(least(kind, emulator))
    second.up(least(kind, emulator, "Two"))
    with pytest.raises(ArizeError, match=rf"'One' is taken by {first.id}"):
        second.up(least(kind, emulator))


def test_names_are_unique_in_an_organization_only(emulator: Emulator, behind: Account) -> None:
    """A space has the name of one elsewhere: neither a lost response nor a taken name confuses the two."""
    research = {"name": "Production", "organization_id": emulator.organization_id("Research")}
    resource = deployed(emulator, "Space")
    with emulator.faults(FaultRule(method="POST", nth=1, fault=DropConnection(when="after"))):
        resource.up(research)
    assert resource.id != emulator.space_id("Production") or len(emulator.spaces) == 4
    assert resource.document["organization_id"] == research["organization_id"]
    adopted = Resource(emulator, behind, "Space")
    adopted.up({**research, "adopt": "Production"})
    assert adopted.id == resource.id


@pytest.mark.parametrize("by", ["id", "name"])
@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_what_exists_is_adopted(emulator: Emulator, behind: Account, kind: str, by: str) -> None:
    """It is patched to the declaration, with one request; what the program does not own stays."""
    name = {"Organization": "Research", "Space": "Production"}[kind]
    existing = emulator.get(name, kind=COLLECTIONS[kind])
    setting = {"integration_id": emulator.add("integrations", KEYED)["id"], "model_name": "m"}
    emulator.edit(emulator.space_id("Production"), {"default_llm_integration": setting}, kind="spaces")
    resource = Resource(emulator, behind, kind)
    inputs = {**least(kind, emulator, name), "description": "ours", "adopt": existing[by]}
    effect = lifecycle(KINDS[kind], behind).prepare_adoption(canonical(KINDS[kind], inputs))
    assert effect.endswith(
        f"adopts the existing {kind.lower()} {existing[by]!r} and creates none; it changes `description`"
    )
    assert [(request.method, request.body) for request in resource.up(inputs)] == [("PATCH", {"description": "ours"})]
    assert resource.id == existing["id"]
    resource.check_settled(resource.inputs)
    assert emulator.get("Production", kind="spaces")["default_llm_integration"] == setting


def test_a_space_of_another_organization_is_not_adopted(emulator: Emulator, behind: Account) -> None:
    """By its name it is not found, by its id the organization is named."""
    resource = Resource(emulator, behind, "Space")
    inputs = {"name": "Lab", "organization_id": emulator.organization_id("Acme")}
    with pytest.raises(
        ArizeError, match=r"there is nothing to adopt with the id or name 'Lab' .*; there are 'Production', 'Staging'"
    ):
        resource.up({**inputs, "adopt": "Lab"})
    with pytest.raises(ArizeError, match=f"its `organizationId` is {emulator.organization_id('Research')}"):
        resource.up({**inputs, "adopt": emulator.space_id("Lab")})


@pytest.mark.parametrize("import_id", ["id", "Lab", "Research/Lab"])
def test_imports(emulator: Emulator, behind: Account, import_id: str) -> None:
    """A space is imported by its id, its name, or the names of both; its inputs make no change."""
    wanted = emulator.space_id("Lab") if import_id == "id" else import_id
    imported = lifecycle(SPACE, behind).import_(wanted)
    assert imported is not None
    item_id, result = imported
    assert item_id == emulator.space_id("Lab")
    assert result.inputs["organization_id"] == emulator.organization_id("Research")
    assert diff(SPACE, result.state, canonical(SPACE, result.inputs)) == []
    bare = {"name": "Lab", "organization_id": result.inputs["organization_id"]}
    assert diff(SPACE, result.state, canonical(SPACE, bare)) == []


def test_an_import_that_names_nothing(emulator: Emulator, behind: Account) -> None:
    """The error says what stands before a slash, and which names there are."""
    operations = lifecycle(SPACE, behind)
    with pytest.raises(ArizeError, match="before the slash, write the name of its organization, not 'Reserch'"):
        operations.import_("Reserch/Lab")
    emulator.add("spaces", {"name": "Lab", "organization": "Acme"})
    with pytest.raises(ArizeError, match="2 spaces are named 'Lab'"):
        operations.import_("Lab")
    imported = operations.import_("Research/Lab")
    assert imported is not None


def test_an_import_by_a_name_with_a_slash(behind: Account) -> None:
    """The names of organizations have no prefix, so that the error names none."""
    with pytest.raises(ArizeError, match=r"no organization is named 'Acme/EU'; did you mean 'Acme'\?$"):
        lifecycle(ORGANIZATION, behind).import_("Acme/EU")


@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_protection_is_on_until_it_is_turned_off(emulator: Emulator, behind: Account, kind: str) -> None:
    """A delete and a forced replacement are refused; turning it off sends nothing, and then the delete is done."""
    resource = Resource(emulator, behind, kind)
    resource.up(least(kind, emulator))
    for refused in (resource.destroy, lambda: resource.verbs.guard_replacement(resource.id, resource.state)):
        with pytest.raises(
            ArizeError, match="`deletionProtection` is on: turn it off and run `pulumi up` first; all data"
        ):
            refused()
    off = {**resource.inputs, "deletion_protection": False}
    assert [change.path for change in diff(resource.resource_type, resource.state, off)] == [("deletion_protection",)]
    assert resource.up(off) == []
    assert resource.refresh() == off
    warning = resource.verbs.guard_replacement(resource.id, resource.state)
    assert "the replacement deletes it first, unless it is retained; all data" in warning
    resource.destroy()
    assert [request.method for request in resource.writes()] == ["DELETE"]


@pytest.mark.parametrize("kind", ENVIRONMENT_FIELDS)
def test_what_is_imported_is_protected(emulator: Emulator, behind: Account, kind: str) -> None:
    """Its state says nothing of the option, which is on by default."""
    resource = Resource(emulator, behind, kind)
    resource.up(least(kind, emulator))
    imported = resource.verbs.import_(resource.id)
    assert imported is not None
    with pytest.raises(ArizeError, match="deletionProtection"):
        resource.verbs.delete(resource.id, imported[1].state)


def test_a_refusal_counts_what_would_go(emulator: Emulator, behind: Account) -> None:
    """The spaces of an organization and the integrations scoped to it, as far as the key may list them."""
    acme, staging = emulator.organization_id("Acme"), emulator.space_id("Staging")
    for name, scoping in (("One", {"organization_id": acme}), ("Two", {"organization_id": acme, "space_id": staging})):
        emulator.add("integrations", {**KEYED, "name": name, "scopings": [scoping]})
    state: Json = {"name": "it"}
    with pytest.raises(ArizeError, match=r"is deleted too.*: 2 spaces and 2 integrations that are scoped to it$"):
        lifecycle(ORGANIZATION, behind).delete(acme, state)
    with pytest.raises(ArizeError, match=r"is deleted too.*: 1 integration that is scoped to it$"):
        lifecycle(SPACE, behind).delete(staging, state)
    with (
        emulator.faults(FaultRule(path="/v2/integrations", fault=Status(status=403))),
        pytest.raises(ArizeError, match=r"is deleted too, which cannot be undone: 2 spaces$"),
    ):
        lifecycle(ORGANIZATION, behind).delete(acme, state)


def test_a_protected_space_does_not_move(emulator: Emulator, behind: Account) -> None:
    """Another organization replaces a space: refused in the check, but for one that is not known yet."""
    resource = Resource(emulator, behind, "Space")
    resource.up(least("Space", emulator))
    moved = {**resource.inputs, "organization_id": emulator.organization_id("Research")}
    (failure,) = check(SPACE, moved, resource.inputs)[1]
    assert failure.property_path == "organization_id"
    assert failure.reason == (
        "cannot change while `deletionProtection` is on: it would replace the resource; "
        "turn it off and run `pulumi up` first"
    )
    unprotected = {**resource.inputs, "deletion_protection": False}
    assert check(SPACE, {**moved, "deletion_protection": False}, unprotected)[1] == []
    resource.up(unprotected)
    before = resource.id
    assert [request.method for request in resource.up({**moved, "deletion_protection": False})] == ["DELETE", "POST"]
    assert resource.id != before


def test_an_older_server_leaves_the_organization_out(emulator: Emulator, behind: Account) -> None:
    """A space without its organization in a response is neither moved nor another one's, and is adopted by its id."""
    resource = Resource(emulator, behind, "Space")
    with emulator.faults(FaultRule(path="/v2/spaces*", fault=ExtraFields(fields={"organization_id": None}))):
        resource.up(least("Space", emulator))
        assert resource.state["organization_id"] == emulator.organization_id("Acme")
        resource.check_settled(resource.inputs)
        adopted = Resource(emulator, behind, "Space")
        inputs = {**least("Space", emulator, "Staging"), "is_private": True}
        writes = adopted.up({**inputs, "adopt": emulator.space_id("Staging")})
        assert [request.body for request in writes] == [{"is_private": True}]
        assert adopted.state["organization_id"] == inputs["organization_id"]
        imported = adopted.verbs.import_(adopted.id)
        assert imported is not None
        assert diff(SPACE, imported[1].state, canonical(SPACE, inputs)) == []


def test_null_in_a_state_leaves_a_space_protected(emulator: Emulator, behind: Account) -> None:
    """Null, as after an edit by hand, says nothing, so that the default protects what is in a space."""
    space_id = emulator.space_id("Lab")
    with pytest.raises(ArizeError, match="`deletionProtection` is on"):
        lifecycle(SPACE, behind).delete(space_id, {"name": "Lab", "deletion_protection": None})
    assert "Lab" in [space["name"] for space in emulator.spaces]


def test_null_is_the_default_of_protection() -> None:
    """The default of each resource type holds for null as for what is left out."""
    for resource_type, protected in ((SPACE, True), (INTEGRATION, False), (SERVICE_KEY, False)):
        assert is_protected(resource_type, {"deletion_protection": None}) is protected
        assert is_protected(resource_type, {}) is protected
