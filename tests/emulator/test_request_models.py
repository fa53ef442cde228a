"""The bodies that the emulator accepts are those of the official package."""

from __future__ import annotations

from typing import Any

import arize._generated.api_client as gen
import pytest
from pydantic import BaseModel

from arize_emulator.validation import request_models as own

PAIRS: list[tuple[type[BaseModel], Any]] = [
    (own.CreateOrganization, gen.CreateOrganizationRequest),
    (own.UpdateOrganization, gen.UpdateOrganizationRequest),
    (own.CreateSpace, gen.CreateSpaceRequest),
    (own.UpdateSpace, gen.UpdateSpaceRequest),
    (own.DefaultLlmIntegration, gen.DefaultLLMIntegration),
    (own.DefaultAgentRuntime, gen.DefaultAgentRuntime),
    (own.CreateUserKey, gen.CreateUserApiKeyRequest),
    (own.CreateServiceKey, gen.CreateServiceApiKeyRequest),
    (own.OrganizationAssignment, gen.ServiceKeyOrgAssignment),
    (own.SpaceAssignment, gen.ServiceKeySpaceAssignment),
    (own.RefreshKey, gen.RefreshApiKeyRequest),
]
LIMITS = ("maxLength", "maxItems", "minItems", "maximum", "minimum")


def limits(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the limits of a field, also of one that may be null."""
    field = schema["properties"][name]
    return {key: part[key] for part in (field, *field.get("anyOf", ())) for key in LIMITS if key in part}


@pytest.mark.parametrize(("model", "official"), PAIRS, ids=lambda item: item.__name__)
def test_fields(model: type[BaseModel], official: Any) -> None:
    """A body has the same fields, of which the same are required, with the same limits."""
    one, other = model.model_json_schema(), official.model_json_schema()
    assert one["properties"].keys() == other["properties"].keys()
    assert one.get("required", []) == other.get("required", [])
    for name in one["properties"]:
        assert limits(one, name) == limits(other, name), name


@pytest.mark.parametrize("official", [gen.UpdateOrganizationRequest, gen.UpdateSpaceRequest])
def test_what_may_be_null(official: Any) -> None:
    """In a PATCH the same fields may be null: those that the official package sends as null."""
    model = {other: one for one, other in PAIRS}[official]
    nulls = dict.fromkeys(model.model_fields)
    sent = official.model_construct(_fields_set=set(nulls), **nulls).to_dict()
    properties = model.model_json_schema()["properties"].items()
    nullable = {name for name, field in properties if {"type": "null"} in field.get("anyOf", ())}
    assert nullable == sent.keys()
