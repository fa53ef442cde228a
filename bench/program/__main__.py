"""Declares what `declared.json` says: so many integrations of a module; another turn is a change of each."""

import importlib
import json
from pathlib import Path

import pulumi

declared = json.loads(Path("declared.json").read_text())
module = importlib.import_module(declared["module"])
for number in range(declared["count"]):
    module.Integration(
        f"number-{number}",
        name=f"Number {number}",
        config={
            "provider": "OPEN_AI",
            "api_key": pulumi.Output.secret(f"key {number}"),
            "is_function_calling_enabled": bool(declared["turn"]),
        },
    )
