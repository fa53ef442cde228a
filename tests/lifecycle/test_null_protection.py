"""A state whose `deletion_protection` is null, as after an edit by hand."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import is_protected
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION, SERVICE_KEY, SPACE


def test_a_space_stays_protected(emulator: Emulator, behind: Account) -> None:
    """Null says nothing, so that the default protects what is in a space."""
    space_id = emulator.space_id("Lab")
    with pytest.raises(ArizeError, match="`deletionProtection` is on"):
        lifecycle(SPACE, behind).delete(space_id, {"name": "Lab", "deletion_protection": None})
    assert "Lab" in [space["name"] for space in emulator.spaces]


def test_defaults() -> None:
    """The default of each resource type holds for null as for what is left out."""
    for resource_type, protected in ((SPACE, True), (INTEGRATION, False), (SERVICE_KEY, False)):
        assert is_protected(resource_type, {"deletion_protection": None}) is protected
        assert is_protected(resource_type, {}) is protected
