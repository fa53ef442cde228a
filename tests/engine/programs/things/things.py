"""A dynamic provider whose objects are files, and which writes down every call that it gets."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pulumi
from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    Resource,
    ResourceProvider,
    UpdateResult,
)

WORLD = Path("world")
CALLS = Path("calls.jsonl")
BEGUN = Path("begun")


def note(verb: str, **arguments: Any) -> None:
    """Append a call to the record; an unknown value is written as such."""
    line = json.dumps({"verb": verb, **arguments}, default=lambda _value: "<unknown>", sort_keys=True)
    with CALLS.open("a") as record:
        record.write(line + "\n")


def saved(id_: str) -> Path:
    """Return the file of an object."""
    return WORLD / f"{id_}.json"


def save(id_: str, content: dict[str, Any]) -> None:
    """Write the file of an object: whole or not at all, for this process may be killed."""
    WORLD.mkdir(exist_ok=True)
    draft = saved(id_).with_suffix(".draft")
    draft.write_text(json.dumps(content))
    draft.replace(saved(id_))


class FaultError(Exception):
    """What a test asked the provider to fail with."""


def fail_if_asked(verb: str, properties: dict[str, Any]) -> None:
    """Raise, end the process, or take a long time, where a test says so."""
    if os.environ.get("SLOW") == f"{verb}:{properties.get('name')}":
        Path("slow").touch()
        time.sleep(float(os.environ.get("SECONDS", "60")))
    if os.environ.get("DIE") == f"{verb}:{properties.get('name')}":
        os._exit(3)
    if properties.get("fail") == verb or os.environ.get("FAIL") == f"{verb}:{properties.get('name')}":
        raise FaultError(f"{verb} of {properties['name']} failed")


def take_part(properties: dict[str, Any]) -> None:
    """Say that this object's creation has begun, wait for that of each letter in `awaits`, then for `seconds`."""
    BEGUN.mkdir(exist_ok=True)
    (BEGUN / properties["name"]).touch()
    while not all((BEGUN / name).exists() for name in properties.get("awaits") or ""):
        time.sleep(0.01)
    time.sleep(properties.get("seconds") or 0)


class ThingProvider(ResourceProvider):
    """Things have a name; another `kind` is another thing."""

    serialize_as_secret_always = False

    def configure(self, req: ConfigureRequest) -> None:
        """Note the configuration, and who to end if the engine was killed."""
        Path("provider.pid").write_text(str(os.getpid()))
        note("configure", token=req.config.get("things:token"), plain=req.config.get("things:plain"))

    def check(self, olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Refuse what `invalid` lists."""
        note("check", olds=olds, news=news)
        fail_if_asked("check", news)
        failures = [CheckFailure(name, "it is not valid") for name in news.get("invalid") or []]
        return CheckResult(news, failures)

    def diff(self, id_: str, olds: dict[str, Any], news: dict[str, Any]) -> DiffResult:
        """Compare, or leave it to the engine where `undecided` says so."""
        note("diff", id=id_, olds=olds, news=news)
        fail_if_asked("diff", news)
        if news.get("undecided"):
            return DiffResult()
        ours = {key: value for key, value in olds.items() if key not in ("label", "__provider")}
        theirs = {key: value for key, value in news.items() if key != "__provider"}
        replaces = ["kind"] if ours.get("kind") != theirs.get("kind") else []
        replaces += [path for path in news.get("replaces") or [] if ours != theirs]
        return DiffResult(ours != theirs, replaces, delete_before_replace=bool(news.get("delete_first")))

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Write the object's file."""
        note("create", props=props)
        take_part(props)
        fail_if_asked("create", props)
        id_ = f"{props['name']}-{props.get('kind')}"
        return CreateResult(id_, self._write(id_, props))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read the object's file; a missing one is gone."""
        note("read", id=id_, props=props)
        fail_if_asked("read", props)
        if not saved(id_).exists():
            return ReadResult("", {})
        found = json.loads(saved(id_).read_text())
        return ReadResult(id_, found, {key: value for key, value in found.items() if key != "label"})

    def update(self, id_: str, olds: dict[str, Any], news: dict[str, Any]) -> UpdateResult:
        """Write the object's file again."""
        note("update", id=id_, olds=olds, news=news)
        fail_if_asked("update", news)
        return UpdateResult(self._write(id_, news))

    def delete(self, id_: str, props: dict[str, Any]) -> None:
        """Remove the object's file."""
        note("delete", id=id_, props=props)
        fail_if_asked("delete", props)
        saved(id_).unlink(missing_ok=True)

    def _write(self, id_: str, props: dict[str, Any]) -> dict[str, Any]:
        outputs = {key: value for key, value in props.items() if key != "__provider"}
        if not props.get("unlabelled"):
            outputs["label"] = f"label of {props['name']}"
        save(id_, outputs)
        return outputs


class Thing(Resource, module="things", name="Thing"):
    """One object of the provider."""

    label: pulumi.Output[str]
    value: pulumi.Output[Any]

    def __init__(self, name: str, props: dict[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(ThingProvider(), name, {"name": name, "label": None, "value": None, **props}, opts)


class Group(pulumi.ComponentResource):
    """A component: its outputs are given by the program."""

    def __init__(self, name: str, props: dict[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__("things:index:Group", name, props, opts)


class Native(pulumi.CustomResource):
    """A resource of a provider that is no dynamic one."""

    label: pulumi.Output[str]
    value: pulumi.Output[Any]
