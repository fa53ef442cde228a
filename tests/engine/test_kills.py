"""The process of the engine is killed at random moments: nothing is lost, and nothing is doubled unsaid.

KILLS is how often; KILL_SEED makes other moments and other changes.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from tests.share import share

from pulumi_embedded import UpdateResult
from pulumi_embedded.steps import Severity

from .project import EMBEDDED, Project, out, texts, thing

KILLS = int(os.environ.get("KILLS", share(100, 4)))
SEED = int(os.environ.get("KILL_SEED", "1"))


@pytest.mark.soak
def test_kills_at_random_moments_lose_nothing(project: Project) -> None:
    """After a kill the state is whole and says what was under way; the same operation again brings everything about."""
    chance = random.Random(SEED)  # noqa: S311 - a seed makes a failure repeatable
    project.stack().init()
    longest = _seconds_whole(project)
    locked = 0
    for number in range(KILLS):
        verb = chance.choice(["up", "up", "destroy"])
        inputs = _declared(chance)
        project.declare(*inputs)
        _kill(project, verb, chance.uniform(0, longest) if number else 0)
        latest = _latest(project)
        _check_whole(latest)
        _check_accounted(latest, project, f"kill {number} during {verb}")
        locked += _unlock(project, first=not locked)
        _recover(project, verb, latest)
        expected = {f"{entry['name']}-{entry['props']['kind']}" for entry in inputs} if verb == "up" else set()
        assert set(project.objects()) == _ids(_latest(project)) == expected
    assert locked, "no kill came while an operation ran"


def _seconds_whole(project: Project) -> float:
    """Return how long an operation of all things holds its lock here when nothing ends it."""
    project.declare(*(thing(name, kind="x", value=0, seconds=0.05) for name in "abcdef"))
    engine = _begin(project, "up")
    begun = time.monotonic()
    assert engine.wait() == 0
    return time.monotonic() - begun


def _declared(chance: random.Random) -> list[dict[str, Any]]:
    """Return a program: things that need each other, of changing kinds and values, some left out."""
    names = [name for name in "abcdef" if chance.random() < 0.8]
    entries = []
    for number, name in enumerate(names):
        before = {"need": out(names[number - 1], "id")} if number % 2 else {}
        delete_first = {"delete_before_replace": True} if name in "bd" else {}
        kind, value = chance.choice("xy"), chance.randint(0, 2)
        entries.append(thing(name, delete_first, kind=kind, value=value, seconds=0.05, **before))
    return entries


def _begin(project: Project, verb: str) -> subprocess.Popen[bytes]:
    """Begin an operation and wait until it has its lock."""
    engine = subprocess.Popen(
        [*EMBEDDED, verb, "--yes", "--skip-preview", "--stack", "dev"],
        cwd=project.folder,
        env=project.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while engine.poll() is None and not _locks(project):
        time.sleep(0.01)
    return engine


def _kill(project: Project, verb: str, seconds: float) -> None:
    """Begin an operation and kill it that long after it took its lock; its provider goes with it."""
    provider = project.folder / "provider.pid"
    provider.unlink(missing_ok=True)
    engine = _begin(project, verb)
    with contextlib.suppress(subprocess.TimeoutExpired):
        engine.wait(seconds)
    engine.kill()
    engine.wait()
    if provider.exists():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(provider.read_text()), signal.SIGKILL)


def _latest(project: Project) -> dict[str, Any]:
    return dict(json.loads(project.state_text())["checkpoint"]["latest"])


def _locks(project: Project) -> list[Path]:
    return list((project.folder / ".pulumi" / "locks").rglob("*.json"))


def _check_whole(latest: dict[str, Any]) -> None:
    """Nothing in the state needs what does not come before it."""
    before: set[str] = set()
    for entry in latest.get("resources", []):
        needed = {
            entry.get("parent", ""),
            entry.get("provider", "").rpartition("::")[0],
            *entry.get("dependencies", []),
        }
        assert needed - {""} <= before
        before.add(entry["urn"])


def _check_accounted(latest: dict[str, Any], project: Project, when: str) -> None:
    """Each object is in the state or was being created, and each in the state is there or was being deleted."""
    under_way: dict[str, set[str]] = {"creating": set(), "deleting": set(), "updating": set()}
    for item in latest.get("pending_operations", []):
        inputs = item["resource"].get("inputs", {})
        under_way[item["type"]].add(f"{inputs.get('name')}-{inputs.get('kind')}")
    known = _ids(latest)
    assert set(project.objects()) - known <= under_way["creating"], when
    assert known - set(project.objects()) <= under_way["deleting"], when


def _ids(latest: dict[str, Any]) -> set[str]:
    """Return the objects that ought to be there; one that was deleted to be replaced is not."""
    things = (entry for entry in latest.get("resources", []) if entry["type"].endswith(":Thing"))
    return {entry["id"] for entry in things if not entry.get("pendingReplacement")}


def _unlock(project: Project, *, first: bool) -> bool:
    """Take away the lock of the killed process, and say whether there was one."""
    if not _locks(project):
        return False
    if first:
        refused = project.run(EMBEDDED, "up", "--yes", "--skip-preview", "--stack", "dev")
        assert refused.code == 1
        assert "the stack is currently locked by 1 lock(s)" in refused.errors
        assert project.run(EMBEDDED, "cancel", "--yes", "--stack", "dev").code == 0
    else:
        project.stack().cancel()
    assert not _locks(project)
    return True


def _recover(project: Project, verb: str, latest: dict[str, Any]) -> None:
    """Do it again; an update says first what was interrupted, and a refresh clears it."""
    stack = project.stack()
    result: UpdateResult = stack.up() if verb == "up" else stack.destroy()
    assert result.exit_code == 0, result.diagnostics
    if verb == "up":
        warnings = texts(result, Severity.WARNING)
        for item in latest.get("pending_operations", []):
            assert f"{item['resource']['urn']}, interrupted while {item['type']}" in warnings[0]
    if "pending_operations" in _latest(project):
        assert stack.refresh(clear_pending_creates=True).exit_code == 0
    assert "pending_operations" not in _latest(project)
