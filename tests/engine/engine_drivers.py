"""The two engines as players of scenarios: each performs an act in a lab and says what it did."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Protocol

import yaml
from tests.drivers.shell import PASSPHRASE, SALT

from pulumi_embedded import EngineStack
from pulumi_embedded.passphrase import Crypter
from pulumi_embedded.processes import Child, Launch, start_process
from pulumi_embedded.steps import Event, StepDone

from .project import REAL, Lab
from .scenarios import Act

_RECORDER = Path(__file__).with_name("recording_provider.py")
# the project's interpreter, for both engines: the tests' own, with the recorder around the provider. It knows of one
# package, for the language host looks into each one it hears of, before every command.
_INTERPRETER = f"""#!/bin/sh
case "$*" in
    "-u -m pulumi.dynamic "*) shift 2; exec {sys.executable} -u {_RECORDER} "$@" ;;
    *"/plug 127.0.0.1:"*) exec {sys.executable} -u {_RECORDER} "$@" ;;
    "-m pip list "*) echo '[{{"name": "pulumi", "version": "{version("pulumi")}"}}]' ;;
    *) exec {sys.executable} "$@" ;;
esac
"""

_FAILED = "failed"


@dataclass(frozen=True)
class Done:
    """What an engine says of an act: the steps of each resource in their order, resources by kind of change."""

    exit_code: int
    changes: Mapping[str, int]
    steps: tuple[str, ...]


class Player(Protocol):
    """An engine at work in a lab."""

    def perform(self, lab: Lab, act: Act) -> Done:
        """Perform an act; the lab is prepared for it."""
        ...


def recorded_lab(folder: Path) -> Lab:
    """Return a lab whose provider is recorded, in `wire.jsonl`."""
    lab = Lab(folder)
    interpreter = folder / ".venv" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text(_INTERPRETER)
    interpreter.chmod(0o755)
    runtime = {"name": "python", "options": {"virtualenv": ".venv"}}
    plugins = {"providers": [{"name": "plug", "path": "./plug"}]}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "things", "runtime": runtime, "plugins": plugins}))
    return lab


def prepare(lab: Lab, act: Act) -> None:
    """Make the program, the stack's configuration and the provider's objects what the act begins with."""
    lab.declare(*(dict(resource) for resource in act.resources), **act.rest)
    crypter = Crypter(PASSPHRASE, SALT)
    settings = {"token": {"$secret": "t0ken"}, "plain": "as it is", **act.config}
    config = {
        key if ":" in key else f"things:{key}": {"secure": crypter.encrypt(value["$secret"])}
        if isinstance(value, Mapping)
        else value
        for key, value in settings.items()
    }
    content = {"encryptionsalt": SALT, "config": config}
    (lab.folder / f"Pulumi.{act.stack}.yaml").write_text(yaml.safe_dump(content))
    for id_, changed in act.meddled.items():
        lab.meddle(id_, **(changed or {}))


class RealEngine:
    """The `pulumi` command."""

    def perform(self, lab: Lab, act: Act) -> Done:
        """Run the command; its event log tells the steps."""
        events = lab.folder / "events.jsonl"
        events.unlink(missing_ok=True)
        checkpoint = lab.folder / ".pulumi" / "stacks" / "things" / f"{act.stack}.json"
        if not checkpoint.exists():
            lab.run(REAL, "stack", "init", act.stack)
        arguments = [act.command, "--stack", act.stack, "--event-log", str(events)]
        arguments += [] if act.command == "preview" else ["--yes", "--skip-preview"]
        arguments += ["--refresh"] if act.refresh else []
        arguments += ["--parallel", str(act.parallel)] if act.parallel else []
        run = lab.run(REAL, *arguments, PULUMI_DEBUG_COMMANDS="1", **act.environment)
        reported = [json.loads(line) for line in events.read_text().splitlines()] if events.exists() else []
        if not reported:
            raise AssertionError(f"the engine did not begin: {run}")
        changes: Mapping[str, int] = next(
            (event["summaryEvent"]["resourceChanges"] for event in reported if "summaryEvent" in event), {}
        )
        return Done(run.code, changes or {}, _in_order(_real_steps(reported)))


def _real_steps(events: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for event in events:
        if step := event.get("resourcePreEvent"):
            yield step["metadata"]["urn"], step["metadata"]["op"]
        elif step := event.get("resOpFailedEvent"):
            yield step["metadata"]["urn"], _FAILED


class EmbeddedEngine:
    """The engine of the package, driven from Python; `launch` starts its processes."""

    def __init__(self, launch: Launch = start_process) -> None:
        self._launch = launch

    def perform(self, lab: Lab, act: Act) -> Done:
        """Run the operation; its events tell the steps."""
        events: list[Event] = []
        stack = EngineStack(
            lab.folder,
            act.stack,
            backend=lab.folder,
            passphrase=PASSPHRASE,
            env=act.environment,
            listener=events.append,
            launch=self._start,
        )
        settings: dict[str, Any] = {"refresh": True} if act.refresh else {}
        settings |= {"parallel": act.parallel} if act.parallel else {}
        result = getattr(stack, act.command)(**settings)
        done = (event for event in events if isinstance(event, StepDone))
        steps = ((event.step.urn, part) for event in done for part in _told(event, preview=act.command == "preview"))
        changes = {op.value: count for op, count in result.changes.items()}
        return Done(result.exit_code, changes, _in_order(steps))

    def _start(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
        """Do what the project's interpreter would, without another process in between."""
        rest = list(command[1:])
        if rest[:3] == ["-u", "-m", "pulumi.dynamic"]:
            rest = ["-u", str(_RECORDER), *rest[2:]]
        elif rest[1].endswith("/plug"):
            rest = ["-u", str(_RECORDER), *rest[1:]]
        return self._launch([sys.executable, *rest], folder, environment)


def _told(event: StepDone, *, preview: bool) -> Iterator[str]:
    yield "refresh" if event.refreshing else event.step.op.value
    # the event log has no event for a step that fails in a preview: the summary leaves it out
    if event.failed and not preview:
        yield _FAILED


def _in_order(steps: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the steps by resource: between resources, the calls tell the order.

    Objects of one resource are deleted side by side, so that the order of deletions, and which of them failed, is free.
    """
    by_urn: dict[str, list[str]] = defaultdict(list)
    for urn, op in steps:
        by_urn[urn].append(op)
    return tuple(f"{urn}: {', '.join(_sorted_deletions(ops))}" for urn, ops in sorted(by_urn.items()))


def _sorted_deletions(ops: Sequence[str]) -> list[str]:
    done = [op for op in ops if op != _FAILED]
    runs = [sorted(run) if deleted else list(run) for deleted, run in groupby(done, lambda op: op.startswith("delete"))]
    return [*chain.from_iterable(runs), *(_FAILED for _ in range(len(ops) - len(done)))]
