"""What a program makes secret stays so while it moves between the front ends."""

from __future__ import annotations

import json
from typing import Any

import pulumi

import pulumi_arize as dynamic
from pulumi_arize import native
from pytest_pulumi_arize.stack import Stack

HIDDEN = "zz-hidden"


def declare(arize: Any) -> None:
    """Declare an integration with secrets that are none of its own, one of them in a list."""
    secret = pulumi.Output.secret
    auth = dynamic.AwsBedrockDefaultAuth(
        role_arn="arn:aws:iam::123456789012:role/arize", external_id=secret(f"{HIDDEN}-id")
    )
    config = dynamic.AwsBedrockConfig(model_names=[secret(f"{HIDDEN}-model")], auth=auth)
    arize.Integration("it", name="It", config=config)
    arize.AiIntegration("flat", name="Flat", provider="CUSTOM", model_names=["m"], base_url=secret(URL))


URL = f"https://{HIDDEN}.example.com"


def test_secrets_stay_secret(stack: Stack, arize: Any) -> None:
    """After each move, and after a refresh of what has not changed since, no value of them is in the state."""
    first, other = arize, native if arize is dynamic else dynamic
    for each in (first, other, first):
        output = [stack.up(lambda now=each: declare(now)).text, json.dumps(stack.export())]
        output += [stack.refresh().text, json.dumps(stack.export())]
        assert HIDDEN not in "".join(output)
