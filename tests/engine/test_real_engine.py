"""The same programs on the real engine and on this one: the same calls to the provider, states and exit codes."""

import json
import os
import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pulumi_arize.testing.engine.passphrase import Crypter

from .lab import EMBEDDED, PASSPHRASE, REAL, Lab, group, out, secret, thing

_MISSING = [name for name in ("pulumi", "pulumi-resource-pulumi-python") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(_MISSING), reason=f"not on PATH: {', '.join(_MISSING)}")

UP = ("up", "--yes", "--skip-preview")
PREVIEW = ("preview",)
REFRESH = ("refresh", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview")

_IDS = re.compile(r"(?!04da6b54)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Act:
    """One command with the program as it is then; `meddled` changes (or, with None, removes) objects before it."""

    resources: Sequence[Mapping[str, Any]]
    command: tuple[str, ...] = UP
    rest: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    meddled: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)


A = thing("a", value=1)
SECRETS = thing(
    "s", {"additional_secret_outputs": ["label"]}, value={"deep": secret("hidden"), "open": [1, secret("x")]}
)
KEYED = [thing("b", kind=out("a", "id")), thing("c", value=out("a"))]

SCENARIOS: dict[str, list[Act]] = {
    "create-and-keep": [Act([A, *KEYED], PREVIEW), Act([A, *KEYED]), Act([A, *KEYED])],
    "update": [Act([A]), Act([thing("a", value=2)], PREVIEW), Act([thing("a", value=2)])],
    "replace": [
        Act([thing("a", kind="x"), *KEYED]),
        Act([thing("a", kind="y"), *KEYED], PREVIEW),
        Act([thing("a", kind="y"), *KEYED]),
    ],
    "replace-deleting-first": [
        Act([thing("a", kind="x"), *KEYED]),
        Act([thing("a", kind="y", delete_first=True), *KEYED], PREVIEW),
        Act([thing("a", kind="y", delete_first=True), *KEYED]),
    ],
    "replace-by-option": [
        Act([thing("a", kind="x")]),
        Act([thing("a", {"delete_before_replace": True}, kind="y")]),
        Act([thing("a", {"delete_before_replace": False}, kind="z", delete_first=True)]),
    ],
    "dependent-leaves-with-a-replacement": [
        Act([thing("a", kind="x"), *KEYED]),
        Act([thing("a", kind="y", delete_first=True)]),
    ],
    "delete": [Act([A, *KEYED]), Act([], PREVIEW), Act([])],
    "secrets": [
        Act([SECRETS], rest={"outputs": {"hidden": secret("out"), "whole": out("s", "value")}}),
        Act([SECRETS], PREVIEW),
        Act([SECRETS]),
        Act([], REFRESH),
    ],
    "drift": [
        Act([A, thing("b", value=1)]),
        Act([], REFRESH, meddled={"a-None": {"value": 9}}),
        Act([A, thing("b", value=1)]),
    ],
    "gone": [Act([A, *KEYED]), Act([], REFRESH, meddled={"a-None": None}), Act([A, *KEYED])],
    "refresh-in-up": [Act([A]), Act([A], (*UP, "--refresh"), meddled={"a-None": {"value": 9}})],
    "destroy": [
        Act([group("g"), thing("a", {"parent": "g"}), thing("b", value=out("a"))]),
        Act([], DESTROY),
        Act([], DESTROY),
    ],
    "component": [
        Act([group("g", {"said": 1}), thing("a", {"parent": "g"})]),
        Act([group("g", {"said": 2}), thing("a", {"parent": "g"}, value=2)]),
    ],
    "ignore-changes": [
        Act([thing("a", {"ignore_changes": ["value.deep", "list[1]"]}, value={"deep": 1, "other": 1}, list=[1, 2])]),
        Act([thing("a", {"ignore_changes": ["value.deep", "list[1]"]}, value={"deep": 2, "other": 1}, list=[1, 3])]),
        Act([thing("a", {"ignore_changes": ["value.*", "gone"]}, value={"deep": 2, "other": 5}, list=[2, 3], gone=1)]),
    ],
    "engine-decides": [
        Act([thing("a", undecided=True, value={"deep": 1})]),
        Act([thing("a", undecided=True, value={"deep": 1})]),
        Act([thing("a", undecided=True, value={"deep": 2})]),
        Act([thing("a", {"replace_on_changes": ["value.deep"]}, undecided=True, value={"deep": 3})]),
        Act([thing("a", {"replace_on_changes": ["*"]}, undecided=True, value={"deep": 4})]),
    ],
    "protect": [
        Act([thing("a", {"protect": True}, kind="x"), thing("b", value=1)]),
        Act([thing("a", {"protect": True}, kind="y"), thing("b", value=2)], PREVIEW),
        Act([thing("a", {"protect": True}, kind="y")]),
        Act([], PREVIEW),
        Act([]),
        Act([], DESTROY),
        Act([thing("a", kind="x")]),
        Act([], DESTROY),
    ],
    "retain": [Act([thing("a", {"retain_on_delete": True})]), Act([])],
    "alias": [
        Act([thing("a", value=1), group("g"), thing("c", {"parent": "g"}), thing("d", {"depends_on": ["a"]})]),
        Act(
            [
                thing("b", {"aliases": [{"name": "a"}]}, value=1, name="a"),
                group("h", aliases=[{"name": "g"}]),
                thing("c", {"parent": "h"}),
                thing("d", {"depends_on": ["b"]}),
            ]
        ),
    ],
    "check-failure": [
        Act([A]),
        Act([A, thing("b", {"depends_on": ["a"]}, invalid=["value", ""], value=secret("x"))], PREVIEW),
        Act([A, thing("b", {"depends_on": ["a"]}, invalid=["value"])]),
    ],
    "create-failure": [
        Act([A, thing("b", fail="create", value=out("a")), thing("c", value=out("b"))]),
        Act([A, thing("b", value=out("a"))]),
    ],
    "update-failure": [
        Act([A]),
        Act([thing("a", value=2)], environment={"FAIL": "update:a"}),
        Act([thing("a", value=2)]),
    ],
    "delete-failure": [Act([A, *KEYED]), Act([], environment={"FAIL": "delete:b"}), Act([])],
    "replacement-failure": [
        Act([thing("a", kind="x")]),
        Act([thing("a", kind="y", delete_first=True)], environment={"FAIL": "create:a"}),
        Act([thing("a", kind="y", delete_first=True)]),
    ],
    "original-stays": [
        Act([thing("a", kind="x")]),
        Act([thing("a", kind="y")], environment={"FAIL": "delete:a"}),
        Act([thing("a", kind="y")]),
    ],
    "read-failure": [
        Act([A, *KEYED]),
        Act([], REFRESH, environment={"FAIL": "read:a"}, meddled={"c-None": {"value": 5}}),
    ],
    "program-raises": [
        Act([A], rest={"outputs": {"o": out("a")}}),
        Act([thing("a", value=2)], rest={"raise": "no"}),
        Act([A], rest={"error": "no"}),
    ],
    "another-configuration": [
        Act([A], rest={"outputs": {"o": {"$config": "token"}}}),
        Act([A], ("config", "set", "plain", "another")),
        Act([A], PREVIEW),
        Act([A, thing("b")]),
        Act([], DESTROY),
    ],
    "no-changes-expected": [
        Act([A]),
        Act([A], (*UP, "--expect-no-changes")),
        Act([thing("a", value=2)], (*UP, "--expect-no-changes")),
    ],
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_both_engines_do_the_same(scenario: str, tmp_path: Path) -> None:
    """Each act makes the same calls with the same arguments, the same state and the same exit code."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    labs = {name: Lab(tmp_path / name, environment={"PATH": path}) for name in ("real", "embedded")}
    for name, command in (("real", REAL), ("embedded", EMBEDDED)):
        assert labs[name].run(command, "stack", "init", "dev").code == 0
        assert labs[name].run(command, "config", "set", "--secret", "token", "t0ken", "--stack", "dev").code == 0
    for number, act in enumerate(SCENARIOS[scenario]):
        real, embedded = (
            _perform(labs[name], act, command) for name, command in (("real", REAL), ("embedded", EMBEDDED))
        )
        assert embedded == real, f"act {number}"


@pytest.mark.parametrize(("first", "second"), [(REAL, EMBEDDED), (EMBEDDED, REAL)], ids=["to-embedded", "to-real"])
def test_state_is_portable(first: tuple[str, ...], second: tuple[str, ...], tmp_path: Path) -> None:
    """A deployment exported from one engine imports into the other, whose next preview shows no change."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    giver, taker = (Lab(tmp_path / name, environment={"PATH": path}) for name in ("giver", "taker"))
    for lab, command in ((giver, first), (taker, second)):
        lab.declare(SECRETS, A, *KEYED, outputs={"whole": out("s", "value")})
        assert lab.run(command, "stack", "init", "dev").code == 0
    assert giver.run(first, *UP).code == 0
    exported = giver.run(first, "stack", "export").output
    assert "hidden" not in exported
    shutil.copytree(giver.folder / "world", taker.folder / "world")
    imported = taker.run(second, "stack", "import", text=exported)
    assert imported.code == 0, imported
    assert taker.run(second, "preview", "--expect-no-changes").code == 0
    assert taker.run(second, *UP, "--expect-no-changes").code == 0
    outputs = [
        lab.run(command, "stack", "output", "--json", "--show-secrets").output
        for lab, command in ((giver, first), (taker, second))
    ]
    assert json.loads(outputs[0]) == json.loads(outputs[1])


def _perform(lab: Lab, act: Act, command: tuple[str, ...]) -> dict[str, Any]:
    lab.declare(*(dict(resource) for resource in act.resources), **act.rest)
    for id_, changed in act.meddled.items():
        lab.meddle(id_, **(changed or {}))
    run = lab.run(command, *act.command, "--stack", "dev", **act.environment)
    return {
        "exit code": run.code,
        "calls": sorted(json.dumps(call, sort_keys=True) for call in lab.calls()),
        "world": lab.world(),
        "state": _state(lab),
    }


def _state(lab: Lab) -> list[Any]:
    latest = json.loads(lab.state_text())["checkpoint"]["latest"]
    crypter = Crypter(PASSPHRASE, latest["secrets_providers"]["state"]["salt"])
    resources = [_comparable(entry, crypter) for entry in latest.get("resources", [])]
    pending = [(entry["type"], entry["resource"]["urn"]) for entry in latest.get("pending_operations", [])]
    return [*sorted(resources, key=lambda entry: (str(entry["urn"]), str(entry.get("id")))), pending]


def _comparable(entry: Any, crypter: Crypter) -> Any:
    """Return an entry of the state without what differs between any two runs."""
    if isinstance(entry, dict) and "ciphertext" in entry:
        return {"secret": json.loads(crypter.decrypt(entry["ciphertext"]))}
    if isinstance(entry, dict):
        skipped = ("created", "modified", "sourcePosition", "stackTrace")
        return {key: _comparable(value, crypter) for key, value in entry.items() if key not in skipped}
    if isinstance(entry, list):
        return [_comparable(item, crypter) for item in entry]
    return _IDS.sub("<id>", entry) if isinstance(entry, str) else entry
