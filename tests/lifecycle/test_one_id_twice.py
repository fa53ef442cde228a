"""Two resources of a program with one id, and one resource by several names."""

from __future__ import annotations

import pytest

from pulumi_arize import ArizeError
from pulumi_arize.lifecycle.engine_operation import EngineOperation


def test_two_resources() -> None:
    """The second one is refused, and does not count as an owner: what the program removes is not deleted."""
    operation = EngineOperation()
    operation.record_owned("ID", "urn::one")
    with pytest.raises(ArizeError, match="ID is declared twice: 'one' has it too; remove one of them"):
        operation.record_owned("ID", "urn::two")
    assert operation.is_adopted("ID", "urn::two")
    assert not operation.is_adopted("ID", "urn::one")


@pytest.mark.parametrize("before", ["urn::former name", ""], ids=["alias", "earlier version"])
def test_one_resource(before: str) -> None:
    """A resource under a former name too, or whose state is too old for one, is one resource."""
    operation = EngineOperation()
    operation.record_owned("ID", "urn::one", before)
    operation.record_owned("ID", "urn::one", before)
    operation.record_owned("ID", "urn::one", "urn::former name")


def test_one_after_the_other() -> None:
    """Once a resource is replaced or deleted, another one may have its id."""
    operation = EngineOperation()
    operation.record_owned("ID", "urn::one")
    operation.record_replaced("urn::one")
    operation.record_owned("ID", "urn::two")
    operation.release("ID", "urn::two")
    operation.record_owned("ID", "urn::three")
