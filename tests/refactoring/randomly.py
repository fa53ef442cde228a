"""Random stacks and random refactorings of them; what the product's own messages advise is done until all is good.

All that a case does follows from its seed.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.e2e.declarations import without_secrets
from tests.e2e.engines import YES, Real
from tests.share import share

from .declared import DYNAMIC, NATIVE, ROOT, Declared
from .project import RefactoredProject

OTHER = {DYNAMIC: NATIVE, NATIVE: DYNAMIC}
KINDS = {"Integration": "AiIntegration", "AiIntegration": "Integration"}
COLLECTIONS = {"Integration": ("integrations", {"type": "LLM"}), "AiIntegration": ("ai-integrations", {})}
"""What the emulator calls each resource type, and what it needs in addition to a program's arguments."""

ADVICE = re.compile(
    r"cannot create [^\n]*?'(?P<name>[^'\n]+)': [^\n]*? is taken by (?P<id>\S+) \([^\n]*?renamed in the program\? add "
    r"the former name to its option `aliases`[^\n]*?in another stack\? first `pulumi state delete`"
    r"[^\n]*?`retainOnDelete`[^\n]*?give its id to `adopt`"
)
AT_MOST = 8
"""How often refactorings are deployed: once for each piece of advice, and once more."""


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
    later: Declared | None = None
    """How the program declares it once this is deployed: an import leaves out its key."""
    keeps_id: bool = True

    @property
    def name(self) -> str:
        """Its name on the server."""
        return str(self.resource.args["name"])


