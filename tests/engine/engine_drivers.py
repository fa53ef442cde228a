"""Drivers of the two engines: each executes a run of a scenario in a project and returns its result."""

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
from pulumi_embedded.processes import Child, Launch
from pulumi_embedded.steps import Event, StepDone

from .project import REAL, Command, Project
from .scenarios import Run

_RECORDER = Path(__file__).with_name("recording_provider.py")
# the project's interpreter, for both engines: the tests' own, with the recorder around the provider. It lists one
# package alone, because the language host inspects each listed one before every command.
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
class RunResult:
    """The result of a run: the steps of each resource in their order, and the numbers of resources by operation."""

    exit_code: int
    changes: Mapping[str, int]
    steps: tuple[str, ...]


class EngineDriver(Protocol):
    """Executes runs on an engine."""

    def execute(self, project: Project, run: Run) -> RunResult:
        """Execute a run; the project is prepared for it."""
        ...


def recorded_project(folder: Path) -> Project:
    """Return a project whose provider is recorded, in `wire.jsonl`."""
    project = Project(folder)
    interpreter = folder / ".venv" / "bin" / "python"
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text(_INTERPRETER)
    interpreter.chmod(0o755)
    runtime = {"name": "python", "options": {"virtualenv": ".venv"}}
    plugins = {"providers": [{"name": "plug", "path": "./plug"}]}
    (folder / "Pulumi.yaml").write_text(yaml.safe_dump({"name": "things", "runtime": runtime, "plugins": plugins}))
    return project


def _declare_settings(file: Path, declared: Mapping[str, Any]) -> None:
    content = {**yaml.safe_load(file.read_text()), "config": dict(declared)}
    file.write_text(yaml.safe_dump({key: value for key, value in content.items() if value}))


def prepare(project: Project, run: Run) -> None:
    """Write the program, the stack's configuration and the provider's objects before a run."""
    project.declare(*(dict(resource) for resource in run.resources), **run.rest)
    _declare_settings(project.folder / "Pulumi.yaml", run.declared)
    crypter = Crypter(PASSPHRASE, SALT)
    settings = {"token": {"$secret": "t0ken"}, "plain": "as it is", **run.config}
    config = {
        key if ":" in key else f"things:{key}": {"secure": crypter.encrypt(value["$secret"])}
        if isinstance(value, Mapping)
        else value
        for key, value in settings.items()
    }
    content = {"encryptionsalt": SALT, "config": config}
    (project.folder / f"Pulumi.{run.stack}.yaml").write_text(yaml.safe_dump(content))
    for id_, changed in run.edits.items():
        project.edit_object(id_, **(changed or {}))


class RealEngine:
    """The `pulumi` command."""

    def execute(self, project: Project, run: Run) -> RunResult:
        """Run the command; its event log has the steps."""
        if run.edits_state:
            return _edited(project, REAL, run)
        events = project.folder / "events.jsonl"
        events.unlink(missing_ok=True)
        checkpoint = project.folder / ".pulumi" / "stacks" / "things" / f"{run.stack}.json"
        if not checkpoint.exists():
            project.run(REAL, "stack", "init", run.stack)
        arguments = [run.command, "--stack", run.stack, "--event-log", str(events)]
        arguments += [] if run.command == "preview" else ["--yes", "--skip-preview"]
        arguments += ["--refresh"] if run.refresh else []
        arguments += [word for urn in run.replace for word in ("--replace", urn)]
        arguments += ["--parallel", str(run.parallel)] if run.parallel else []
        result = project.run(REAL, *arguments, PULUMI_DEBUG_COMMANDS="1", **run.environment)
        reported = [json.loads(line) for line in events.read_text().splitlines()] if events.exists() else []
        if not (reported or run.declared):
            raise AssertionError(f"the engine did not begin: {result}")
        changes: Mapping[str, int] = next(
            (event["summaryEvent"]["resourceChanges"] for event in reported if "summaryEvent" in event), {}
        )
        return RunResult(result.code, changes or {}, _in_order(_real_steps(reported)))


def _real_steps(events: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for event in events:
        if step := event.get("resourcePreEvent"):
            yield step["metadata"]["urn"], step["metadata"]["op"]
        elif step := event.get("resOpFailedEvent"):
            yield step["metadata"]["urn"], _FAILED


class EmbeddedEngine:
    """The embedded engine: `launch` starts its processes, `command` changes states by hand."""

    def __init__(self, launch: Launch, command: Command) -> None:
        self._launch = launch
        self._command = command

    def execute(self, project: Project, run: Run) -> RunResult:
        """Run the operation; its events have the steps."""
        if run.edits_state:
            return _edited(project, self._command, run)
        events: list[Event] = []
        stack = EngineStack(
            project.folder,
            run.stack,
            backend=project.folder,
            passphrase=PASSPHRASE,
            env=run.environment,
            listener=events.append,
            launch=self._start,
        )
        settings: dict[str, Any] = {"refresh": True} if run.refresh else {}
        settings |= {"replace": run.replace} if run.replace else {}
        settings |= {"parallel": run.parallel} if run.parallel else {}
        result = getattr(stack, run.command)(**settings)
        done = (event for event in events if isinstance(event, StepDone))
        steps = ((event.step.urn, op) for event in done for op in _ops_of(event, preview=run.command == "preview"))
        changes = {op.value: count for op, count in result.changes.items()}
        return RunResult(result.exit_code, changes, _in_order(steps))

    def _start(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
        """Start what the project's interpreter starts, without a process in between."""
        rest = list(command[1:])
        if rest[:3] == ["-u", "-m", "pulumi.dynamic"]:
            rest = ["-u", str(_RECORDER), *rest[2:]]
        elif rest[1].endswith("/plug"):
            rest = ["-u", str(_RECORDER), *rest[1:]]
        return self._launch([sys.executable, *rest], folder, environment)


def _edited(project: Project, command: Command, run: Run) -> RunResult:
    """Change the state by hand."""
    words = (*run.command.split(), *run.arguments, "--stack", run.stack, "--yes")
    return RunResult(project.run(command, *words).code, {}, ())


def _ops_of(event: StepDone, *, preview: bool) -> Iterator[str]:
    yield "refresh" if event.refreshing else event.step.op.value
    # the event log has no event for a step that fails in a preview: the summary leaves it out
    if event.failed and not preview:
        yield _FAILED


def _in_order(steps: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the steps by resource.

    The objects of one resource are deleted in parallel: the order of deletions, and which of them failed, varies.
    """
    by_urn: dict[str, list[str]] = defaultdict(list)
    for urn, op in steps:
        by_urn[urn].append(op)
    return tuple(f"{urn}: {', '.join(_sorted_deletions(ops))}" for urn, ops in sorted(by_urn.items()))


def _sorted_deletions(ops: Sequence[str]) -> list[str]:
    done = [op for op in ops if op != _FAILED]
    runs = [sorted(run) if deleted else list(run) for deleted, run in groupby(done, lambda op: op.startswith("delete"))]
    return [*chain.from_iterable(runs), *(_FAILED for _ in range(len(ops) - len(done)))]
