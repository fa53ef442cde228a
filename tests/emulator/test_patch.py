"""What a PATCH changes, and what it does not."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from tests.api_contract import NEEDS_MODELS, PROVIDERS

from arize_emulator import Emulator

from .samples import AGENT, BEARER, EVALUATOR, FLAT, KEY, NESTED, OAUTH, PROXY, ROLE, ai, change, changed, llm, make


def stored(emulator: Emulator, made: dict[str, Any]) -> dict[str, Any]:
    """Return the stored integration with its secrets."""
    return emulator.get(made["id"])


def test_what_is_left_out_stays(http: httpx.Client, emulator: Emulator) -> None:
    """A PATCH of one field changes that field only."""
    made = make(http, llm("LITELLM", headers={"a": "1"}, model_names=["m"]))
    changed(http, made, config={"is_function_calling_enabled": False})
    kept = stored(emulator, made)["config"]
    assert (kept["api_key"], kept["headers"], kept["model_names"]) == ("another-secret", {"a": "1"}, ["m"])


def test_an_empty_list_empties(http: httpx.Client, emulator: Emulator) -> None:
    """Empty scopings mean the whole account, and empty model names none, where models come from elsewhere too."""
    scoping = {"organization_id": emulator.organization_id("Acme"), "space_id": None}
    made = make(http, {**llm("FIREWORKS", model_names=["a"]), "scopings": [scoping]})
    assert made["scopings"] == [scoping]
    done = changed(http, made, scopings=[], config={"model_names": []})
    assert (done["scopings"], done["config"]["model_names"]) == ([], [])


@pytest.mark.parametrize("provider", NEEDS_MODELS)
def test_the_last_model_source_stays(http: httpx.Client, provider: str) -> None:
    """What would leave an integration without any model is a 422, be it created or changed so."""
    made = make(http, llm(provider))
    assert change(http, made, config={"model_names": []}).status_code == 422
    assert change(http, made, config={"model_names": [], "is_default_models_enabled": True}).status_code == 200
    assert change(http, made, config={"is_default_models_enabled": False}).status_code == 422


def test_bedrock_auth_is_replaced_whole(http: httpx.Client, emulator: Emulator) -> None:
    """Another method of authentication leaves nothing of the old one behind."""
    made = make(http, llm("AWS_BEDROCK", auth=ROLE))
    done = changed(http, made, config={"auth": PROXY})
    assert done["config"]["auth"] == {
        "auth_type": "PROXY_WITH_HEADERS",
        "base_url": PROXY["base_url"],
        "header_names": ["x-key"],
    }
    changed(http, made, config={"auth": BEARER})
    kept = stored(emulator, made)
    assert (kept["headers"], kept["base_url"], kept["provider_metadata"]) == (None, None, None)
    again = changed(http, made, config={"auth": {"auth_type": "DEFAULT", "role_arn": "arn:2"}})
    assert again["config"]["auth"] == {
        "auth_type": "DEFAULT",
        "role_arn": "arn:2",
        "external_id": None,
        "base_url": None,
    }
    assert change(http, made, config={"auth": {"auth_type": "DEFAULT"}}).status_code == 400


def test_custom_auth_and_key_exclude_each_other(http: httpx.Client, emulator: Emulator) -> None:
    """A key and OAuth replace each other; both in one request, or Bedrock's auth, are a 422."""
    made = make(http, llm("CUSTOM", auth=OAUTH))
    assert made["config"]["auth"]["has_client_secret"] is True
    assert made["config"]["has_api_key"] is False
    done = changed(http, made, config={"api_key": "k"})
    assert done["config"]["auth"] == {"auth_type": "DEFAULT", "has_api_key": True}
    assert stored(emulator, made)["config"]["auth"] == {"auth_type": "DEFAULT", "api_key": "k"}
    assert changed(http, made, config={"auth": {"auth_type": "DEFAULT"}})["config"]["has_api_key"] is False
    assert change(http, made, config={"auth": KEY, "api_key": "k"}).status_code == 422
    assert change(http, made, config={"auth": BEARER}).status_code == 422
    assert http.post(NESTED, json=llm("CUSTOM", name="x", auth=KEY, api_key="k")).status_code == 422


