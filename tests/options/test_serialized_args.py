"""What a program's arguments become: properties in camelCase, with secrets marked, and keys of the user's unchanged."""

from __future__ import annotations

import asyncio
from typing import Any

import pulumi
import pytest

import pulumi_arize as arize
from pulumi_arize._generated.resources import IntegrationBase
from pulumi_arize.sdk.args import serialize_args

Json = dict[str, Any]

HEADERS = {"api_key": "a", "apiKey": "b"}
KEY = {"auth_type": "DEFAULT", "api_key": "k"}
FORMS: dict[str, Any] = {
    "classes": arize.CustomConfig(base_url="u", auth=arize.CustomDefaultAuth(api_key="k"), headers=HEADERS),
    "snake_case": {"provider": "CUSTOM", "base_url": "u", "auth": KEY, "headers": HEADERS},
    "camelCase": {
        "provider": "CUSTOM",
        "baseUrl": "u",
        "auth": {"authType": "DEFAULT", "apiKey": "k"},
        "headers": HEADERS,
    },
}


async def serialized(config: Any) -> Json:
    """Return the properties of a configuration; Pulumi makes Outputs in an event loop."""
    values: Json = serialize_args({"config": config}, IntegrationBase.secrets, IntegrationBase.names)
    return values["config"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same(form: str) -> None:
    """Argument classes and dict literals in either casing become the same properties with the same secrets."""
    config = asyncio.run(serialized(FORMS[form]))
    assert isinstance(config["auth"].pop("apiKey"), pulumi.Output)
    assert isinstance(config.pop("headers"), pulumi.Output)
    assert config == {"provider": "CUSTOM", "baseUrl": "u", "auth": {"authType": "DEFAULT"}}


def test_a_name_in_both_casings_stays_twice() -> None:
    """A dict literal that has a property twice is not made one silently: the check refuses the second one."""
    both = {"base_url": "a", "baseUrl": "b"}
    assert asyncio.run(serialized(both)) == both
