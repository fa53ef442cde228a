"""Declares integrations of both front ends with options that only Python can write; `declared.json` says what changes.

What hooks and transforms are given is written to `seen.jsonl`.
"""

import json
from pathlib import Path
from typing import Any

import pulumi

import pulumi_arize as dynamic
from pulumi_arize import native

declared = json.loads(Path("declared.json").read_text())


def see(what: str, front: str, names: Any) -> None:
    """Write down what was called with which properties."""
    with Path("seen.jsonl").open("a") as file:
        file.write(json.dumps([what, front, sorted(name for name in names if not name.startswith("__"))]) + "\n")


def hook(args: pulumi.ResourceHookArgs) -> None:
    """Be called before and after each step."""
    see("hook", args.name, args.new_inputs or args.old_inputs or {})


def transform(args: pulumi.ResourceTransformArgs) -> pulumi.ResourceTransformResult:
    """Change a property that the program has given."""
    given: Any = args.props["config"]
    see("transform", args.name, given)
    url = "base_url" if "base_url" in given else "baseUrl"
    config = {**given, url: f"https://{declared['value']}.example.com"}
    return pulumi.ResourceTransformResult({**args.props, "config": config}, args.opts)


def migrate(_: Any) -> None:
    """Leave a state as it is."""


def declare(front: str, name: str, value: str = "same", **options: Any) -> Any:
    """Declare an integration, named by its front end and what it has."""
    config = {
        "provider": "CUSTOM",
        "base_url": f"https://{value}.example.com",
        "model_names": ["m"],
        "api_key": "zz-hidden-key",
    }
    opts = pulumi.ResourceOptions(**options)
    return FRONT_ENDS[front].Integration(f"{front}-{name}", name=f"{front}-{name}", config=config, opts=opts)


FRONT_ENDS: dict[str, Any] = {"dynamic": dynamic, "native": native}
called = pulumi.ResourceHook("called", hook)
hooks = pulumi.ResourceHookBinding(
    before_create=[called],
    after_create=[called],
    before_update=[called],
    after_update=[called],
    before_delete=[called],
    after_delete=[called],
)

for front in FRONT_ENDS:
    triggered = declare(front, "triggered", replacement_trigger=declared["trigger"], protect=declared.get("protected"))
    declare(front, "with", replace_with=[triggered])
    declare(front, "secret", replacement_trigger=pulumi.Output.secret(f"zz-hidden-{declared['trigger']}"))
    if declared["hooked"]:
        declare(front, "hooked", declared["value"], hooks=hooks)
    declare(front, "transformed", transforms=[transform])
    if declared["migrated"]:
        declare(front, "migrated", state_migrations=[migrate])

    def again(urn: str, front: str = front) -> Any:
        """Return the outputs of a resource that the program names by its URN."""
        same = declare(front, "ignored", "ignored", urn=urn)
        return {"id": same.id, "name": same.name, "config": same.config, "key": same.api_key}

    pulumi.export(front, triggered.urn.apply(again))
    pulumi.export(f"{front}-id", triggered.id)
