"""Random stacks and random refactorings of them; what the product's own messages advise is done until all is good.

All that a case does follows from its seed.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from pulumi_arize.testing.emulator import Emulator

from .declared import DYNAMIC, NATIVE, ROOT, Declared

OTHER = {DYNAMIC: NATIVE, NATIVE: DYNAMIC}
KINDS = {"Integration": "AiIntegration", "AiIntegration": "Integration"}
ADVICE = re.compile(
    r"cannot create [^\n]*?'(?P<name>[^'\n]+)': [^\n]*? is taken by (?P<id>\S+) \([^\n]*?renamed in the program\? add "
    r"`aliases=[^\n]*?in another stack\? first `pulumi state delete`[^\n]*?`retain_on_delete`[^\n]*?give its id to "
    r"`adopt`"
)
STEPS = 3
AT_MOST = 5
"""How often one refactoring is deployed: once for each piece of advice, and once more."""


class Deployer(Protocol):
    """A stack of one engine."""

    def deploy(self, resources: list[Declared]) -> str:
        """Deploy a program; return an empty text, or what its failure says."""
        ...


@dataclass
class Tally:
    """What came of the programs."""

    programs: int = 0
    deployments: int = 0
    refactorings: Counter[str] = field(default_factory=Counter)
    advice: Counter[str] = field(default_factory=Counter)


@dataclass
class Item:
    """What is declared of one integration, in which stack, and how it was declared before."""

    stack: int
    resource: Declared
    former: Declared | None = None
    """How the same program has declared it, where its state does not know that it is the same."""
    left: int | None = None
    """The stack that it has left without a word to the engine."""
    keeps_id: bool = True

    @property
    def name(self) -> str:
        """Its name on the server."""
        return str(self.resource.args["name"])


class Refactored:
    """Two stacks over one account; AssertionError where a promise is broken."""

    def __init__(self, seed: int, emulator: Emulator, stacks: tuple[Deployer, Deployer], tally: Tally) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a seed makes a failure repeatable
        self._emulator = emulator
        self._stacks = stacks
        self._tally = tally
        self._number = 0
        self._items = [self._new(number % 2) for number in range(self._chance.randint(2, 3))]
        self._told: list[str] = []
        self._refactorings: dict[str, Callable[[Item], None]] = {
            "renamed with an alias": self._rename_with_alias,
            "renamed": self._rename,
            "moved with an alias": self._reparent,
            "over to the other front end": self._change_front_end,
            "over to the other front end and renamed with an alias": self._change_front_end_and_name,
            "over to the other front end and renamed": self._change_front_end_and_forget,
            "over to the other resource": self._change_kind,
            "over to the other stack": self._change_stack,
            "replaced": self._replace,
            "replaced and renamed with an alias": self._replace_and_rename,
            "adopt left in": self._adopt_itself,
        }

    def run(self) -> None:
        """Deploy, refactor some times, and destroy."""
        self._emulator.reset()
        self._deploy_all()
        for _ in range(STEPS):
            ids = self._ids()
            what = self._chance.choice([*self._refactorings])
            item = self._chance.choice(self._items)
            self._told.append(f"{what}: {item.resource.name} ({item.name})")
            self._tally.refactorings[what] += 1
            self._refactorings[what](item)
            self._deploy_all()
            for other in self._items:
                assert not other.keeps_id or self._ids()[other.name] == ids[other.name], self._story("another id")
                other.keeps_id = True
        for number in (0, 1):
            self._items = [item for item in self._items if item.stack != number]
            self._deploy(number)
            self._check()
        self._tally.programs += 1

    def _new(self, stack: int) -> Item:
        self._number += 1
        front_end = self._chance.choice([DYNAMIC, NATIVE])
        kind = self._chance.choice([*KINDS])
        return Item(stack, Declared(f"r{self._number}", self._args(kind, f"Name {self._number}"), kind, front_end))

    def _args(self, kind: str, name: str, calling: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002 - a value
        config = {"provider": "OPEN_AI", "api_key": f"key of {name}"}
        if kind == "Integration":
            return {"name": name, "config": {**config, "is_function_calling_enabled": calling}}
        return {"name": name, **config, "function_calling_enabled": calling}

    def _fresh(self) -> str:
        self._number += 1
        return f"r{self._number}"

    def _rename_with_alias(self, item: Item) -> None:
        aliases = [{"name": item.resource.name}]
        item.resource = replace(item.resource, name=self._fresh(), aliases=aliases)

    def _rename(self, item: Item) -> None:
        item.former = item.resource
        item.resource = replace(item.resource, name=self._fresh())

    def _reparent(self, item: Item) -> None:
        if item.resource.team:
            return  # what its URN was is not known here
        item.resource = replace(item.resource, team="team", aliases=[{"parent": ROOT}])

    def _change_front_end(self, item: Item) -> None:
        item.resource = replace(item.resource, front_end=OTHER[item.resource.front_end])

    def _change_front_end_and_name(self, item: Item) -> None:
        self._change_front_end(item)
        self._rename_with_alias(item)

    def _change_front_end_and_forget(self, item: Item) -> None:
        self._rename(item)
        self._change_front_end(item)

    def _change_kind(self, item: Item) -> None:
        kind = KINDS[item.resource.kind]
        self._rename(item)
        item.resource = replace(item.resource, kind=kind, args=self._args(kind, item.name))
        item.former = None  # an alias is not the way from one kind to another

    def _change_stack(self, item: Item) -> None:
        item.left, item.stack = item.stack, 1 - item.stack
        item.former = item.resource
        item.resource = replace(item.resource, name=self._fresh(), team="", aliases=[])

    def _replace(self, item: Item) -> None:
        key = "config" if item.resource.kind == "Integration" else "function_calling_enabled"
        args = self._args(item.resource.kind, item.name, calling=False)
        changed = args != {name: value for name, value in item.resource.args.items() if name != "adopt"}
        item.keeps_id = not changed
        item.resource = replace(item.resource, args=args, options={"replace_on_changes": [key]})

    def _replace_and_rename(self, item: Item) -> None:
        self._rename_with_alias(item)
        self._replace(item)

    def _adopt_itself(self, item: Item) -> None:
        """Let `adopt` stand there with its own id, and rename it so, without an alias."""
        self._rename(item)
        item.resource = replace(item.resource, args={**item.resource.args, "adopt": self._ids()[item.name]})

    def _deploy_all(self) -> None:
        """Deploy both stacks, first the one that gains, and do what is advised."""
        for _ in range(AT_MOST):
            order = self._chance.sample((0, 1), 2)
            leaving = [item for item in self._items if item.left is not None]
            order.sort(key=lambda number: any(item.left == number for item in leaving))
            good = [self._deploy(number) for number in order]
            if all(good) and not leaving:
                for item in self._items:  # as users do once it is deployed
                    args = {name: value for name, value in item.resource.args.items() if name != "adopt"}
                    item.resource = replace(item.resource, args=args, aliases=[])
                    item.former = None
                self._check()
                return
        raise AssertionError(self._story("never good"))

    def _deploy(self, number: int) -> bool:
        """Deploy a stack, with what is about to leave it as it was; follow what its failure advises."""
        self._tally.deployments += 1
        mine = [item.resource for item in self._items if item.stack == number]
        mine += [item.former for item in self._items if item.left == number and item.former]
        failure = self._stacks[number].deploy(mine)
        self._told.append(f"stack {number}: {failure[:2000] or 'good'}")
        if not failure:
            return True
        advised = {found["name"]: found["id"] for found in ADVICE.finditer(failure)}
        assert advised, self._story("a failure without advice")
        for item in self._items:
            if item.name in advised and item.stack == number:
                self._follow(item, advised[item.name])
        return False

    def _follow(self, item: Item, item_id: str) -> None:
        """Do what the error advises where its cause is this: a rename, another stack, or another resource."""
        if item.left is not None and item.former:
            self._tally.advice["retain_on_delete"] += 1
            kept = replace(item.former, options={**item.former.options, "retain_on_delete": True})
            others = [other.resource for other in self._items if other.stack == item.left]
            for program in ([*others, kept], others):
                failure = self._stacks[item.left].deploy(program)
                assert not failure, self._story(failure)
            item.left = item.former = None
        elif item.former and self._chance.random() < 0.5:
            self._tally.advice["alias"] += 1
            item.resource = replace(item.resource, aliases=[{"name": item.former.name}])
            item.former = None
            return
        self._tally.advice["adopt"] += 1
        item.resource = replace(item.resource, args={**item.resource.args, "adopt": item_id})

    def _check(self) -> None:
        """Fail unless the account holds exactly what is declared, each once, with its key."""
        held = [(item["name"], item["api_key"]) for item in self._emulator.integrations]
        declared = [(item.name, f"key of {item.name}") for item in self._items]
        assert sorted(held) == sorted(declared), self._story(f"held {sorted(held)}, declared {sorted(declared)}")

    def _ids(self) -> dict[str, str]:
        return {item["name"]: item["id"] for item in self._emulator.integrations}

    def _story(self, what: str) -> str:
        return "\n".join([what, *self._told])
