"""What a program's arguments become: properties in camelCase, with secrets marked, and keys of the user's unchanged."""

from __future__ import annotations

from typing import Any

import pulumi
import pytest

import pulumi_arize as arize
from pulumi_arize._generated.resources import IntegrationBase
from pulumi_arize.sdk.args import serialize_args

HEADERS = {"api_key": "a", "apiKey": "b"}
FORMS: dict[str, Any] = {
    "classes": arize.CustomConfig(base_url="u", model_names=["m"], api_key="k", headers=HEADERS),
    "snake_case": {"provider": "CUSTOM", "base_url": "u", "model_names": ["m"], "api_key": "k", "headers": HEADERS},
    "camelCase": {"provider": "CUSTOM", "baseUrl": "u", "modelNames": ["m"], "apiKey": "k", "headers": HEADERS},
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_the_same(form: str) -> None:
    """Argument classes and dict literals in either casing become the same properties with the same secrets."""
    config = serialize_args({"config": FORMS[form]}, IntegrationBase.secrets, IntegrationBase.names)["config"]
    assert isinstance(config.pop("apiKey"), pulumi.Output)
    assert isinstance(config.pop("headers"), pulumi.Output)
    assert config == {"provider": "CUSTOM", "baseUrl": "u", "modelNames": ["m"]}


def test_a_name_in_both_casings_stays_twice() -> None:
    """A dict literal that has a property twice is not made one silently: the check refuses the second one."""
    both = {"base_url": "a", "baseUrl": "b"}
    config = serialize_args({"config": both}, IntegrationBase.secrets, IntegrationBase.names)["config"]
    assert config == both