class Refactorings:
    """Two stacks over one account; AssertionError where a promise is broken."""

    def __init__(self, seed: int, project: RefactoredProject, tally: Tally) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - a seed makes a failure repeatable
        self._project = project
        self._emulator = project.emulator
        self._stacks = (project.stack("one"), project.stack("two"))
        self._tally = tally
        self._number = 0
        self._items = [self._new(number % 2) for number in range(self._chance.randint(3, 4))]
        self._changed = {0, 1}
        self._told: list[str] = []
        self._deployed: dict[int, list[Declared]] = {}
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
            "out of its component": self._leave_component,
            "dropped": self._drop,
            "made by hand": self._make_by_hand,
            "forgotten": self._forget,
            "forgotten and taken back": self._take_back,
            "renamed by hand": self._rename_by_hand,
            "protected, unprotected by hand and renamed": self._unprotect_and_rename,
        }
        if isinstance(project.engine, Real):
            self._refactorings |= {"moved by hand": self._move_by_hand, "forgotten and imported": self._import_back}

    def run(self) -> None:
        """Deploy, refactor some times, and destroy."""
        self._emulator.reset()
        self._deploy_changed()
        for _ in range(share(3, self._chance.randint(1, 2))):
            self._refactor()
        self._items = [item for item in self._items if item.stack]  # what is left is deployed once more as it is
        self._changed = {0, 1}
        self._deploy_changed()
        self._items, self._changed = [], {1}
        self._deploy_changed()
        self._tally.programs += 1

    def _refactor(self) -> None:
        """Do something to some of the integrations at once, and deploy what has changed until all is good."""
        for item in self._chance.sample(self._items, self._chance.randint(1, 2)):
            what = self._chance.choice([*self._refactorings])
            self._told.append(f"{what}: {item.resource.name} ({item.name})")
            self._tally.refactorings[what] += 1
            self._changed.add(item.stack)
            self._refactorings[what](item)
            self._changed.add(item.stack)
        ids = self._ids()
        self._deploy_changed()
        for item in self._items:
            assert not item.keeps_id or self._ids()[item.name] == ids[item.name], self._story("another id")
            item.keeps_id = True

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
        resource_type = KINDS[item.resource.kind]
        self._rename(item)
        item.resource = replace(item.resource, kind=resource_type, args=self._args(resource_type, item.name))
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

    def _leave_component(self, item: Item) -> None:
        if item.resource.team:
            item.resource = replace(item.resource, team="", aliases=[self._urn(item)])

    def _drop(self, item: Item) -> None:
        if len(self._items) > 1:
            self._items.remove(item)

    def _make_by_hand(self, item: Item) -> None:
        """Let somebody make another integration, and adopt it."""
        made = self._new(item.stack)
        kind, more = COLLECTIONS[made.resource.kind]
        item_id = str(self._emulator.add(kind, {**more, **made.resource.args})["id"])
        self._items.append(made)
        self._adopt_existing(made, item_id)

    def _forget(self, item: Item) -> None:
        """Take it out of the state, and deploy as if nothing had been."""
        self._stacks[item.stack].edit_state("delete", self._urn(item))

    def _take_back(self, item: Item) -> None:
        self._forget(item)
        if self._chance.random() < 0.5:
            item.resource = replace(item.resource, name=self._fresh())
        self._adopt_existing(item, self._ids()[item.name])

    def _adopt_existing(self, item: Item, item_id: str) -> None:
        """Declare what exists: by `import_` where there is such a thing, or by `adopt` with an id or a name."""
        if item.resource.front_end == NATIVE and self._chance.random() < 0.7:
            item.later = item.resource
            options = {"import_": self._chance.choice([item_id, item.name])}
            item.resource = replace(item.resource, args=without_secrets(item.resource.args), options=options)
            return
        adopted = self._chance.choice([item_id, item.name])
        item.resource = replace(item.resource, args={**item.resource.args, "adopt": adopted})

    def _import_back(self, item: Item) -> None:
        self._forget(item)
        name, kind = item.resource.name, item.resource.kind
        item.resource = replace(item.resource, front_end=NATIVE, team="")
        words = ("import", f"arize:index:{kind}", name, self._ids()[item.name], *YES, "--protect=false")
        outcome = self._stacks[item.stack].run(*words)
        assert outcome.code == 0, self._story(f"{outcome}")

    def _rename_by_hand(self, item: Item) -> None:
        name = self._fresh()
        self._stacks[item.stack].edit_state("rename", self._urn(item), name)
        item.resource = replace(item.resource, name=name)

    def _unprotect_and_rename(self, item: Item) -> None:
        item.resource = replace(item.resource, options={"protect": True})
        self._deploy_changed()
        self._stacks[item.stack].edit_state("unprotect", self._urn(item))
        item.resource = replace(item.resource, options={})
        self._rename(item)

    def _move_by_hand(self, item: Item) -> None:
        if item.resource.team:
            return  # its component would have to move too
        source, target = self._stacks[item.stack], self._stacks[1 - item.stack]
        outcome = source.call(
            "state", "move", "--source", source.stack, "--dest", target.stack, self._urn(item), "--yes"
        )
        assert outcome.code == 0, self._story(f"{outcome}")
        item.stack = 1 - item.stack

    def _urn(self, item: Item) -> str:
        return str(self._stacks[item.stack].resources()[item.resource.name]["urn"])

    def _deploy_changed(self) -> None:
        """Deploy the stacks that have changed, first the one that gains, and do what is advised."""
        self._deployed.clear()
        for _ in range(AT_MOST):
            order = self._chance.sample(sorted(self._changed), len(self._changed))
            leaving = [item for item in self._items if item.left is not None]
            order.sort(key=lambda number: any(item.left == number for item in leaving))
            good = [self._deploy(number) for number in order]
            if all(good) and not leaving:
                self._tidy()
                self._check()
                return
        raise AssertionError(self._story("never good"))

    def _tidy(self) -> None:
        """Take out of the programs what users take out once it is deployed."""
        for item in self._items:
            item.resource = item.later or item.resource
            args = {name: value for name, value in item.resource.args.items() if name != "adopt"}
            item.resource = replace(item.resource, args=args, aliases=[])
            item.former = item.later = None
        self._changed = set()

    def _deploy(self, number: int) -> bool:
        """Deploy a stack, with what is about to leave it as it was; follow what its failure advises."""
        mine = [item.resource for item in self._items if item.stack == number]
        mine += [item.former for item in self._items if item.left == number and item.former]
        if self._deployed.get(number) == mine:
            return True
        self._tally.deployments += 1
        self._project.program(mine, self._stacks[number])
        outcome = self._stacks[number].operate("up")
        failure = outcome.text if outcome.code else ""
        self._told.append(f"stack {number}: {failure[:2000] or 'good'}")
        if not failure:
            self._deployed[number] = mine
            for item in self._items:
                if item.left == number and item.former and item.former.options.get("retain_on_delete"):
                    self._leave(item)
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
            if item.former.options.get("retain_on_delete"):  # that stack fails too: two have gone crosswise
                self._tally.advice["state delete"] += 1
                left = self._stacks[item.left]
                left.edit_state("delete", str(left.resources()[item.former.name]["urn"]))
                self._leave(item)
                return
            self._tally.advice["retain_on_delete"] += 1
            item.former = replace(item.former, options={**item.former.options, "retain_on_delete": True})
            return
        if item.former and self._chance.random() < 0.5:
            self._tally.advice["alias"] += 1
            item.resource = replace(item.resource, aliases=[{"name": item.former.name}])
            item.former = None
            return
        self._adopt(item, item_id)

    def _adopt(self, item: Item, item_id: str) -> None:
        self._tally.advice["adopt"] += 1
        item.resource = replace(item.resource, args={**item.resource.args, "adopt": item_id})

    def _leave(self, item: Item) -> None:
        """Let a stack go without an integration that it keeps on the server."""
        item.left = item.former = None
        self._adopt(item, self._ids()[item.name])

    def _check(self) -> None:
        """Fail unless the account holds exactly what is declared, each once, with its key."""
        held = [(item["name"], item["api_key"]) for item in self._emulator.integrations]
        inputs = [(item.name, f"key of {item.name}") for item in self._items]
        assert sorted(held) == sorted(inputs), self._story(f"held {sorted(held)}, declared {sorted(inputs)}")

    def _ids(self) -> dict[str, str]:
        return {item["name"]: item["id"] for item in self._emulator.integrations}

    def _story(self, what: str) -> str:
        return "\n".join([what, *self._told])
