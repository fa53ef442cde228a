"""Recordings: the steps, calls and states of an engine in a scenario, without what differs between any two runs.

Calls are in a canonical order. Those for one resource, and for two of which one depends on the other, are in the order
in which they were made; others, which may run in parallel, are sorted by the resource's name. A call that configures a
provider is in order with the other calls to its process; functions are called in any order.
"""

import base64
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from google.protobuf import message_factory
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from pulumi.runtime.proto import provider_pb2
from tests.drivers.shell import PASSPHRASE

from pulumi_embedded.passphrase import Crypter
from pulumi_embedded.urns import is_provider_type
from pulumi_embedded.values import SECRET, SIGNATURE, UNKNOWN_ON_WIRE

from .engine_drivers import EngineDriver, prepare, recorded_project
from .project import Project
from .scenarios import Run

FOLDER: Final = Path(__file__).parent / "recordings"

_METHODS: Final = provider_pb2.DESCRIPTOR.services_by_name["ResourceProvider"].methods_by_name
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ADDRESS: Final = re.compile(r"\b127\.0\.0\.1:\d+")
_URN: Final = re.compile(r"urn:pulumi:(\w+)::things::")
_DIFFERS: Final = ("created", "modified", "sourcePosition", "stackTrace")
# where the files break their lines
_WIDTH: Final = 110
_DEEPEST: Final = 5
_MUTATES: Final = ("Create", "Update", "Delete")


@dataclass
class Call:
    """A call to a provider's process: lines of the log at which it began and ended, and what was said."""

    process: str
    method: str
    begin: int
    request: Message
    end: int | None = None
    answer: Message | None = None
    error: str = ""
    refreshes: bool = False

    @property
    def urn(self) -> str:
        """The resource that it is for, empty for calls to the provider itself."""
        return str(getattr(self.request, "urn", ""))

    @property
    def id(self) -> str:
        """The object that it is for, empty before there is one."""
        return str(getattr(self.request, "id", ""))

    @property
    def asked(self) -> str:
        """What tells calls apart that are made in any order and have no id, or one of this run alone; else empty."""
        if self.method == "Configure":
            return str(sorted(self.request.variables.items()))  # type: ignore[attr-defined]  # the message of the method
        return str(self.request) if self.method == "Invoke" else ""

    @property
    def is_of_one(self) -> bool:
        """True if it is for one of the objects that a resource may have at a time, as in a replacement."""
        return self.refreshes or self.method in ("Delete", "Configure")

    def is_free_of(self, other: "Call") -> bool:
        """Say whether it calls a function: when its arguments are known, whatever else goes on then."""
        return self.method == "Invoke" and (bool(other.urn) or other.method == "Invoke")


def record(driver: EngineDriver, runs: Sequence[Run], folder: Path) -> list[dict[str, Any]]:
    """Execute the runs of a scenario in a new project, and return the recording of each."""
    project = recorded_project(folder)
    recorded = []
    states: dict[str, Any] = {}
    for run in runs:
        prepare(project, run)
        edges = _dependencies(_latest(project, run.stack))
        done = driver.execute(project, run)
        latest = _latest(project, run.stack)
        calls = _read_wire(project.folder / "wire.jsonl")
        state = _state(latest, project)
        entry: dict[str, Any] = {
            "act": _short(run.title, project),
            "exit code": done.exit_code,
            "changes": dict(sorted(done.changes.items())),
            "steps": [_short(step, project) for step in done.steps],
            "calls": [_shown(call, project) for call in in_canonical_order(calls, edges, _dependencies(latest))],
            "state": "as before" if states.get(run.stack) == state else state,
        }
        if run.parallel:
            entry["at once"] = _at_once(calls)
        states[run.stack] = state
        recorded.append(entry)
    return recorded


def _latest(project: Project, stack: str) -> dict[str, Any]:
    path = project.folder / ".pulumi" / "stacks" / "things" / f"{stack}.json"
    return (json.loads(path.read_text())["checkpoint"].get("latest") or {}) if path.exists() else {}


# The calls


