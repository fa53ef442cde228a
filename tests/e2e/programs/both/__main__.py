"""Declares what `declared.json` says, each integration by the front end that it names, with keys and headers.

The models of an integration may be the name of another one above it, so that it depends on that.
"""

import json
from pathlib import Path
from typing import Any

import pulumi

import pulumi_arize as dynamic
from pulumi_arize import native

FRONT_ENDS = {"dynamic": dynamic, "native": native}

made: dict[str, Any] = {}
for entry in json.loads(Path("declared.json").read_text())["resources"]:
    name = entry["name"]
    of = made.get(entry["of"])
    config = {
        "provider": "CUSTOM",
        "base_url": f"https://{entry['value']}.example.com",
        "model_names": ["m" if of is None else of.name],
        "api_key": "zz-hidden-key",
        "headers": {"x": "zz-hidden-header"},
    }
    options = pulumi.ResourceOptions(protect=entry["protect"])
    made[name] = FRONT_ENDS[entry["front_end"]].Integration(name, name=name, config=config, opts=options)
