"""One crash and the way back from it: everything that a case does follows from its seed, but for the machine's pace."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import oracle
from tests.e2e.declarations import CASES, FIRST, SECOND, Case, Place
from tests.e2e.engines import Outcome
from tests.e2e.project import DYNAMIC, NATIVE, Project, resource

from arize_emulator import FaultRule, Kill
from pulumi_embedded.processes import Launch

from .killable_engines import Underway, repaired, unlock
from .server import Json, Server

VERBS = {"create": "POST", "update": "PATCH", "replace": "[PD][OE]*", "delete": "DELETE"}
VICTIMS = ("server after", "provider", "engine", "engine alone", "server", "server before")
FRONT_ENDS = (DYNAMIC, NATIVE)
SIZE = 6
LAG = 0.04
"""Seconds that the server takes before and after each operation, so that a crash finds some under way."""
AT_MOST = 6
"""How often everything is run again, at most: once for each piece of advice that is to be followed, and once more."""
ADVICE = re.compile(
    r"cannot (?:create|adopt) [^\n]*?'([^'\n]+)': [^\n]*?is taken by (\S+) \([^\n]*give its id to `adopt`"
)
SETTINGS = {"requestDeadline": "6", "maxRetryDelay": "0.3", "requestTimeout": "5"}


@dataclass
class Tally:
    """What came of the crashes."""

    cases: int = 0
    crashes: Counter[str] = field(default_factory=Counter)
    """Those that came while the operation was under way, by what was done."""
    recoveries: int = 0
    runs_again: int = 0
    advice: int = 0
    """How often an error named what to adopt, and it was adopted."""
    torn_files: int = 0
    """Files that the engine had not finished when it was killed, without which it can go on."""
    duplicates: int = 0
    losses: int = 0

    def __str__(self) -> str:
        counts = {**vars(self), "crashes": self.crashes.total()}
        return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())


@dataclass
class Crash:
    """A case: what is done, who is killed, when, and what is declared."""

    seed: int
    tally: Tally
    chance: random.Random = field(init=False)
    operation: str = field(init=False)
    victim: str = field(init=False)
    front_end: str = field(init=False)
    declared: dict[str, Json] = field(init=False)
    acts: list[tuple[str, Outcome]] = field(init=False, default_factory=list)
    """What was run so far, and how each ended."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - a seed makes a failure repeatable
        # both change with each seed, and each pair of them comes
        self.operation = list(VERBS)[self.seed % len(VERBS)]
        self.victim = VICTIMS[(self.seed + self.seed // 12) % len(VICTIMS)]
        self.front_end = FRONT_ENDS[(self.seed + self.seed // 24) % len(FRONT_ENDS)]
        self.cases = self.chance.sample(CASES, SIZE)
        self.declared = {}

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.victim} killed in {self.operation} of {self.front_end}"

    @property
    def story(self) -> str:
        """Everything that the engine has printed, by operation."""
        return "\n".join(f"--- {act}: {outcome}" for act, outcome in self.acts)

    def run(self, folder: Path, engine: str, launch: Launch) -> None:
        """Deploy, crash, run again until it is good, compare; AssertionError where a promise is broken."""
        with Server(folder / "account.json") as server:
            project = Project(folder / "project", engine, server)  # type: ignore[arg-type]  # all it needs is `env`
            project.engine.launch = launch
            project.front_end = self.front_end
            for key, value in SETTINGS.items():
                project.engine.set_config(f"arize:{key}", value)
            self.tally.cases += 1
            self._prepare(project, server)
            outcome = self._strike(project, server)
            server.start()
            server.set_faults()
            if outcome.code == 0:
                self._check(project, server)
            self._recover(project, server)
            self._check(project, server)
            self.tally.recoveries += 1

    def _prepare(self, project: Project, server: Server) -> None:
        places = [Place(*pair) for pair in server.places()]
        spaces = (places[0], places[1], places[2])
        turns = [{case.name: case.args(turn, spaces) for case in self.cases} for turn in (FIRST, SECOND)]
        if self.operation != "create":
            self._declare(project, turns[0])
            assert self._acted("up", project.engine.operate("up")).code == 0
        after = {"create": turns[0], "update": turns[1], "replace": self._replaced(turns[0]), "delete": {}}[
            self.operation
        ]
        self._declare(project, after)

    def _replaced(self, before: dict[str, Json]) -> dict[str, Json]:
        """Return inputs of the same resources and names, each with those of another one of its resource type."""
        after = dict(before)
        for kind in ("Integration", "AiIntegration"):
            names = [case.name for case in self.cases if case.kind == kind]
            for name, other in zip(names, [*names[1:], *names[:1]], strict=True):
                after[name] = {**before[other], "name": before[name]["name"]}
        return after

    def _declare(self, project: Project, inputs: dict[str, Json]) -> None:
        self.declared = inputs
        self._write(project, {})

    def _write(self, project: Project, adopted: dict[str, str]) -> None:
        project.declare(
            resource(case.kind, case.name, **self.declared[case.name], **self._adopting(case, adopted))
            for case in self.cases
            if case.name in self.declared
        )

    def _adopting(self, case: Case, adopted: dict[str, str]) -> dict[str, Any]:
        name = self.declared[case.name]["name"]
        return {"adopt": adopted[name]} if name in adopted else {}

    def _strike(self, project: Project, server: Server) -> Outcome:
        """Run the operation and kill the victim while it runs."""
        server.clear_requests()
        server.set_faults(*self._kills(), FaultRule(delay_before=LAG, delay_after=LAG))
        underway = Underway(project.engine, "up")
        early = self.chance.random() < 0.2
        while underway.is_running and server.is_running and not (early or server.writes()):
            time.sleep(0.005)
        time.sleep(self.chance.uniform(0, 4.0 if early else 8 * LAG))
        self.tally.crashes[self.operation] += underway.is_running or not server.is_running
        self._kill(underway, server)
        if self.victim.startswith("server") and self.chance.random() < 0.5:
            server.start()
        outcome = underway.wait()
        underway.reap()
        return self._acted(f"{self.operation} struck by a dead {self.victim}", outcome)

    def _kills(self) -> list[FaultRule]:
        _, _, when = self.victim.partition("server ")
        if not when:
            return []
        return [FaultRule(method=VERBS[self.operation], nth=self.chance.randint(1, SIZE), fault=Kill(when=when))]  # type: ignore[arg-type]

    def _kill(self, underway: Underway, server: Server) -> None:
        if self.victim == "provider":
            underway.kill_provider()
        elif self.victim == "server":
            server.kill()
        elif self.victim.startswith("engine"):
            underway.kill_engine(alone=self.victim == "engine alone")

    def _recover(self, project: Project, server: Server) -> None:
        """Run it again until it is good; do what the errors advise, and nothing else."""
        adopted: dict[str, str] = {}
        for _ in range(AT_MOST):
            self.tally.torn_files += len(repaired(project.engine))
            if cancelled := unlock(project.engine):
                self._acted("cancel", cancelled)
            outcome = self._acted("up", project.engine.operate("up"))
            self.tally.runs_again += 1
            self._check_names(server)
            if outcome.code == 0:
                return
            assert outcome.tracebacks == [], outcome.tracebacks
            reported = dict(ADVICE.findall(outcome.text))
            assert reported, "an error without advice"
            self.tally.advice += len(reported.keys() - adopted.keys())
            adopted |= reported
            self._write(project, adopted)
        raise AssertionError("never good again")

    def _acted(self, act: str, outcome: Outcome) -> Outcome:
        self.acts.append((act, outcome))
        return outcome

    def _check_names(self, server: Server) -> None:
        """Fail where two integrations are of one resource."""
        names = [item["name"] for item in server.integrations()]
        self.tally.duplicates += len(names) - len(set(names))
        assert len(names) == len(set(names)), names

    def _check(self, project: Project, server: Server) -> None:
        """Fail unless the server holds what is declared, all of it and nothing else, and the state knows its ids."""
        held = {item["name"]: item for item in server.integrations()}
        wanted = {args["name"] for args in self.declared.values()}
        self.tally.losses += len(wanted ^ held.keys())
        assert held.keys() == wanted, (sorted(held), sorted(wanted))
        for case in self.cases:
            if case.name in self.declared:
                args = self.declared[case.name]
                there, inputs = oracle.compared(case.kind, args, held[args["name"]])
                assert there == inputs, (case.name, there, inputs)
        kept = project.engine.resources()
        ids = {entry["id"] for name, entry in kept.items() if name in {case.name for case in self.cases}}
        assert ids == {item["id"] for item in held.values()}, (ids, held)