def _read_wire(log: Path) -> list[Call]:
    """Return the calls in the log, and begin a new one."""
    lines = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    calls: dict[str, Call] = {}
    read: set[tuple[str, str]] = set()
    for number, line in enumerate(map(json.loads, lines)):
        if "request" in line:
            request = _decode(line["request"], _METHODS[line["method"]].input_type)
            process = line["call"].partition("-")[0]
            call = calls[line["call"]] = Call(process, line["method"], number, request)
            # a refresh reads, and compares what it read; an update checks first
            call.refreshes = call.method == "Read" or (call.method == "Diff" and (call.urn, call.id) in read)
            if call.method == "Read":
                read.add((call.urn, call.id))
            elif call.method in ("Check", "Diff"):
                read = {
                    (urn, id_) for urn, id_ in read if urn != call.urn or (call.method == "Diff" and id_ != call.id)
                }
            continue
        call = calls[line["call"]]
        call.end, call.error = number, line.get("error", "")
        if "answer" in line:
            call.answer = _decode(line["answer"], _METHODS[call.method].output_type)
    return list(calls.values())


def _decode(text: str, kind: Any) -> Message:
    message = message_factory.GetMessageClass(kind)()
    message.ParseFromString(base64.b64decode(text))
    return message


def in_canonical_order(calls: Sequence[Call], before: set[tuple[str, str]], after: set[tuple[str, str]]) -> list[Call]:
    """Return the calls sorted by resource as far as their order is free.

    Dependencies, as (dependent, dependency), are those of the states `before` and `after`. What was depended on only
    before matters to deletions; what a refresh reads is free, for it reads everything at once.
    """
    kept, gone = _transitive(after), _transitive(before)

    def bound(first: Call, second: Call) -> bool:
        if not (first.urn and second.urn):
            return first.process == second.process and not (first.is_free_of(second) or second.is_free_of(first))
        if first.urn == second.urn:
            return not (first.is_of_one and second.is_of_one) or first.id == second.id
        if first.refreshes or second.refreshes:
            return False
        edges = kept | gone if "Delete" in (first.method, second.method) else kept
        return bool({(first.urn, second.urn), (second.urn, first.urn)} & edges)

    left = sorted(calls, key=lambda call: call.begin)
    ordered: list[Call] = []
    while left:
        free = [call for number, call in enumerate(left) if not any(bound(before, call) for before in left[:number])]
        chosen = min(free, key=lambda call: (call.urn, call.asked, call.id, call.begin))
        left.remove(chosen)
        ordered.append(chosen)
    return ordered


