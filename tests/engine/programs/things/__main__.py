"""Declares what `program.json` says: a test changes the program by writing that file.

In values, `{"$out": ["name", "property"]}` is an output of a resource before, `{"$secret": value}` a secret and
`{"$config": key}` a secret setting.
"""

import json
from pathlib import Path
from typing import Any

import pulumi
from things import Group, Thing  # type: ignore[import-not-found]  # found where the program runs

PROGRAM: dict[str, Any] = json.loads(Path("program.json").read_text())
MADE: dict[str, Any] = {}


def value_of(given: Any) -> Any:
    """Return the value that the file stands for."""
    if isinstance(given, list):
        return [value_of(item) for item in given]
    if not isinstance(given, dict):
        return given
    if "$out" in given:
        name, attribute = given["$out"]
        return getattr(MADE[name], attribute)
    if "$secret" in given:
        return pulumi.Output.secret(value_of(given["$secret"]))
    if "$config" in given:
        return pulumi.Config().require_secret(given["$config"])
    return {key: value_of(item) for key, item in given.items()}


def options_of(given: dict[str, Any]) -> pulumi.ResourceOptions:
    """Return resource options; resources in them are named, aliases are keyword arguments of `pulumi.Alias`."""
    options = dict(given)
    if "parent" in options:
        options["parent"] = MADE[options["parent"]]
    if "depends_on" in options:
        options["depends_on"] = [MADE[name] for name in options["depends_on"]]
    if "aliases" in options:
        options["aliases"] = [pulumi.Alias(**alias) for alias in options["aliases"]]
    if "deleted_with" in options:
        options["deleted_with"] = MADE[options["deleted_with"]]
    if "custom_timeouts" in options:
        options["custom_timeouts"] = pulumi.CustomTimeouts(**options["custom_timeouts"])
    return pulumi.ResourceOptions(**options)


for entry in PROGRAM.get("resources", []):
    kind = Group if entry.get("component") else Thing
    made = kind(entry["name"], value_of(entry.get("props", {})), options_of(entry.get("options", {})))
    MADE[entry["name"]] = made
    if "outputs" in entry:
        made.register_outputs(value_of(entry["outputs"]))
for key, exported in PROGRAM.get("outputs", {}).items():
    pulumi.export(key, value_of(exported))
if "log" in PROGRAM:
    pulumi.log.warn(PROGRAM["log"])
if "print" in PROGRAM:
    print(PROGRAM["print"])  # noqa: T201 - a program's own output is shown too
if "raise" in PROGRAM:
    raise ValueError(PROGRAM["raise"])
if "error" in PROGRAM:
    raise pulumi.RunError(PROGRAM["error"])
