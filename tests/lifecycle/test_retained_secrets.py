"""Secrets that only the server knows, for a program leaves them out: none is lost without a word."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize import ArizeError
from pulumi_arize.check_and_diff import ResourceDiff, diff_resource
from pulumi_arize.lifecycle.engine_operation import EngineOperation
from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.lifecycle.retained_secrets import RETAINED
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.sdk.resource_options import REPLACE_ON_CHANGES

from .deployed_resource import Resource, canonical
from .samples import KEY, OAUTH, PROXY, llm
from .strategies import Json

CUSTOM = llm("CUSTOM", model_names=["a"])
OTHER_PROVIDER = llm("NVIDIA_NIM", model_names=["a"])
LOST = "the replacement will not have {}, which only the server knows: set it in the program"
PROXIED = llm("AWS_BEDROCK", auth=PROXY)
BARE = llm("AWS_BEDROCK", auth={name: value for name, value in PROXY.items() if name != "headers"})
ASKS = r"`config\.auth` can only be replaced as a whole: set `config\.auth\.headers` too"
URL = "https://other.example.com"


def elsewhere(**auth: Json) -> Json:
    """Return a Bedrock integration with another proxy."""
    return llm("AWS_BEDROCK", auth={"auth_type": "PROXY_WITH_HEADERS", "base_url": URL, **auth})


def take_over(resource: Resource, made: Json, declared: Json, how: str = "import") -> None:
    """Import or adopt what somebody has made, with a program that leaves its secrets out: nothing is sent."""
    item_id = str(resource.emulator.add("integrations", made)["id"])
    if how == "import":
        resource.import_(item_id)
    assert resource.up({**declared, **({"adopt": item_id} if how == "adopt" else {})}) == []


def preview(resource: Resource, given: Json, forced: str = "") -> ResourceDiff:
    """Return what a preview finds; a change at one of the `forced` paths replaces the resource."""
    new = {**canonical(INTEGRATION, given, resource.inputs), REPLACE_ON_CHANGES: forced}
    return diff_resource(INTEGRATION, resource.id, resource.state, new, EngineOperation(), "it")


def auth_of(resource: Resource) -> Json:
    """Return how the server authenticates, with the headers."""
    auth: Json = resource.document["config"]["auth"]
    return auth


@pytest.mark.parametrize(
    ("given", "forced", "lost"),
    [
        (OTHER_PROVIDER, "", "`config.apiKey`, `config.headers`"),
        (llm("NVIDIA_NIM", model_names=["a"], api_key="known"), "", "`config.headers`"),
        (llm("NVIDIA_NIM", model_names=["a"], api_key="known", headers={}), "", ""),
        (
            llm("CUSTOM", model_names=["b"]),
            "config.modelNames\nconfig.model_names",
            "`config.apiKey`, `config.headers`",
        ),
        (llm("CUSTOM", model_names=["b"]), "", ""),
        (llm("VERTEX_AI"), "", ""),
    ],
    ids=["provider", "key", "all", "forced", "update", "without"],
)
def test_a_preview_names_what_a_replacement_will_not_have(
    integration: Resource, given: Json, forced: str, lost: str
) -> None:
    """A replacement gives a warning with each secret that the server has and the program leaves out, an update none."""
    made = llm("CUSTOM", api_key="by-hand", headers={"x-key": "by-hand"}, model_names=["a"])
    take_over(integration, made, CUSTOM)
    assert preview(integration, given, forced).warning == (LOST.format(lost) if lost else "")


def test_an_adoption_names_what_the_server_has(integration: Resource) -> None:
    """Of an adopted integration, only a secret that the server has is lost."""
    take_over(integration, llm("CUSTOM", model_names=["a"], api_key="k"), CUSTOM, "adopt")
    assert preview(integration, OTHER_PROVIDER).warning == LOST.format("`config.apiKey`")


@pytest.mark.parametrize("how", ["import", "adopt"])
def test_headers_are_not_lost_with_another_field(integration: Resource, how: str) -> None:
    """A preview, and an update without one, ask for the headers that the program leaves out, and send nothing."""
    take_over(integration, PROXIED, BARE, how)
    with pytest.raises(ArizeError, match=ASKS):
        preview(integration, elsewhere())
    with pytest.raises(ArizeError, match=ASKS):
        integration.up(elsewhere())
    assert auth_of(integration) == PROXY


@pytest.mark.parametrize("operation", ["describe_adoption", "create"])
def test_an_adoption_asks_for_them_in_its_preview(emulator: Emulator, integration: Resource, operation: str) -> None:
    """An adoption that would change another field asks for the headers before it sends anything."""
    made = emulator.add("integrations", PROXIED)
    inputs = canonical(INTEGRATION, {**elsewhere(), "adopt": made["id"]})
    with pytest.raises(ArizeError, match=ASKS):
        getattr(integration.verbs, operation)(inputs)
    assert emulator.get(made["id"])["config"]["auth"] == PROXY


@pytest.mark.parametrize("headers", [{"x-other": "other"}, {}], ids=["given", "removed"])
@pytest.mark.parametrize("how", ["import", "adopt"])
def test_headers_that_the_program_says_are_sent(integration: Resource, how: str, headers: Json) -> None:
    """With headers, or with none said by an empty map, the object is replaced."""
    take_over(integration, PROXIED, BARE, how)
    preview(integration, elsewhere(headers=headers))
    integration.up(elsewhere(headers=headers))
    auth = auth_of(integration)
    assert (auth["base_url"], auth["headers"] or {}) == (URL, headers)


def test_nothing_is_asked_for_that_the_server_does_not_have(integration: Resource) -> None:
    """A proxy without headers is changed by a program without headers, also after an adoption."""
    take_over(integration, BARE, BARE, "adopt")
    assert preview(integration, elsewhere()).changes
    integration.up(elsewhere())
    assert auth_of(integration)["base_url"] == URL


def test_headers_that_a_program_had_are_removed_with_them(integration: Resource) -> None:
    """A program that has set the headers itself removes them by leaving them out, also together with another change."""
    integration.up(PROXIED)
    preview(integration, elsewhere())
    integration.up(elsewhere())
    assert not auth_of(integration)["headers"]


@pytest.mark.parametrize("auth", [KEY, OAUTH], ids=lambda auth: auth["auth_type"])
def test_a_key_that_is_removed_again(integration: Resource, auth: Json) -> None:
    """It is cleared, as the preview says, and the program has it from then on, in whatever form it was written."""
    take_over(integration, llm("CUSTOM", api_key="by-hand"), llm("CUSTOM"))
    integration.up(llm("CUSTOM", auth=auth))
    before = integration.state
    integration.up(llm("CUSTOM"))
    predicted = predict_state(INTEGRATION, integration.inputs, before, b"")
    assert predicted["config"]["has_api_key"] is integration.state["config"]["has_api_key"] is False
    assert RETAINED not in integration.inputs


def test_a_key_that_stays_left_out(integration: Resource) -> None:
    """The long form without a key leaves it to the server, as the short one does."""
    take_over(integration, llm("CUSTOM", api_key="by-hand"), llm("CUSTOM", auth={"auth_type": "DEFAULT"}))
    assert "config.api_key" in integration.inputs[RETAINED]
