"""Errors have names in camel case, as YAML, TypeScript and Go write them: one lifecycle serves all languages."""

from __future__ import annotations

import re

import pytest

from pulumi_arize import ArizeError
from pulumi_arize.api.account import Account
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .deployed_resource import canonical
from .samples import llm

SNAKE_CASE = re.compile(r"`[^`]*[a-z]_[a-z][^`]*`")


@pytest.mark.parametrize("is_replaced", [False, True])
def test_a_name_that_is_taken(behind: Account, *, is_replaced: bool) -> None:
    """The advice names the options that concern the holder of a name, be it another one or the one to replace."""
    operation = EngineOperation()
    one = lifecycle(INTEGRATION, behind, operation, "one")
    inputs = canonical(INTEGRATION, llm())
    item_id, _ = one.create(inputs)
    if is_replaced:
        operation.record_owned(INTEGRATION.claim(item_id), "one")
        operation.record_replaced("one")

    with pytest.raises(ArizeError) as raised:
        one.create(inputs)

    assert SNAKE_CASE.findall(str(raised.value)) == []
    assert "`deleteBeforeReplace`" in str(raised.value)
    assert "`retainOnDelete`" in str(raised.value)
    assert ("being replaced" in str(raised.value)) is is_replaced
