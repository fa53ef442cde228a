"""A catalogue on the engine: three environments, in one account or in several."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

import pulumi_arize as arize
from arize_emulator import Emulator
from pytest_pulumi_arize.stack import OperationFailedError, Stack

NewStack = Callable[..., Stack]
STACKS = ("dev", "staging", "prod")


def platform() -> None:
    """Say which space sees the integrations."""
    space = arize.get_space("Production")
    pulumi.export("organization", space.organization_id)
    pulumi.export("space", space.id)


def catalogue(names: str = "{name} ({environment})", **prod: Any) -> Callable[[], None]:
    """Return a program with three environments."""

    def declare() -> None:
        config = pulumi.Config()
        ids = pulumi.StackReference("organization/platform/platform")
        space = arize.Scoping(organization_id=ids.require_output("organization"), space_id=ids.require_output("space"))
        each_in_prod: Any = {"scopings": [space], "deletion_protection": True, "protect": True, **prod}
        catalog = arize.IntegrationCatalog(
            "models",
            {
                "openai": arize.IntegrationArgs(
                    name="OpenAI", config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey"))
                ),
                "gateway": arize.IntegrationArgs(
                    name="Gateway",
                    config=pulumi.Output.from_input(
                        arize.LiteLlmConfig(
                            base_url="https://llm.example.com", api_key="gw-1", model_names=["small", "large"]
                        )
                    ),
                ),
                "azure": arize.AiIntegrationArgs(name="Azure", provider="AZURE_OPEN_AI", base_url="https://az.example"),
            },
            {
                "dev": arize.Environment(
                    name_template=names,
                    defaults={"scopings": [space]},
                    integrations={
                        "gateway": {"config": {"base_url": "https://dev.example.com", "model_names": ["next"]}},
                        "azure": None,
                    },
                ),
                "staging": arize.Environment(name_template=names, defaults={"scopings": [space]}),
                "prod": arize.Environment(defaults=each_in_prod),
            },
        )
        pulumi.export("ids", catalog.ids)

    return declare


@pytest.fixture
def stacks(new_stack: NewStack) -> dict[str, Stack]:
    """Return three stacks, each with its key, and a platform stack that is deployed."""
    new_stack("platform", project="platform").up(platform)
    made = {name: new_stack(name) for name in STACKS}
    for name, stack in made.items():
        stack.set_secret("openaiKey", f"sk-{name}")
    return made


def test_one_account(stacks: dict[str, Stack], emulator: Emulator) -> None:
    """Three environments live in one account under names of their own, each with what differs there."""
    results = {name: stack.up(catalogue()) for name, stack in stacks.items()}
    assert results["dev"].created == ["models", "models-gateway", "models-openai"]
    assert sorted(item["name"] for item in emulator.integrations) == [
        "Azure",
        "Azure (staging)",
        "Gateway",
        "Gateway (dev)",
        "Gateway (staging)",
        "OpenAI",
        "OpenAI (dev)",
        "OpenAI (staging)",
    ]
    gateway = emulator.get("Gateway (dev)")
    assert (gateway["base_url"], gateway["model_names"], gateway["api_key"]) == (
        "https://dev.example.com",
        ["next"],
        "gw-1",
    )
    assert emulator.get("Gateway")["model_names"] == ["small", "large"]
    assert [emulator.get(name)["api_key"] for name in ("OpenAI (dev)", "OpenAI")] == ["sk-dev", "sk-prod"]
    assert len({item["scopings"][0]["space_id"] for item in emulator.integrations}) == 1
    assert results["dev"].outputs["ids"] == {
        "gateway": gateway["id"],
        "openai": emulator.get("OpenAI (dev)")["id"],
    }
    assert all(stack.up(catalogue()).changed == [] for stack in stacks.values())


def test_several_accounts(new_stack: NewStack, emulator: Emulator, other_account: Emulator) -> None:
    """Environments in accounts of their own have the same names, and know nothing of each other."""
    accounts = {"dev": emulator, "prod": other_account}
    for name, account in accounts.items():
        new_stack(f"platform-{name}", account=account)
        stack = new_stack(name, account=account)
        stack.up(lambda: _one("sk"))
        assert [item["name"] for item in account.integrations] == ["OpenAI"]


def _one(key: str) -> None:
    arize.IntegrationCatalog(
        "models",
        {"openai": {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": key}}},
        {"dev": arize.Environment(), "prod": arize.Environment()},
    )


def test_protection(stacks: dict[str, Stack]) -> None:
    """What an environment protects, twice, is deleted only once it says so no more."""
    prod = stacks["prod"]
    prod.up(catalogue())
    with pytest.raises(OperationFailedError, match="protect"):
        prod.destroy()
    prod.up(catalogue(protect=False))
    with pytest.raises(OperationFailedError, match="`deletionProtection` is on"):
        prod.destroy()
    prod.up(catalogue(protect=False, deletion_protection=False))
    assert prod.destroy().deleted == ["models", "models-azure", "models-gateway", "models-openai"]


def test_mistakes_at_preview(stacks: dict[str, Stack]) -> None:
    """A mistake in prod is found in a preview of dev, with the others, and nothing is asked of the account."""
    with pytest.raises(OperationFailedError) as failed:
        stacks["dev"].preview(catalogue("{nme}", protect="no", deletion_protection="no"))
    output = failed.value.result.text
    assert "IntegrationCatalog 'models' has 3 problems; nothing is declared:" in output
    assert "environments.dev.name_template: must be a string that contains {name}" in output
    assert "environments.staging.name_template: must be a string that contains {name}" in output
    assert "environments.prod.defaults.protect: must be true or false" in output
    assert failed.value.result.requests == []
    assert failed.value.result.created == []


def test_what_waits_is_checked_by_the_provider(stacks: dict[str, Stack]) -> None:
    """What the catalogue cannot know, as a key from the configuration, is checked by the provider, at preview too."""
    stacks["dev"].set_secret("openaiKey", "")
    with pytest.raises(OperationFailedError, match=r"config\.apiKey.*must not be empty"):
        stacks["dev"].preview(catalogue())


def test_chosen_environment(new_stack: NewStack, stacks: dict[str, Stack], emulator: Emulator) -> None:
    """A stack of another name chooses its environment, whose name stands in the names."""
    alice = new_stack("alice")

    def declare() -> None:
        arize.IntegrationCatalog(
            "models",
            {"openai": {"name": "OpenAI", "config": {"provider": "OPEN_AI", "api_key": "k"}}},
            {"dev": arize.Environment(name_template="{name} {environment}")},
            environment="dev",
        )

    assert stacks
    assert alice.up(declare).created == ["models", "models-openai"]
    assert emulator.get("OpenAI dev")
    with pytest.raises(OperationFailedError, match="has no 'bob'"):
        new_stack("bob").preview(lambda: _one("k"))


def declare() -> None:
    """Declare a catalogue without an integration in this environment."""
    catalog = arize.IntegrationCatalog(
        "models",
        {"openai": arize.IntegrationArgs(name="OpenAI", config=arize.OpenAiConfig(api_key="s3cret-key"))},
        {"dev": arize.Environment(integrations={"openai": None})},
        environment="dev",
    )
    pulumi.export("openai", catalog.ids.apply(lambda ids: ids.get("openai", "none")))


def test_ids_are_an_object(stack: Stack) -> None:
    """Its `ids` are an empty object, as they are an object in every other environment."""
    assert stack.preview(declare).outputs == {"openai": "none"}
