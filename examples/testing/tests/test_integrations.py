"""The lifecycle of the program, against an emulated account."""

import json
from functools import partial
from pathlib import Path

import pulumi_arize as arize
import pytest
from integrations import declare
from arize_emulator import FaultRule, Status
from pytest_pulumi_arize.stack import OperationFailedError

KEYS = {"openaiKey": "sk-1", "anthropicKey": "an-1", "gatewayKey": "gw-1", "azureKey": "az-1"}
PROJECT = Path(__file__).parent.parent
ALL = ["anthropic", "azure", "bedrock", "gateway", "openai"]


@pytest.fixture
def configured(new_stack):
    stack = new_stack(project="arize-tested")
    for name, value in KEYS.items():
        stack.set_secret(name, value)
    return stack


@pytest.fixture
def deployed(configured):
    configured.up(declare)
    return configured


def writes(result):
    return [request.method for request in result.requests if request.method != "GET"]


def test_everything_is_created(configured, emulator):
    result = configured.up(declare)
    assert result.created == ALL
    names = [item["name"] for item in emulator.integrations]
    assert sorted(names) == ["Anthropic", "Azure", "Bedrock", "Gateway", "OpenAI"]
    openai = emulator.get("OpenAI")
    assert openai["api_key"] == "sk-1"
    assert openai["scopings"][0]["space_id"] == emulator.space_id("Production")
    assert result.outputs["openaiId"] == openai["id"]
    assert result.secret_outputs == {"openaiKey"}


def test_a_preview_creates_nothing(configured, emulator):
    assert configured.preview(declare).created == ALL
    assert emulator.integrations == []


def test_a_second_up_sends_no_write(deployed):
    result = deployed.up()
    assert result.unchanged == ALL
    assert writes(result) == []


def test_changed_models_are_an_update(deployed, emulator):
    more = partial(declare, models=("small", "large", "huge"))
    assert deployed.preview(more).differences == {"gateway": ["config.modelNames[2]"]}
    result = deployed.up(more)
    assert (result.updated, writes(result)) == (["gateway"], ["PATCH"])
    assert emulator.get("Gateway")["model_names"] == ["small", "large", "huge"]


def test_rotation(deployed, emulator):
    deployed.set_secret("openaiKey", "sk-2")
    preview = deployed.preview()
    assert preview.differences == {"openai": ["config.apiKey"]}
    assert "sk-2" not in preview.text
    assert deployed.up().updated == ["openai"]
    assert emulator.get("OpenAI")["api_key"] == "sk-2"


def test_a_changed_provider_is_a_replacement(deployed, emulator):
    before = emulator.get("Gateway")["id"]
    deployed.set_config("gateway", "LITELLM")
    result = deployed.up()
    assert (result.replaced, result.changed) == (["gateway"], ["gateway"])
    assert writes(result) == ["DELETE", "POST"]
    assert emulator.get("Gateway")["id"] != before


def test_drift_is_repaired(deployed, emulator):
    emulator.edit("Azure", {"base_url": "https://elsewhere.example.com"})
    assert deployed.refresh().changed == ["azure"]
    assert deployed.preview().differences == {"azure": ["baseUrl"]}
    assert deployed.up().updated == ["azure"]
    assert emulator.get("Azure")["base_url"] == "https://example.openai.azure.com"


def test_a_deleted_integration_is_created_again(deployed, emulator):
    emulator.delete("Bedrock")
    assert deployed.refresh().deleted == ["bedrock"]
    assert deployed.up().created == ["bedrock"]
    assert emulator.get("Bedrock")["provider"] == "AWS_BEDROCK"


def test_a_mistake_is_found_before_anything_is_sent(configured):
    def mistaken():
        declare()
        arize.Integration("nvidia", name="", config=arize.NvidiaNimConfig(base_url="http://plain.example.com"))

    with pytest.raises(OperationFailedError, match=r"property .*name.* value .* must not be empty") as failed:
        configured.preview(mistaken)
    assert any("config.baseUrl" in error for error in failed.value.result.errors)
    assert writes(failed.value.result) == []


def test_the_next_up_creates_what_has_failed(configured, emulator):
    refused = FaultRule(method="POST", path="/v2/ai-integrations", fault=Status(status=403))
    with emulator.faults(refused), pytest.raises(OperationFailedError, match="403"):
        configured.up(declare)
    assert "Azure" not in [item["name"] for item in emulator.integrations]
    assert "azure" in configured.up().created
    assert emulator.get("Azure")["api_key"] == "az-1"


def test_a_busy_server_causes_retries(configured, emulator):
    busy = FaultRule(method="POST", path="/v2/integrations", first=2, fault=Status(status=503))
    with emulator.faults(busy):
        assert configured.up(declare).created == ALL
    assert len(emulator.integrations) == len(ALL)


def test_no_key_is_in_the_state(deployed):
    state = json.dumps(deployed.export())
    assert [key for key in KEYS.values() if key in state] == []


def test_staging_is_a_separate_stack(deployed, new_stack, legacy_emulator):
    staging = new_stack("staging", project="arize-tested", account=legacy_emulator)
    for key in KEYS:
        staging.set_secret(key, "staging")
    staging.set_config("space", "Staging")
    assert staging.up(declare).created == ALL
    assert legacy_emulator.get("OpenAI")["scopings"][0]["space_id"] == legacy_emulator.space_id("Staging")
    assert deployed.preview().unchanged == ALL


def test_the_project_folder(configured, emulator):
    assert configured.up(PROJECT).created == ALL
    assert configured.destroy().deleted == ALL
    assert emulator.integrations == []
