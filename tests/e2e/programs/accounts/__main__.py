"""Declares what `declared.json` says: an integration in each of some accounts, and a lookup there."""

from __future__ import annotations

import json
from pathlib import Path

import pulumi

from pulumi_arize import native as arize

for name, settings in json.loads(Path("declared.json").read_text())["accounts"].items():
    account = arize.Provider(name, **settings)
    made = arize.Integration(
        f"in-{name}",
        name="one",
        config=arize.OpenAiConfig(api_key="s3cret-key"),
        opts=pulumi.ResourceOptions(provider=account),
    )
    found = arize.get_space_output(name="Lab", opts=pulumi.InvokeOptions(provider=account))
    pulumi.export(name, [made.id, found.apply(lambda space: space.id)])
