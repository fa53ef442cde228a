"""An adoption of a misspelt name suggests what exists."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION

from .samples import agent
from .test_adoption import OPEN_AI, checked, clicked


@pytest.mark.parametrize("operation", ["describe_adoption", "create"])
def test_a_misspelt_name(emulator: Emulator, behind: Account, operation: str) -> None:
    """Preview and deployment suggest the similar name of an integration of this type, and no other."""
    clicked(emulator, {**OPEN_AI, "name": "Production OpenAI"}, api_key="k")
    emulator.add("integrations", {**agent(), "name": "Production OpenAl"})
    inputs, _ = checked(INTEGRATION, {**OPEN_AI, "adopt": "Production OpenIA"})
    with pytest.raises(ArizeError) as caught:
        getattr(lifecycle(INTEGRATION, behind), operation)(inputs)
    assert "'Production OpenIA' (omit `adopt` to create it); did you mean 'Production OpenAI'?" in str(caught.value)


def test_an_unknown_id(behind: Account) -> None:
    """Nothing is suggested for an id."""
    inputs, _ = checked(INTEGRATION, {**OPEN_AI, "adopt": "TGxtSW50ZWdyYXRpb246MTI6YUJjRA=="})
    with pytest.raises(ArizeError, match=r"\(omit `adopt` to create it\)$"):
        lifecycle(INTEGRATION, behind).create(inputs)
