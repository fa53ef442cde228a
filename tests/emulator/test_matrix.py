"""Every cell of provider and field, on create and on PATCH."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.api_contract import AI_PROVIDERS, CELLS, NEEDS_MODELS, NULLS, PROVIDERS, cell

from arize_emulator import Emulator

from .samples import FLAT, NESTED, ai, change, llm, make, value

EACH_CELL = pytest.mark.parametrize(("provider", "field"), [(p, f) for p in PROVIDERS for f in CELLS])


@EACH_CELL
def test_create_accepts_only_what_applies(http: httpx.Client, provider: str, field: str) -> None:
    """A field that applies gives 201, one that does not 422."""
    response = http.post(NESTED, json=llm(provider, **{field: value(field, provider)}))
    assert response.status_code == (422 if cell(field, provider) == "-" else 201), response.text


@EACH_CELL
def test_required_fields_of_create(http: httpx.Client, provider: str, field: str) -> None:
    """A body without a required field gives 400 and names it; one without any other field 201."""
    body = llm(provider)
    body["config"].pop(field, None)
    if field == "model_names" and provider in NEEDS_MODELS:
        expected = 422
    else:
        expected = 400 if cell(field, provider) == "C" else 201
    response = http.post(NESTED, json=body)
    assert response.status_code == expected, response.text
    assert expected == 201 or f"config.{field}" in response.json()["detail"]


@EACH_CELL
def test_patch_accepts_only_what_applies(http: httpx.Client, provider: str, field: str) -> None:
    """A field that applies gives 200 and can be read back, one that does not 422."""
    made = make(http, llm(provider))
    response = change(http, made, config={field: value(field, provider)})
    assert response.status_code == (422 if cell(field, provider) == "-" else 200), response.text
    if response.status_code == 200 and field not in ("api_key", "headers", "auth"):
        assert response.json()["config"][field] == value(field, provider)


@EACH_CELL
def test_patch_with_null(http: httpx.Client, provider: str, field: str) -> None:
    """A null clears what is optional (200), and is a 422 or a 400 elsewhere, as the request models have it."""
    made = make(http, llm(provider))
    response = change(http, made, config={field: None})
    assert response.status_code == int(cell(field, provider, NULLS)), response.text
    if response.status_code == 200 and field == "api_key":
        assert response.json()["config"]["has_api_key"] is False


@EACH_CELL
def test_create_with_null(http: httpx.Client, provider: str, field: str) -> None:
    """No field of a config may be null on create."""
    body = llm(provider)
    body["config"][field] = None
    response = http.post(NESTED, json=body)
    assert response.status_code == (422 if cell(field, provider) == "-" else 400), response.text


@EACH_CELL
def test_wrong_type(http: httpx.Client, provider: str, field: str) -> None:
    """A value of a wrong type gives 400 where the field applies, on create and on PATCH."""
    if cell(field, provider) == "-":
        return
    made = make(http, llm(provider))
    assert http.post(NESTED, json=llm(provider, "other", **{field: 7})).status_code == 400
    assert change(http, made, config={field: 7}).status_code == 400


AI_VALUES: dict[str, Any] = {
    "name": "renamed",
    "api_key": "secret",
    "base_url": "http://anything.internal",
    "model_names": ["b", "a"],
    "headers": {"x": "y"},
    "enable_default_models": True,
    "function_calling_enabled": False,
    "auth_type": "BEARER_TOKEN",
    "scopings": [],
}


@pytest.mark.parametrize("provider", AI_PROVIDERS)
@pytest.mark.parametrize("field", AI_VALUES)
def test_flat_fields_apply_to_every_provider(http: httpx.Client, provider: str, field: str) -> None:
    """On `/v2/ai-integrations` every provider takes every field, on create and on PATCH, and shows all but the key."""
    created = make(http, ai(provider, **{field: AI_VALUES[field]}), FLAT)
    response = http.patch(
        f"{FLAT}/{make(http, ai(provider, name='two'), FLAT)['id']}",
        json={field: "n" if field == "name" else AI_VALUES[field]},
    )
    assert response.status_code == 200, response.text
    shown = "has_api_key" if field == "api_key" else field
    assert created[shown] == (True if field == "api_key" else AI_VALUES[field])
    assert response.json()[shown] == {"name": "n", "api_key": True}.get(field, AI_VALUES[field])


@pytest.mark.parametrize("field", AI_VALUES)
def test_flat_nulls(http: httpx.Client, field: str) -> None:
    """A null removes key, URL and headers of an AI integration; every other null is a 400, as all are on create."""
    made = make(http, ai("OPEN_AI", base_url="https://a.example.com", headers={"a": "b"}, api_key="k"), FLAT)
    expected = 200 if field in ("api_key", "base_url", "headers") else 400
    response = http.patch(f"{FLAT}/{made['id']}", json={field: None})
    assert response.status_code == expected, response.text
    assert http.post(FLAT, json=ai("OPEN_AI", **{**AI_VALUES, field: None})).status_code == 400


@pytest.mark.parametrize("provider", AI_PROVIDERS)
def test_provider_metadata_fits_its_provider(http: httpx.Client, provider: str) -> None:
    """AWS metadata is for Bedrock and GCP metadata for Vertex AI; anywhere else either is a 422."""
    for owner in ("AWS_BEDROCK", "VERTEX_AI"):
        body = {**ai(provider, name=owner), "provider_metadata": ai(owner)["provider_metadata"]}
        assert http.post(FLAT, json=body).status_code == (201 if owner == provider else 422)


def test_every_provider_reads_the_same_through_both_resources(http: httpx.Client, emulator: Emulator) -> None:
    """What was created through one resource is there on the other, with the same values."""
    for provider in PROVIDERS:
        made = make(http, llm(provider, name=provider))
        flat = http.get(f"{FLAT}/{made['id']}").json()
        assert (flat["provider"], flat["name"]) == (provider, provider)
        assert http.get(f"{NESTED}/{made['id']}").json() == made
    assert len(emulator.integrations) == len(PROVIDERS)
