"""Declares what `program.json` says: a test changes the program by writing that file.

In values, `{"$out": ["name", "property"]}` is an output of a resource before, `{"$made": "name"}` the resource itself,
`{"$secret": value}` a secret, `{"$invoke": [token, arguments, options]}` what a provider's function returns,
`{"$config": key}` a secret setting, `{"$get": ["name", "output"]}` or `{"$require": …}` an output of a stack reference.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pulumi
from things import Group, Native, Thing  # type: ignore[import-not-found]  # found where the program runs

PROGRAM: dict[str, Any] = json.loads(Path("program.json").read_text())
MADE: dict[str, Any] = {}


def value_of(given: Any) -> Any:
    """Return the value that the file stands for."""
    if isinstance(given, list):
        return [value_of(item) for item in given]
    if not isinstance(given, dict):
        return given
    for key, meaning in MEANINGS.items():
        if key in given:
            return meaning(given[key])
    return {key: value_of(item) for key, item in given.items()}


def with_resources(given: dict[str, Any]) -> dict[str, Any]:
    """Return options with the resources that they name."""
    options = dict(given)
    for key in {"parent", "provider"} & options.keys():
        options[key] = MADE[options[key]]
    for key in {"depends_on", "providers"} & options.keys():
        options[key] = [MADE[name] for name in options[key]]
    return options


def invoked(token: str, arguments: dict[str, Any], options: dict[str, Any] | None = None) -> Any:
    """Return what a function of a provider returns, as soon as its arguments are known."""
    chosen = pulumi.InvokeOutputOptions(**with_resources(options or {}))
    return pulumi.runtime.invoke_output(token, value_of(arguments), chosen)


MEANINGS: dict[str, Callable[[Any], Any]] = {
    "$out": lambda given: getattr(MADE[given[0]], given[1]),
    "$made": lambda given: MADE[given],
    "$secret": lambda given: pulumi.Output.secret(value_of(given)),
    "$config": lambda given: pulumi.Config().require_secret(given),
    "$get": lambda given: MADE[given[0]].get_output(given[1]),
    "$invoke": lambda given: invoked(*given),
    "$require": lambda given: MADE[given[0]].require_output(given[1]),
}


def options_of(given: dict[str, Any]) -> pulumi.ResourceOptions:
    """Return resource options, whose aliases are URNs or keyword arguments of `pulumi.Alias`."""
    options = with_resources(given)
    if "aliases" in options:
        options["aliases"] = [
            alias if isinstance(alias, str) else pulumi.Alias(**alias) for alias in options["aliases"]
        ]
    if "id" in options:
        options["id"] = value_of(options["id"])
    if "custom_timeouts" in options:
        options["custom_timeouts"] = pulumi.CustomTimeouts(**options["custom_timeouts"])
    return pulumi.ResourceOptions(**options)


def make(entry: dict[str, Any]) -> Any:
    """Declare one resource of the file."""
    options = options_of(entry.get("options", {}))
    if "reference" in entry:
        return pulumi.StackReference(entry["name"], entry["reference"], options)
    props = value_of(entry.get("props", {}))
    if "provider" in entry:
        return pulumi.ProviderResource(entry["provider"], entry["name"], props, options)
    if "type" in entry:
        return Native(
            entry["type"], entry["name"], {"name": entry["name"], "label": None, "serial": None, **props}, options
        )
    return (Group if entry.get("component") else Thing)(entry["name"], props, options)


for entry in PROGRAM.get("resources", []):
    MADE[entry["name"]] = made = make(entry)
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
