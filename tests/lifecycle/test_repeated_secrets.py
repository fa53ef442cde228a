"""A successful response that repeats a key where none belongs: the state and the inputs do not hold it in the clear.

What stands there by chance, as a year of a header's value in a time, is redacted nowhere but in text.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api_contract import SECRETS
from tests.e2e.declarations import without_secrets
from tests.json_paths import Path, with_value

from arize_emulator import Emulator, FaultRule, InvalidJson
from pulumi_arize.model.resource_types import ResourceType
from pulumi_arize.model.secret_fields import mark_secrets, secrets_in_fields

from .deployed_resource import Resource, account, canonical
from .samples import FULL, ai, llm
from .strategies import Json
from .test_unknown_values import places

MOMENTS = ("created_at", "updated_at")
WITH_SECRETS = sorted(name for name, (_, declared) in FULL.items() if without_secrets(declared) != declared)
ENCODINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "in a sentence": "the key is {}.".format,
    "upper case": str.upper,
    "URL": lambda secret: quote(secret, safe=""),
    "base64": lambda secret: base64.b64encode(f"Bearer {secret}".encode()).decode(),
    "JSON": lambda secret: json.dumps({"key": secret}),
    "hexadecimal": lambda secret: secret.encode().hex(),
}
unhurried = settings(max_examples=60, suppress_health_check=list(HealthCheck))
secrets = st.text("abcdefghijklmnopqrstuvwxyz0123456789-_", min_size=12, max_size=30).map("s3c-{}".format)


def open_text(resource_type: ResourceType, values: Json) -> str:
    """Return what of a declaration or a state is not marked as secret."""
    return json.dumps(mark_secrets(resource_type, values, lambda _: None))


def shows(text: str, secret: str) -> bool:
    """Tell whether a text shows a secret in one of the encodings."""
    return any(encode(secret).lower() in text.lower() for encode in ENCODINGS.values())


def with_secret(values: Any, secret: str, name: str = "") -> Any:
    """Return a declaration with this secret instead of each that it has."""
    if isinstance(values, dict):
        return {key: with_secret(item, secret, "api_key" if name == "headers" else key) for key, item in values.items()}
    return secret if name in SECRETS else values


def unknown_places(response: Json) -> Iterator[Path]:
    """Return a place for a field that no model has, in each object of a response."""
    yield ("hint",)
    if isinstance(response.get("config"), dict):
        yield ("config", "hint")
        if isinstance(response["config"].get("auth"), dict):
            yield ("config", "auth", "hint")


@unhurried
@given(case=st.sampled_from(WITH_SECRETS), secret=secrets, encoding=st.sampled_from(sorted(ENCODINGS)), data=st.data())
def test_a_repeated_secret(
    emulator_server: Emulator, case: str, secret: str, encoding: str, data: st.DataObject
) -> None:
    """In any field of the response to a read or to an update, known or not, in any form, it is not shown.

    The same response again is no difference.
    """
    emulator_server.reset()
    kind, declared = FULL[case][0], with_secret(FULL[case][1], secret)
    resource = Resource(emulator_server, account(emulator_server), kind)
    resource.up(declared)
    response = resource.verbs._account.collections[resource.resource_type].get(resource.id)
    model = resource.resource_type.model_for(response)
    known = [
        path
        for path, field in places(resource.resource_type, response)
        if path != ("id",) and not (field and field.secret)
    ]
    path = data.draw(st.sampled_from([*known, *unknown_places(response)]))
    output = json.dumps(with_value(response, path, ENCODINGS[encoding](secret)))
    with emulator_server.faults(FaultRule(path="*/v2/*integrations/*", fault=InvalidJson(text=output))):
        for name in ("it", "renamed", "renamed"):
            resource.up({**declared, "name": name})
            inputs = resource.refreshed()
            for values in (inputs, resource.state):
                assert not shows(open_text(resource.resource_type, values), secret)
                assert secret in secrets_in_fields(model, values)
        resource.up({**declared, "name": "renamed"})
        assert resource.writes() == []


@pytest.mark.parametrize("name", ["api_key", "headers", "client_secret"])
def test_a_secret_field_where_none_belongs(emulator: Emulator, name: str) -> None:
    """A field that no shape of the resource has is secret by its name, though nobody here knows its value."""
    resource = Resource(emulator, account(emulator), "AiIntegration")
    resource.up(ai())
    output = {**resource.state, "hints": {name: {"X": "unknown-s3cret"}}}
    with emulator.faults(FaultRule(path="*/v2/*integrations/*", fault=InvalidJson(text=json.dumps(output)))):
        resource.refresh()
    assert "unknown-s3cret" not in json.dumps(resource.state)


def test_the_key_of_the_account(emulator: Emulator, integration: Resource) -> None:
    """It is not shown either, also where it is repeated to an import."""
    emulator.add("integrations", {**llm(), "name": f"by {emulator.api_key}"})
    found = integration.verbs.import_(emulator.integrations[0]["id"])
    assert found is not None
    assert emulator.api_key not in json.dumps([found[1].state, found[1].inputs])


def test_what_a_program_has_written_into_a_name(integration: Resource) -> None:
    """It stays as it is, in the state as in the program."""
    inputs = {**llm("CUSTOM", headers={"X-Team": "platform"}), "name": "platform models"}
    integration.up(inputs)
    assert integration.refresh() == canonical(integration.resource_type, inputs)
    assert integration.state["name"] == "platform models"


def test_a_year_in_a_header_leaves_the_times_as_they_are(emulator: Emulator, integration: Resource) -> None:
    """`created_at` and `updated_at` stay times, also after an update, where a header's value is a part of them."""
    year = emulator.add("integrations", {"type": "LLM", **llm(), "name": "Other"})["created_at"][:4]
    given = llm("CUSTOM", headers={"x-year": year})
    for name in ("First", "Second"):
        integration.up({**given, "name": name})
        held = integration.document
        assert [integration.state[name] for name in MOMENTS] == [held[name] for name in MOMENTS]
    integration.refresh()
    assert integration.up({**given, "name": "Second"}) == []


def test_a_time_that_is_the_secret_is_one(emulator: Emulator, integration: Resource) -> None:
    """A whole time that is a header's value is a secret, wherever the server repeats it."""
    since = "2026-01-31T00:00:00Z"
    integration.up(llm("CUSTOM", headers={"x-since": since}))
    repeated = json.dumps({**integration.document, "updated_at": since})
    with emulator.faults(FaultRule(path="*/v2/integrations/*", fault=InvalidJson(text=repeated))):
        integration.refresh()
    assert integration.state["updated_at"] == "[secret]"