def test_type_and_provider_are_immutable(http: httpx.Client) -> None:
    """The same type and provider may be named, others are a 422, and unknown ones a 400."""
    made = make(http, llm("OPEN_AI"))
    path = f"{NESTED}/{made['id']}"
    assert change(http, made, config={"provider": "OPEN_AI"}).status_code == 200
    assert change(http, made, config={"provider": "GEMINI"}).status_code == 422
    assert change(http, made, config={"provider": "AZURE_OPEN_AI"}).status_code == 400
    assert http.patch(path, json={"type": "AGENT", "name": "x"}).status_code == 422
    assert http.patch(path, json={"type": "ROBOT", "name": "x"}).status_code == 400
    assert http.patch(path, json={"name": "x"}).status_code == 400


def test_an_empty_patch_is_rejected(http: httpx.Client) -> None:
    """Nothing but the type is a 422, as the official client has it; an empty body is a 400."""
    assert change(http, make(http, llm())).status_code == 422
    made = make(http, ai(), FLAT)
    assert http.patch(f"{FLAT}/{made['id']}", json={}).status_code == 400
    assert http.patch(f"{NESTED}/{made['id']}", json={}).status_code == 400


@pytest.mark.parametrize("name", ["name", "scopings"])
def test_envelope_nulls_are_rejected(http: httpx.Client, name: str) -> None:
    """A null name or null scopings are a 400."""
    assert change(http, make(http, llm()), **{name: None}).status_code == 400


def test_description(http: httpx.Client) -> None:
    """An agent's description can be set and cleared; an LLM integration has none."""
    made = make(http, AGENT)
    assert made["description"] == "Answers questions."
    assert changed(http, made, description=None)["description"] is None
    assert change(http, make(http, llm()), description="x").status_code == 422
    assert http.post(NESTED, json={**llm(name="y"), "description": "x"}).status_code == 422


@pytest.mark.parametrize("cleared", [None, {}])
@pytest.mark.parametrize("body", [AGENT, EVALUATOR])
def test_hosted_headers(http: httpx.Client, body: dict[str, Any], cleared: dict[str, str] | None) -> None:
    """Headers of agents and evaluators show as `has_headers`, and go with null or an empty map."""
    made = make(http, body)
    assert changed(http, made, config={"headers": {"a": "b"}})["config"]["has_headers"] is True
    assert changed(http, made, config={"headers": cleared})["config"]["has_headers"] is False


def test_presets_are_matched_by_name(http: httpx.Client) -> None:
    """A preset keeps its ID and `created_at` under the same name, and its `updated_at` if nothing else changes."""
    made = make(http, AGENT)
    deep, flat = made["config"]["request_presets"]
    presets = [
        {"name": "flat", "config": {"depth": 2}},
        {"name": "new", "config": {}},
        {"name": "deep", "config": {"depth": 3}},
    ]
    done = {
        item["name"]: item
        for item in changed(http, made, config={"request_presets": presets})["config"]["request_presets"]
    }
    assert done["deep"] == deep
    assert (done["flat"]["id"], done["flat"]["created_at"]) == (flat["id"], flat["created_at"])
    assert done["flat"]["updated_at"] > flat["updated_at"]
    assert done["new"]["id"] not in (deep["id"], flat["id"])
    assert changed(http, made, config={"request_presets": []})["config"]["request_presets"] == []


def test_presets_must_fit_the_schema(http: httpx.Client) -> None:
    """A preset is checked against the stored schema without its required fields, and twice the same name is a 422."""
    made = make(http, AGENT)
    wrong = [{"name": "a", "config": {"depth": "deep"}}]
    twice = [{"name": "a", "config": {}}, {"name": "a", "config": {}}]
    assert change(http, made, config={"request_presets": wrong}).status_code == 422
    assert change(http, made, config={"request_presets": twice}).status_code == 422
    assert change(http, made, config={"request_presets": [{"name": "a"}]}).status_code == 400
    assert change(http, made, config={"request_presets": [{"name": "a", "config": {}, "id": "x"}]}).status_code == 400
    assert change(http, made, config={"request_presets": None}).status_code == 400


