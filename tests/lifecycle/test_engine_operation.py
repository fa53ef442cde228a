"""The ids of the resources in one operation of the engine."""

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
        operation.adopt(ID, ADOPTER)


@pytest.mark.parametrize("is_done", [False, True], ids=["under way", "done"])
def test_an_adoption_before_its_owner(is_done: bool) -> None:  # noqa: FBT001 - a case
    """The owner is refused where the adoption came first, also one that is done."""
    operation = EngineOperation()
    (operation.adopt if is_done else operation.expect_adoption)(ID, ADOPTER)
    with pytest.raises(ArizeError, match="declared twice: 'adopter' adopts it"):
        operation.record_owned(ID, OWNER)


def test_a_renamed_adopter() -> None:
    """A resource that has adopted an id owns it under both of its names."""
    operation = EngineOperation()
    operation.adopt(ID, ADOPTER)
    operation.record_owned(ID, "urn::new name", ADOPTER)