def _dependencies(latest: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return (dependent, dependency) for each resource of a state."""
    edges = set()
    for entry in latest.get("resources", []):
        needed = {
            entry.get("parent", ""),
            entry.get("provider", "").rpartition("::")[0],
            *entry.get("dependencies", []),
        }
        for urns in entry.get("propertyDependencies", {}).values():
            needed |= set(urns or ())
        edges |= {(entry["urn"], urn) for urn in needed if urn}
    return edges


def _transitive(edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    closed = set(edges)
    while more := {(a, d) for a, b in closed for c, d in closed if b == c} - closed:
        closed |= more
    return closed


def _at_once(calls: Iterable[Call]) -> int:
    """Return how many changing calls ran at a time, at most."""
    changing = [call for call in calls if call.method in _MUTATES]
    return max((sum(1 for c in changing if c.begin <= call.begin < (c.end or 0)) for call in changing), default=0)


def _shown(call: Call, project: Project) -> dict[str, Any]:
    request = MessageToDict(call.request, preserving_proto_field_name=True)
    urn = request.pop("urn", "")
    # where the provider's launcher is
    request |= {key: "<folder>" for key in ("root_directory", "program_directory") if key in request}
    # a type and a name say nothing where they are those of the URN
    for key, part in (("type", _type_of(urn)), ("name", urn.rpartition("::")[2])):
        if urn and request.get(key) == part:
            del request[key]
    if request.get("randomSeed"):
        request["randomSeed"] = f"<{len(base64.b64decode(request['randomSeed']))} bytes>"
    shown: dict[str, Any] = {"call": f"{call.method} {urn}".strip(), "request": request}
    if call.answer is not None:
        shown["answer"] = MessageToDict(call.answer, preserving_proto_field_name=True)
    else:
        # the last line of a traceback
        shown["error"] = call.error.strip().rpartition("\n")[2] or "no answer"
    return {key: _comparable(value, project) for key, value in shown.items()}


def _type_of(urn: str) -> str:
    return urn.split("::")[2].rpartition("$")[2] if urn else ""


# The state


def _state(latest: Mapping[str, Any], project: Project) -> list[dict[str, Any]]:
    """Return the resources of a state, and what was pending, in an order of their own."""
    crypter = (
        Crypter(PASSPHRASE, latest["secrets_providers"]["state"]["salt"]) if "secrets_providers" in latest else None
    )
    entries = [*latest.get("resources", [])]
    entries += [{"pending": item["type"], **item["resource"]} for item in latest.get("pending_operations", [])]
    shown = [_comparable(_entry(entry), project, crypter) for entry in entries]
    return sorted(shown, key=lambda entry: (entry["urn"], "pending" in entry, "delete" in entry, entry.get("id", "")))


def _entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key not in _DIFFERS}
    if kept.get("type") == _type_of(kept["urn"]):
        del kept["type"]
    # sets, in the program's library
    for key in {"dependencies"} & kept.keys():
        kept[key] = sorted(kept[key])
    for key in {"propertyDependencies"} & kept.keys():
        kept[key] = {name: sorted(urns or ()) for name, urns in kept[key].items()}
    return kept


# What differs between any two runs


def _comparable(value: Any, project: Project, crypter: Crypter | None = None) -> Any:
    if isinstance(value, Mapping):
        return _comparable_object(value, project, crypter)
    if isinstance(value, list):
        return [_comparable(item, project, crypter) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return _short(value, project) if isinstance(value, str) else value


def _comparable_object(value: Mapping[str, Any], project: Project, crypter: Crypter | None) -> Any:
    if value.get(SIGNATURE) == SECRET:
        inner = (
            json.loads(crypter.decrypt(value["ciphertext"])) if crypter and "ciphertext" in value else value["value"]
        )
        return {"secret": _comparable(inner, project, crypter)}
    found = {key: _comparable(item, project, crypter) for key, item in value.items()}
    pickled = found.get("__provider")
    if isinstance(pickled, str) and pickled != "<unknown>":
        found["__provider"] = "<pickle>"
    return dict(sorted(found.items()))


def _short(text: str, project: Project) -> str:
    """Return the text without what is of one run, and with short names of what all runs share."""
    text = text.replace(UNKNOWN_ON_WIRE, "<unknown>").replace(str(project.folder), "<project>")
    text = _ADDRESS.sub("<address>", _UUID.sub("<uuid>", text))
    text = text.replace("pulumi-python:dynamic/things:Thing", "Thing").replace("things:index:Group", "Group")
    return _URN.sub(lambda match: "" if match[1] == "dev" else f"{match[1]}::", text)


# The files


def load(scenario: str) -> list[dict[str, Any]]:
    """Return the recording of a scenario."""
    content = json.loads((FOLDER / f"{scenario}.json").read_text(encoding="utf-8"))
    names = content["calls to the provider itself"]
    return [
        {**run, "calls": [names[call] if isinstance(call, str) else call for call in run["calls"]]}
        for run in content["acts"]
    ]


def save(scenario: str, runs: Sequence[Mapping[str, Any]], engine: str) -> None:
    """Write the recording of a scenario, with the engine that it was made on."""
    names: dict[str, Mapping[str, Any]] = {}
    written = [{**run, "calls": [_named(call, names) for call in run["calls"]]} for run in runs]
    content = {"recorded on": engine, "calls to the provider itself": names, "acts": written}
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{scenario}.json").write_text("\n".join(_lines(content, 0)) + "\n", encoding="utf-8")


def _named(call: Mapping[str, Any], names: dict[str, Mapping[str, Any]]) -> Mapping[str, Any] | str:
    """Return the name of a call to the provider itself, which stands once in the file; others stand where they are."""
    method, _, urn = call["call"].partition(" ")
    if urn and not is_provider_type(urn.partition("::")[0]):
        return call
    title = f"{method} {urn.rpartition('::')[2]}".strip()
    tries = (f"{title} {number}" if number else title for number in itertools.count())
    return next(name for name in tries if names.setdefault(name, call) == call)


def _lines(value: Any, depth: int) -> Iterator[str]:
    """Write JSON with a line for each call's and each resource's parts."""
    text = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or len(text) + depth <= _WIDTH or depth >= _DEEPEST:
        yield text
        return
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    items = (
        [(f"{json.dumps(k)}: ", v) for k, v in value.items()] if isinstance(value, dict) else [("", v) for v in value]
    )
    yield opening
    for number, (key, item) in enumerate(items, 1):
        first, *rest = _lines(item, depth + 1)
        lines = [f" {key}{first}", *(f" {line}" for line in rest)]
        yield from lines[:-1]
        yield lines[-1] + ("," if number < len(items) else "")
    yield closing
