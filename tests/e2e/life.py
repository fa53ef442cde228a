"""The life of many integrations in one stack, a step at a time; each step checks what was sent and what is held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests import oracle
from tests.api_contract import SECRETS

from arize_emulator import Emulator, RecordedRequest

from .declarations import OUTSIDE, Case, Json, Place
from .engines import Outcome
from .project import Project, resource


def places(emulator: Emulator) -> tuple[Place, Place, Place]:
    """Return the spaces of a new account."""
    named = (("Acme", "Production"), ("Acme", "Staging"), ("Research", "Lab"))
    first, second, third = (
        Place(emulator.organization_id(organization), emulator.space_id(space)) for organization, space in named
    )
    return first, second, third


@dataclass
class Life:
    """The cases as they are declared now, and the ids that they have on the server."""

    project: Project
    cases: tuple[Case, ...]
    legacy: bool = False
    declared: dict[str, Json] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def declare(self, turn: int, *, bare: bool = False) -> None:
        """Declare every case in one of its turns."""
        spaces = places(self.project.emulator)
        self.declare_these({case.name: case.args(turn, spaces, bare=bare) for case in self.cases})

    def declare_these(self, inputs: Mapping[str, Json]) -> None:
        """Declare these, and what is declared of the others."""
        self.declared |= inputs
        self.project.declare(resource(case.kind, case.name, **self.declared[case.name]) for case in self.cases)

    def up(self, posts: Iterable[str] = (), patches: Mapping[str, Json] | None = None) -> Outcome:
        """Deploy: these are created with one POST each, those changed with one PATCH, which says this and no more."""
        outcome = self.project.up()
        created = {self.case_named(request.body["name"]) for request in self.requests("POST")}
        assert created == set(posts)
        assert len(self.requests("POST")) == len(created)
        self.ids |= {case.name: self.document(case)["id"] for case in self.cases if case.name in created}
        self._check_patches(patches or {})
        assert self.requests("GET") == []
        for request in self.project.writes:
            if request.method != "DELETE":
                oracle.accepted(request, legacy=self.legacy)
        self.check_held()
        return outcome

    def check_held(self) -> None:
        """Compare what the server holds with what is declared."""
        assert len(self.project.emulator.integrations) == len(self.cases)
        for case in self.cases:
            held, inputs = oracle.compared(case.kind, self.declared[case.name], self.document(case))
            assert (case.name, held) == (case.name, inputs)

    def unchanged(self, outcome: Outcome) -> None:
        """Fail unless nothing changed and nothing was sent."""
        assert outcome.changes == {}, outcome
        assert self.project.sent == []

    def unchanged_by_refresh(self) -> None:
        """Refresh, which finds no drift, and reads pages of the lists, and few resources one by one."""
        outcome = self.project.refresh()
        assert outcome.changes == {}, outcome
        assert self.requests("GET") == self.project.sent
        assert len(self.project.sent) <= max(len(self.cases) // 2, 4), [request.path for request in self.project.sent]

    def patches_from(self, before: Mapping[str, Json]) -> dict[str, Json]:
        """Return what must be sent to change each case from earlier inputs to the present ones."""
        found = {case.name: oracle.patch(case.kind, before[case.name], self.declared[case.name]) for case in self.cases}
        return {name: body for name, body in found.items() if body}

    def edit(self) -> dict[str, Json]:
        """Change every field that the server shows, on every case; return what repairs it."""
        spaces = places(self.project.emulator)
        repairs: dict[str, Json] = {}
        for case in self.cases:
            other, now = case.args(OUTSIDE, spaces), self.declared[case.name]
            if "config" in other:
                other["config"] = _with_keys_of(other["config"], now["config"])
            else:
                other = _with_keys_of(other, now) | {"headers": other["headers"], "provider": now["provider"]}
            shown = {name: value for name, value in other.items() if name != "type"}
            self.project.emulator.edit(self.ids[case.name], shown)
            repairs[case.name] = oracle.patch(case.kind, other, now)
        return repairs

    def take_keys(self) -> dict[str, Json]:
        """Remove every key, and replace the declared headers by others, or none; return what repairs it."""
        repairs: dict[str, Json] = {}
        for case in self.cases:
            now = self.declared[case.name]
            without, taken = _keyless(now)
            if taken:
                self.project.emulator.edit(self.ids[case.name], taken)
                repairs[case.name] = oracle.patch(case.kind, without, now)
        return repairs

    def delete(self, *names: str) -> None:
        """Delete these cases from outside."""
        for name in names:
            self.project.emulator.delete(self.ids[name])

    def requests(self, method: str) -> list[RecordedRequest]:
        """Return the requests of the last operation with this method."""
        return [request for request in self.project.sent if request.method == method]

    def case_named(self, name: str) -> str:
        """Return the case that declares this name of an integration."""
        return next(case.name for case in self.cases if self.declared[case.name]["name"] == name)

    def document(self, case: Case) -> Json:
        """Return what the server holds of a case, secrets included."""
        return self.project.emulator.get(self.declared[case.name]["name"])

    def _check_patches(self, expected: Mapping[str, Json]) -> None:
        sent: dict[str, Json] = {}
        for request in self.requests("PATCH"):
            case = next(case for case in self.cases if request.path.endswith(f"/{self.ids[case.name]}"))
            assert case.name not in sent, f"two PATCHes of {case.name}"
            body = oracle.current(request.body) if self.legacy else request.body
            sent[case.name] = oracle.sent_values(case.kind, body, case.provider)
        assert sorted(sent) == sorted(expected)
        for name, body in expected.items():
            assert (name, sent[name]) == (name, body)


def _with_keys_of(values: Json, inputs: Json) -> Json:
    """Return the values with the write-only ones as they are declared: nobody could see that they are others."""
    kept = {name: inputs[name] for name in (*SECRETS, "headers") if name in inputs}
    inner = {"auth": _with_keys_of(values["auth"], inputs["auth"])} if "auth" in values else {}
    return {**values, **kept, **inner}


def _keyless(values: Json) -> tuple[Json, Json]:
    """Return inputs without their keys and headers, and the edit from outside that makes them so."""
    inner = {name: _keyless(values[name]) for name in ("config", "auth") if name in values}
    gone = {name: None for name in SECRETS if name in values}
    seen = (
        {"x-other": "other"} if "endpoint" not in values else None
    )  # of an agent's headers only "some" or "none" shows
    others = {"headers": seen} if "headers" in values else {}
    without = {name: value for name, value in values.items() if name not in (*SECRETS, "headers")}
    changed = {name: taken for name, (_, taken) in inner.items() if taken}
    return without | {name: bare for name, (bare, _) in inner.items()}, gone | others | changed
