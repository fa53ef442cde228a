"""The ids of the resources in one operation of the engine: two with one id, and one by several names."""

from __future__ import annotations

import pytest

from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.engine_operation import EngineOperation

ID, OWNER, ADOPTER = "id", "urn::owner", "urn::adopter"


def test_an_adoption_after_its_owner() -> None:
    """What a resource of the program has, no other one adopts."""
    operation = EngineOperation()
    operation.record_owned(ID, OWNER)
    with pytest.raises(ArizeError, match="declared twice: 'owner' has it already"):
        operation.record_adopted(ID, ADOPTER)


@pytest.mark.parametrize("is_done", [False, True], ids=["under way", "done"])
def test_an_adoption_before_its_owner(is_done: bool) -> None:  # noqa: FBT001 - a case
    """The owner is refused where the adoption came first, also one that is done."""
    operation = EngineOperation()
    (operation.record_adopted if is_done else operation.expect_adoption)(ID, ADOPTER)
    with pytest.raises(ArizeError, match="declared twice: 'adopter' adopts it"):
        operation.record_owned(ID, OWNER)


def test_a_renamed_adopter() -> None:
    """A resource that has adopted an id owns it under both of its names."""
    operation = EngineOperation()
    operation.record_adopted(ID, ADOPTER)
    operation.record_owned(ID, "urn::new name", ADOPTER)


def test_two_resources() -> None:
    """The second one is refused, and does not count as an owner: what the program removes is not deleted."""
    operation = EngineOperation()
    operation.record_owned(ID, "urn::one")
    with pytest.raises(ArizeError, match=r"^id is declared twice: 'one' has it too; remove one of them"):
        operation.record_owned(ID, "urn::two")
    assert operation.belongs_to_another(ID, "urn::two")
    assert not operation.belongs_to_another(ID, "urn::one")


@pytest.mark.parametrize("before", ["urn::former name", ""], ids=["alias", "earlier version"])
def test_one_resource(before: str) -> None:
    """A resource under a former name too, or whose state is too old for one, is one resource."""
    operation = EngineOperation()
    operation.record_owned(ID, "urn::one", before)
    operation.record_owned(ID, "urn::one", before)
    operation.record_owned(ID, "urn::one", "urn::former name")


def test_one_after_the_other() -> None:
    """Once a resource is replaced or deleted, another one may have its id."""
    operation = EngineOperation()
    operation.record_owned(ID, "urn::one")
    operation.record_replaced("urn::one")
    operation.record_owned(ID, "urn::two")
    operation.record_deleted(ID, "urn::two")
    operation.record_owned(ID, "urn::three")
