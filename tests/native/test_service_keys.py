"""Service keys through each front end: secret, replaced by a new one first, imported without their key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pulumi.runtime.proto import provider_pb2
from tests.lifecycle.service_keys import active, in_days, key_args

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_arize.model.resource_types import SERVICE_KEY
from pulumi_embedded.values import UNKNOWN, Secret

from .front_ends import Dynamic, FrontEnd, Native, comparable
from .provider_process import Engine, Json
from .test_imports import generated, imported

DIFF_NONE = provider_pb2.DiffResponse.DIFF_NONE


@pytest.fixture(params=[Dynamic, Native], ids=["dynamic", "native"])
def front(request: pytest.FixtureRequest, started: Callable[..., FrontEnd], emulator: Emulator) -> FrontEnd:
    """Return each front end, for the emulated account."""
    return started(request.param, emulator)


def test_the_key_is_secret(front: FrontEnd, emulator: Emulator) -> None:
    """The output is marked, after a create and after a refresh."""
    item_id, (inputs, outputs) = front.deployed(SERVICE_KEY, key_args(emulator))
    assert outputs["key"] == Secret(active(emulator)[0]["key"])
    found, read, again = front.read(SERVICE_KEY, item_id, (inputs, outputs))
    assert (found, read["key"]) == (item_id, outputs["key"])
    assert comparable(SERVICE_KEY, again) == comparable(SERVICE_KEY, inputs)


@pytest.mark.parametrize(
    "change", [{"description": "For CI."}, {"rotation": 2}, {"account_role": {"name": "ADMIN"}}], ids=str
)
def test_a_change_is_a_replacement_that_creates_first(front: FrontEnd, emulator: Emulator, change: Json) -> None:
    """The engine learns what replaces the key, and that the old one is to be deleted last."""
    item_id, (inputs, outputs) = front.deployed(SERVICE_KEY, key_args(emulator))
    changed, _ = front.check(SERVICE_KEY, inputs, key_args(emulator, **change))
    response = front.diff(SERVICE_KEY, item_id, (inputs, outputs), changed)
    (name,) = change
    assert [*response.replaces] == [camel(name)]
    assert not response.deleteBeforeReplace


def test_a_preview_knows_neither_the_key_nor_a_limit(plugin: Native, emulator: Emulator) -> None:
    """The key is not known yet, and secret; nor is an expiry that the account may set."""
    inputs = plugin.checked(SERVICE_KEY, key_args(emulator))
    _, predicted = plugin.plugin.create(plugin.urn(SERVICE_KEY), inputs, preview=True)
    assert predicted["key"] == Secret(UNKNOWN)
    assert predicted["expiresAt"] is UNKNOWN
    expiry = in_days(30)
    inputs = plugin.checked(SERVICE_KEY, key_args(emulator, expires_at=expiry))
    assert plugin.plugin.create(plugin.urn(SERVICE_KEY), inputs, preview=True)[1]["expiresAt"] == expiry
    assert emulator.api_keys == []


@pytest.mark.parametrize("wanted", ["id", "name"])
def test_an_import_has_no_key(plugin: Native, engine: Engine, emulator: Emulator, wanted: str) -> None:
    """It says so; the generated code changes nothing, and the output is empty."""
    item_id, _ = plugin.deployed(SERVICE_KEY, key_args(emulator, description="By hand."))
    engine.output.clear()
    found, outputs, inputs = imported(plugin, SERVICE_KEY, item_id if wanted == "id" else "CI")
    assert (found, outputs.get("key")) == (item_id, None)
    assert any("has no `key`" in message for message in engine.output)
    again, failures = plugin.plugin.check(plugin.urn(SERVICE_KEY), inputs, generated(inputs))
    assert (again, failures) == (inputs, [])
    assert plugin.diff(SERVICE_KEY, item_id, (inputs, outputs), again).changes == DIFF_NONE


def test_an_adoption_has_no_key(front: FrontEnd, engine: Engine, emulator: Emulator) -> None:
    """The check says that it adopts, the create sends nothing and says that there is no key."""
    by_hand = emulator.add("api-keys", {**_body(emulator), "name": "other"})
    engine.output.clear()
    adopted, (inputs, outputs) = front.deployed(SERVICE_KEY, key_args(emulator, name="other", adopt="other"))
    assert (adopted, outputs.get("key")) == (by_hand["id"], None)
    assert not any(request.method != "GET" for request in emulator.requests)
    assert any("adopts the existing service key 'other'" in message for message in engine.output)
    assert any("has no `key`" in message for message in engine.output)
    response = front.diff(SERVICE_KEY, adopted, (inputs, outputs), inputs)
    assert response.changes == DIFF_NONE


def _body(emulator: Emulator) -> Json:
    """Return the body of the create of a key with the arguments of the tests."""
    (organization,) = key_args(emulator)["organizations"]
    return {
        "key_type": "SERVICE",
        "organizations": [{"org_id": organization["organization_id"], "spaces": organization["spaces"]}],
    }