def test_updated_at_moves_on_real_changes_only(http: httpx.Client) -> None:
    """The same value again leaves the time of change, another one moves it."""
    made = make(http, llm())
    same = changed(http, made, name="llm", config={"api_key": "another-secret"})
    assert same["updated_at"] == made["updated_at"]
    assert changed(http, made, config={"api_key": "rotated"})["updated_at"] > made["updated_at"]
    assert made["created_at"].endswith("Z")


EVERY_FORM = [
    *(llm(provider) for provider in PROVIDERS),
    *(llm("AWS_BEDROCK", auth=auth) for auth in (ROLE, BEARER, PROXY)),
    *(llm("CUSTOM", auth=auth) for auth in (KEY, OAUTH, {"auth_type": "DEFAULT"})),
    llm("NVIDIA_NIM", headers={}, base_url="https://nim.example.com"),
    AGENT,
    EVALUATOR,
]


@pytest.mark.parametrize("body", EVERY_FORM)
def test_a_patch_without_a_change_changes_nothing(http: httpx.Client, emulator: Emulator, body: dict[str, Any]) -> None:
    """What is stored is the same, through either resource, after a PATCH that changes nothing."""
    made = make(http, body)
    before = stored(emulator, made)
    changed(http, made, config={}, scopings=[])
    if body["type"] == "LLM":
        assert http.patch(f"{FLAT}/{made['id']}", json={"name": body["name"]}).status_code == 200
    assert stored(emulator, made) == before


def test_scopings_are_the_same_with_nulls_and_without(http: httpx.Client, emulator: Emulator) -> None:
    """A scoping comes back with both fields, and is no change when it is sent with less."""
    owner = emulator.organization_id("Acme")
    made = make(http, {**llm(), "scopings": [{"organization_id": owner, "space_id": None}]})
    assert changed(http, made, scopings=[{"organization_id": owner}]) == made


def test_what_a_config_cannot_tell_stays(http: httpx.Client) -> None:
    """A method of authentication that only the flat resource has for a custom endpoint survives the other's PATCH."""
    body = ai("CUSTOM", base_url="https://a.example.com", model_names=["m"], auth_type="BEARER_TOKEN", api_key="k")
    made = make(http, body, FLAT)
    response = http.patch(f"{NESTED}/{made['id']}", json={"type": "LLM", "config": {"model_names": ["n"]}})
    assert response.status_code == 200
    shown = http.get(f"{FLAT}/{made['id']}").json()
    assert (shown["auth_type"], shown["model_names"], shown["has_api_key"]) == ("BEARER_TOKEN", ["n"], True)


def test_a_flat_change_of_provider(http: httpx.Client) -> None:
    """The provider is mutable on `/v2/ai-integrations`; metadata of the old one must go with it."""
    made = make(http, ai("AWS_BEDROCK"), FLAT)
    path = f"{FLAT}/{made['id']}"
    assert http.patch(path, json={"provider": "OPEN_AI"}).status_code == 422
    done = http.patch(path, json={"provider": "OPEN_AI", "provider_metadata": None, "api_key": "k"})
    assert done.status_code == 200
    assert http.get(f"{NESTED}/{made['id']}").json()["config"] == {
        "provider": "OPEN_AI",
        "has_api_key": True,
        "is_function_calling_enabled": True,
    }


def test_flat_lists_and_metadata_are_replaced_whole(http: httpx.Client) -> None:
    """Model names, headers and metadata have after a PATCH only what it has."""
    made = make(http, ai("AWS_BEDROCK", model_names=["a", "b"], headers={"a": "1"}), FLAT)
    body = {"model_names": ["c"], "headers": {"b": "2"}, "provider_metadata": {"kind": "AWS", "role_arn": "arn:2"}}
    done = http.patch(f"{FLAT}/{made['id']}", json=body).json()
    assert {name: done[name] for name in body} == {
        **body,
        "provider_metadata": {"kind": "AWS", "role_arn": "arn:2", "external_id": None},
    }
