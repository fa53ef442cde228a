"""The scenarios that are recorded on the real engine and replayed on the embedded one.

A scenario is a list of runs; a run is one command with a program, settings and external edits of the provider's
objects. The properties of its things tell the provider what to do: see `programs/things/things.py`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .project import group, invoked, made, native, out, plug, provider, reference, secret, thing


@dataclass(frozen=True)
class Run:
    """One command with its program.

    `edits` changes (or, with None, removes) objects before it, `config` adds settings of the stack, `declared` are the
    settings that the project declares, `rest` the parts of the program that are no resources. A command that begins
    with `state` changes the state by hand; `arguments` are its own.
    """

    resources: Sequence[Mapping[str, Any]] = ()
    command: str = "up"
    arguments: Sequence[str] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=dict)
    declared: Mapping[str, Any] = field(default_factory=dict)
    refresh: bool = False
    replace: Sequence[str] = ()
    parallel: int = 0
    stack: str = "dev"

    @property
    def edits_state(self) -> bool:
        """True for a command that changes the state by hand."""
        return self.command.startswith("state ")

    @property
    def title(self) -> str:
        """The command line."""
        words = [
            self.command,
            *self.arguments,
            "--refresh" if self.refresh else "",
            *(f"--replace {urn}" for urn in self.replace),
            f"--parallel {self.parallel}" if self.parallel else "",
        ]
        words += [f"--stack {self.stack}" if self.stack != "dev" else ""]
        return " ".join(word for word in words if word)


def _exported(**outputs: Any) -> dict[str, Any]:
    return {"outputs": outputs}


def _previewed(resources: Sequence[Mapping[str, Any]], **settings: Any) -> list[Run]:
    """Return a preview of a program and its deployment."""
    return [Run(resources, PREVIEW, **settings), Run(resources, **settings)]


def _failing(verb: str, name: str) -> dict[str, str]:
    return {"FAIL": f"{verb}:{name}"}


PREVIEW: Final = "preview"
REFRESH: Final = "refresh"
DESTROY: Final = "destroy"

STACK: Final = "urn:pulumi:dev::things::pulumi:pulumi:Stack::things-dev"
G: Final = "urn:pulumi:dev::things::things:index:Group::g"
H: Final = "urn:pulumi:dev::things::things:index:Group::h"
K: Final = "urn:pulumi:dev::things::things:index:Group::k"
THING: Final = "urn:pulumi:dev::things::pulumi-python:dynamic/things:Thing::"
IN_GROUP: Final = "urn:pulumi:dev::things::things:index:Group$pulumi-python:dynamic/things:Thing::"

A: Final = thing("a", value=1)
MINE: Final = provider("mine", a="1")
MINE_URN: Final = "urn:pulumi:dev::things::pulumi:providers:pulumi-python::mine"
SECRETS: Final = thing(
    "s", {"additional_secret_outputs": ["label"]}, value={"deep": secret("hidden"), "open": [1, secret("x")]}
)
KEYED: Final = [thing("b", kind=out("a", "id")), thing("c", value=out("a"))]
# each is replaced when the one before it is
CHAIN: Final = [thing("b", kind=out("a", "id")), thing("c", kind=out("b", "id")), thing("d", value=out("c"))]
FIRST: Final = {"delete_before_replace": True}
CHAIN_FIRST: Final = [
    thing("b", FIRST, kind=out("a", "id")),
    thing("c", FIRST, kind=out("b", "id")),
    thing("d", value=out("c")),
]
FAMILY: Final = [group("g"), group("h", parent="g"), thing("a", {"parent": "h"}), thing("b", {"parent": "a"}, value=1)]
EACH_KIND: Final = {"none": None, "large": 1e21, "whole": 2.0, "true": True, "list": [1, 1.5, None, "x"], "empty": ""}
DECLARED: Final = {
    "size": {"type": "integer"},
    "hidden": {"type": "string", "secret": True},
    "usual": {"type": "array", "items": {"type": "integer"}, "default": [1]},
}
NUMBERS: Final = [math.nan, math.inf, -math.inf, 1.5]
NESTED: Final = {"deep": {"list": [{"x": 1, "y": 1}, {"x": 2, "y": 2}]}, "other": 1}
PROTECTED: Final = thing("d", {"parent": "g", "protect": True, "depends_on": ["c"]})
NESTED_OTHERWISE: Final = {"deep": {"list": [{"x": 9, "y": 9}, {"x": 9, "y": 9}, {"x": 3, "y": 9}]}, "other": 1}
ADOPTED: Final = [thing("a", {"parent": "g", "aliases": [{"parent_urn": STACK}]}, value=1), thing("b", value=out("a"))]
PASSED_ON: Final = [thing("b", kind=out("a", "id")), thing("c", value=[out("a", "value")])]
HOLDING: Final = [
    A,
    group("g", {"made": made("a"), "in": [made("a")], "hidden": secret(made("a"))}),
    {**group("h", {"of": made("g")}), "props": {"of": made("a"), "in": {"deep": [made("g")]}}},
    thing("b", value=made("a"), more=[made("g")]),
]

LIFE: Final[dict[str, list[Run]]] = {
    "create-and-keep": [*_previewed([A, *KEYED]), *_previewed([A, *KEYED])],
    "update": [Run([A]), *_previewed([thing("a", value=2)])],
    "update-with-dependents": [Run([A, *KEYED]), *_previewed([thing("a", value=2), *KEYED])],
    "outputs-go": [
        Run([A, thing("b", value=out("a"))]),
        *_previewed([thing("a", unlabelled=True), thing("b", value=out("a"))]),
    ],
    "properties-go": [Run([thing("a", value=1, more={"x": 1})]), Run([thing("a", value=1)])],
    "kinds-of-values": [
        Run([thing("a", value=[1, 1.5, True, None, "", "text", [], {}, {"none": None}, [[1]]])]),
        Run([thing("a", value=[1, 1.5, True, None, "", "text", [], {}, {"none": None}, [[1]]])], PREVIEW),
        Run([thing("a", value=[True, 1, False, "", None, "täxt", {}, [], {"none": 0}, [[]]])]),
    ],
    "unknown-in-a-list": [
        *_previewed([A, thing("b", value=[1, {"x": out("a")}, [out("a", "id")]])]),
        *_previewed([thing("a", kind="y"), thing("b", value=[1, {"x": out("a")}, [out("a", "id")]])]),
    ],
    "delete": [Run([A, *KEYED]), *_previewed([])],
    "delete-among-others": [Run([A, *KEYED, thing("d")]), Run([A, thing("d", value=out("a"))])],
    "destroy": [
        Run([group("g"), thing("a", {"parent": "g"}), thing("b", value=out("a"))]),
        Run(command=DESTROY),
        Run(command=DESTROY),
    ],
    "depends-on": [
        Run([A, thing("b", {"depends_on": ["a"]}), thing("c", {"depends_on": ["b", "a"]})]),
        Run([thing("a", kind="y"), thing("b", {"depends_on": ["a"]}), thing("c", {"depends_on": ["b", "a"]})]),
        Run([A, thing("c"), thing("b", {"depends_on": ["c"]})]),
        Run(command=DESTROY),
    ],
    "depends-on-a-component": [
        Run([group("g"), thing("a", {"parent": "g"}), thing("b", {"depends_on": ["g"]})]),
        Run([group("g"), thing("a", {"parent": "g"}, kind="y"), thing("b", {"depends_on": ["g"]})]),
        Run(command=DESTROY),
    ],
    "parallel": [
        Run([thing(name, seconds=0.2) for name in "abcde"], parallel=1),
        Run([thing(name, seconds=0.2, value=1) for name in "abcdef"], parallel=1),
        Run(command=DESTROY, parallel=1),
    ],
    "stack-outputs": [
        *_previewed([A], rest=_exported(label=out("a"), plain={"x": [1]}, hidden=secret("out"))),
        *_previewed([A], rest=_exported(renamed=out("a"), plain={"x": [2]})),
        Run([A]),
    ],
}

REPLACEMENTS: Final[dict[str, list[Run]]] = {
    "replace": [Run([thing("a", kind="x"), *KEYED]), *_previewed([thing("a", kind="y"), *KEYED])],
    "replace-deleting-first": [
        Run([thing("a", kind="x"), *KEYED]),
        *_previewed([thing("a", kind="y", delete_first=True), *KEYED]),
    ],
    "replace-by-option": [
        Run([thing("a", kind="x")]),
        Run([thing("a", FIRST, kind="y")]),
        Run([thing("a", {"delete_before_replace": False}, kind="z", delete_first=True)]),
    ],
    "replace-on-nested-paths": [
        Run([thing("a", value=NESTED)]),
        Run([thing("a", value={**NESTED, "other": 2}, replaces=["value.deep.list[0].x", "value.other"])]),
    ],
    "chain-of-replacements": [Run([thing("a", kind="x"), *CHAIN]), *_previewed([thing("a", kind="y"), *CHAIN])],
    "cascade-deleting-first": [
        Run([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        *_previewed([thing("a", FIRST, kind="y"), *CHAIN_FIRST]),
    ],
    "cascade-begun-by-one": [Run([thing("a", kind="x"), *CHAIN]), *_previewed([thing("a", FIRST, kind="y"), *CHAIN])],
    "cascade-from-the-middle": [
        Run([A, thing("b", kind="x", value=out("a")), thing("c", kind=out("b", "id")), thing("d", value=out("b"))]),
        Run(
            [
                thing("a", value=2),
                thing("b", FIRST, kind="y", value=out("a")),
                thing("c", kind=out("b", "id")),
                thing("d", value=out("b")),
            ]
        ),
    ],
    "dependent-leaves-with-a-replacement": [
        Run([thing("a", kind="x"), *KEYED]),
        *_previewed([thing("a", kind="y", delete_first=True)]),
    ],
    "dependent-leaves-with-a-later-deletion": [Run([thing("a", kind="x"), *KEYED]), Run([thing("a", kind="y")])],
    "chain-leaves-with-a-replacement": [
        Run([thing("a", kind="x"), *CHAIN]),
        Run([thing("a", FIRST, kind="y"), thing("b", kind=out("a", "id"))]),
    ],
    "dependent-lets-go": [
        Run([thing("a", FIRST, kind="x"), thing("b", kind=out("a", "id"))]),
        Run([thing("a", FIRST, kind="y"), thing("b", {"depends_on": ["a"]}, kind="z")]),
        Run([thing("b", kind="w"), thing("a", {"depends_on": ["b"], **FIRST}, kind="x")]),
    ],
    "replace-a-parent": [
        Run([thing("a", kind="x"), thing("b", {"parent": "a"}), thing("c", {"parent": "b"}, value=1)]),
        Run([thing("a", kind="y"), thing("b", {"parent": "a"}), thing("c", {"parent": "b"}, value=2)]),
        Run([thing("a", FIRST, kind="z"), thing("b", {"parent": "a"}), thing("c", {"parent": "b"}, value=2)]),
    ],
    "engine-decides": [
        Run([thing("a", undecided=True, value={"deep": 1})]),
        Run([thing("a", undecided=True, value={"deep": 1})]),
        Run([thing("a", undecided=True, value={"deep": 2})]),
        Run([thing("a", {"replace_on_changes": ["value.deep"]}, undecided=True, value={"deep": 3})]),
        Run([thing("a", {"replace_on_changes": ["*"]}, undecided=True, value={"deep": 4})]),
    ],
    "replace-what-is-named": [
        Run([thing("a", kind="x", value=1), *KEYED, group("g"), PROTECTED]),
        Run(
            [thing("a", kind="x", value=2), *KEYED, group("g"), PROTECTED], PREVIEW, replace=[f"{THING}a", f"{THING}c"]
        ),
        Run([thing("a", kind="y", value=2), *KEYED, group("g"), PROTECTED], replace=[f"{THING}a"]),
        Run([thing("a", FIRST, kind="y", value=2), *KEYED, group("g"), PROTECTED], replace=[f"{THING}a"]),
        Run([thing("a", kind="y", value=2), *KEYED, group("g"), PROTECTED], replace=[f"{THING}z", f"{IN_GROUP}z"]),
        Run([thing("a", kind="y", value=2), *KEYED, group("g"), PROTECTED], replace=[f"{IN_GROUP}d"]),
        Run([thing("e"), thing("a", {"depends_on": ["e"]}, invalid=["value"])], PREVIEW, replace=[f"{THING}a"]),
    ],
    "tainted": [
        Run([thing("a", kind="x"), *KEYED, group("g"), MINE, thing("m", {"provider": "mine"})]),
        Run(command="state taint", arguments=[f"{THING}a", f"{THING}z"]),
        Run(command="state taint", arguments=[f"{THING}b", f"{THING}a"]),
        Run(command="state untaint", arguments=[f"{THING}b"]),
        Run(command=REFRESH, edits={"a-x": {"value": 9}}),
        *_previewed([thing("a", kind="x"), *KEYED, group("g"), MINE, thing("m", {"provider": "mine"})]),
        Run(command="state taint", arguments=[f"{THING}a", f"{THING}c", G]),
        Run(command="state untaint", arguments=["--all"]),
        Run(command="state taint", arguments=[f"{THING}c", G, MINE_URN]),
        Run(
            [
                *[thing("x", {"aliases": [{"name": "a"}]}, kind="x", name="a"), thing("b", kind=out("x", "id"))],
                *[thing("c", {"replace_on_changes": ["value"]}, value=2), group("g"), MINE],
                thing("m", {"provider": "mine"}),
            ],
        ),
        Run(command="state taint", arguments=[f"{THING}x"]),
        Run([thing("b")]),
    ],
    "replace-on-changes": [
        Run([thing("a", value=NESTED)]),
        *_previewed([thing("a", {"replace_on_changes": ["value.deep.list[*].x"]}, value={**NESTED, "other": 2})]),
        Run([thing("a", {"replace_on_changes": ["value.other"]}, value={**NESTED, "other": 3}), *KEYED]),
        Run([thing("a", {"replace_on_changes": ["value"]}, value={**NESTED, "other": 4}), *KEYED]),
    ],
}

OPTIONS: Final[dict[str, list[Run]]] = {
    "component": [
        Run([group("g", {"said": 1}), thing("a", {"parent": "g"})]),
        Run([group("g", {"said": 2}), thing("a", {"parent": "g"}, value=2)]),
        Run([group("g"), thing("a", {"parent": "g"}, value=2)]),
    ],
    "components-in-components": [
        *_previewed(FAMILY),
        Run(
            [group("g"), group("h", {"own": secret(1)}, parent="g"), *FAMILY[2:3], thing("b", {"parent": "a"}, value=2)]
        ),
        Run([group("g"), group("h", {"own": 2}, parent="g"), thing("a", {"parent": "h"})]),
        Run(command=DESTROY),
    ],
    "ignore-changes": [
        Run([thing("a", {"ignore_changes": ["value.deep", "list[1]"]}, value={"deep": 1, "other": 1}, list=[1, 2])]),
        Run([thing("a", {"ignore_changes": ["value.deep", "list[1]"]}, value={"deep": 2, "other": 1}, list=[1, 3])]),
        Run([thing("a", {"ignore_changes": ["value.*", "gone"]}, value={"deep": 2, "other": 5}, list=[2, 3], gone=1)]),
    ],
    "ignore-changes-in-lists": [
        Run([thing("a", value=NESTED)]),
        *_previewed([thing("a", {"ignore_changes": ["value.deep.list[*].y"]}, value=NESTED_OTHERWISE)]),
        Run([thing("a", {"ignore_changes": ['value["deep"].list']}, value={"deep": {"list": []}, "other": 2})]),
    ],
    "ignore-what-left": [
        Run([thing("a", value={"deep": 1, "other": 1}, list=[1, 2])]),
        Run([thing("a", {"ignore_changes": ["value.deep", "list"]}, value={"other": 1})]),
        Run([thing("a", {"ignore_changes": ["value", "more.new"]}, more={"new": 1, "old": 1})]),
    ],
    "ignore-everything": [Run([A]), Run([thing("a", {"ignore_changes": ["*"]}, value=2, more=1)])],
    "ignore-what-replaces": [
        Run([thing("a", kind="x", value=1)]),
        Run([thing("a", {"ignore_changes": ["kind"]}, kind="y", value=2)]),
        Run([thing("a", {"ignore_changes": ["value"], "replace_on_changes": ["value"]}, kind="z", value=3)]),
    ],
    "protect": [
        Run([thing("a", {"protect": True}, kind="x"), thing("b", value=1)]),
        Run([thing("a", {"protect": True}, kind="y"), thing("b", value=1)], PREVIEW),
        Run([thing("a", {"protect": True}, kind="y")]),
        *_previewed([]),
        Run(command=DESTROY),
        Run([thing("a", kind="x")]),
        Run(command=DESTROY),
    ],
    "protect-by-a-parent": [
        Run([group("g", protect=True), thing("a", {"parent": "g"}), thing("b", {"parent": "g", "protect": False})]),
        Run(command=DESTROY),
        Run([group("g"), thing("a", {"parent": "g"})]),
        Run(command=DESTROY),
    ],
    "protected-dependent-of-a-replaced": [
        Run([thing("a", kind="x"), thing("b", {"protect": True}, kind=out("a", "id"))]),
        *_previewed([thing("a", FIRST, kind="y"), thing("b", {"protect": True}, kind=out("a", "id"))]),
    ],
    "unprotect-and-replace": [
        Run([thing("a", {"protect": True}, kind="x")]),
        Run([thing("a", kind="y")]),
        Run([thing("a", {"protect": True}, kind="z")]),
    ],
    "retain": [Run([thing("a", {"retain_on_delete": True})]), Run([])],
    "retain-and-replace": [
        Run([thing("a", {"retain_on_delete": True}, kind="x"), thing("b", kind=out("a", "id"))]),
        Run([thing("a", {"retain_on_delete": True}, kind="y"), thing("b", kind=out("a", "id"))]),
        Run([thing("a", {"retain_on_delete": True, **FIRST}, kind="z"), thing("b", kind=out("a", "id"))]),
        Run(command=DESTROY),
    ],
    "retain-by-a-parent": [
        Run([group("g", retain_on_delete=True), thing("a", {"parent": "g"}), thing("b", {"parent": "g"})]),
        Run([group("g", retain_on_delete=True), thing("a", {"parent": "g", "retain_on_delete": False})]),
        Run([]),
    ],
    "alias": [
        Run([thing("a", value=1), group("g"), thing("c", {"parent": "g"}), thing("d", {"depends_on": ["a"]})]),
        Run(
            [
                thing("b", {"aliases": [{"name": "a"}]}, value=1, name="a"),
                group("h", aliases=[{"name": "g"}]),
                thing("c", {"parent": "h"}),
                thing("d", {"depends_on": ["b"]}),
            ]
        ),
    ],
    "alias-into-a-component": [
        Run([A, thing("b", value=out("a"))]),
        *_previewed([group("g"), *ADOPTED]),
        Run([group("h", aliases=[{"name": "g"}]), thing("a", {"parent": "h"}, value=1), thing("b", value=out("a"))]),
        Run([thing("a", {"aliases": [{"parent_urn": H}]}, value=1), thing("b", value=out("a"))]),
    ],
    "alias-through-components": [
        Run(FAMILY),
        *_previewed([group("k", aliases=[{"name": "g"}]), group("h", parent="k"), *FAMILY[2:]]),
        Run([group("h", aliases=[{"parent_urn": K}]), *FAMILY[2:]]),
    ],
    "alias-and-replace": [
        Run([thing("a", kind="x"), thing("c", kind=out("a", "id"))]),
        Run([thing("b", {"aliases": [{"name": "a"}]}, kind="y"), thing("c", kind=out("b", "id"))]),
        Run([thing("d", {"aliases": [{"name": "b"}], **FIRST}, kind="z"), thing("c", kind=out("d", "id"))]),
    ],
    "alias-of-what-there-is": [
        Run([thing("a")]),
        Run([thing("a"), thing("b", {"aliases": [{"name": "a"}], "depends_on": ["a"]})]),
        Run([thing("b", {"aliases": [{"name": "a"}, {"name": "z"}]}), thing("a", {"depends_on": ["b"]})]),
    ],
    "references-to-resources": [
        Run(HOLDING, PREVIEW),
        Run(HOLDING, rest=_exported(a=made("a"), g=made("g"), hidden=secret(made("a")))),
        *_previewed(HOLDING),
        Run(command=REFRESH),
        *_previewed([thing("a", kind="y"), *HOLDING[1:]]),
    ],
    "custom-timeouts": [
        Run([thing("a", {"custom_timeouts": {"create": "1h1.5m", "delete": "250ms"}})]),
        *_previewed([thing("a", {"custom_timeouts": {"update": "-2s", "read": "90s", "delete": "1m"}}, value=1)]),
        Run(command=REFRESH),
        Run([thing("a", {"custom_timeouts": {"update": "0"}}, value=1), group("g", custom_timeouts={"create": "5m"})]),
        Run([thing("a", {"custom_timeouts": {"create": "soon"}}, value=1)]),
        Run(command=DESTROY),
    ],
    "same-name-twice": [Run([A, thing("b"), thing("a", {"depends_on": ["a"]}, value=2)])],
    "alias-by-urn": [
        Run([A, group("g"), thing("b", {"parent": "g"}, value=1), thing("c", value=out("b"))]),
        Run(
            [
                thing("d", {"aliases": [f"{THING}a"]}, value=1, name="a"),
                thing("e", {"aliases": [f"{IN_GROUP}b", f"{THING}none"]}, value=1, name="b"),
                thing("f", {"aliases": [{"name": "c", "parent": None, "stack": "dev"}], "parent": "e"}, name="c"),
            ]
        ),
        Run(
            [
                thing("d", {"aliases": [{"stack": "prod"}, {"project": "other"}, {"name": "x", "type_": "x:y:Z"}]}),
                thing("e", {"aliases": [f"{THING}d"], "depends_on": ["d"]}, value=1, name="b"),
            ]
        ),
    ],
    "edits-by-hand": [
        Run([thing("a", {"protect": True}, value=1), thing("b", value=out("a")), thing("c", {"protect": True})]),
        Run(command="state delete", arguments=[f"{THING}c"]),
        Run(command="state delete", arguments=[f"{THING}a", "--force"]),
        Run(command="state rename", arguments=[f"{THING}a", "z"]),
        Run(command="state rename", arguments=[f"{THING}b", "z"]),
        Run(command="state unprotect", arguments=[f"{THING}z"]),
        Run(command="state unprotect", arguments=["--all"]),
        Run(command="state delete", arguments=[f"{THING}c"]),
        Run([thing("z", value=1, name="a"), thing("b", value=out("z")), thing("c")]),
        Run(command=DESTROY),
    ],
}

CONFIDENTIAL: Final[dict[str, list[Run]]] = {
    "secrets": [
        Run([SECRETS], rest=_exported(hidden=secret("out"), whole=out("s", "value"))),
        *_previewed([SECRETS]),
        Run(command=REFRESH),
    ],
    "secrets-change": [
        Run([thing("a", value=secret(1), open=2)]),
        Run([thing("a", value=secret(2), open=2)]),
        *_previewed([thing("a", value=2, open=secret(2))]),
    ],
    "secrets-in-lists": [
        Run([thing("a", value=[secret("x"), {"deep": [secret({"y": 1})]}], map={"k": {"s": secret([1])}})]),
        Run([thing("a", value=[secret("x"), {"deep": []}], map={"k": {}})]),
        Run(command=REFRESH, edits={"a-None": {"map": {"k": {"s": [2], "t": 1}}}}),
    ],
    "secrets-passed-on": [
        Run([thing("a", kind=secret("x"), value=secret("hidden")), *PASSED_ON], rest=_exported(id=out("a", "id"))),
        Run([thing("a", kind=secret("y"), value=secret("hidden")), *PASSED_ON], PREVIEW),
        Run([thing("a", kind=secret("y"), value=secret("hidden")), *PASSED_ON], rest=_exported(id=out("a", "id"))),
    ],
    "additional-secret-outputs": [
        Run([A, thing("b", value=out("a"))]),
        Run([thing("a", {"additional_secret_outputs": ["label"]}, value=1), thing("b", value=out("a"))]),
        Run([thing("a", {"additional_secret_outputs": ["label", "none"]}, value=2), thing("b", value=out("a"))]),
        Run([thing("a", value=2), thing("b", value=out("a"))]),
    ],
    "undecided-about-secrets": [
        Run([thing("a", undecided=True, value=secret({"deep": 1}))]),
        Run([thing("a", undecided=True, value={"deep": 1})]),
        Run([thing("a", undecided=True, value={"deep": secret(2)})]),
    ],
    "settings-change": [
        Run([A, thing("b", value={"$config": "token"})], rest=_exported(o={"$config": "token"})),
        Run([A, thing("b", value={"$config": "token"})], PREVIEW, config={"plain": "another"}),
        Run([A, thing("b", value={"$config": "token"})], config={"token": secret("an0ther")}),
        Run(command=REFRESH, config={"plain": "a third", "more": secret("new")}),
        Run(command=DESTROY, config={"token": "no secret any more"}),
    ],
    "settings-of-each-kind": [
        *_previewed([thing("a", value=[{"$config": key} for key in EACH_KIND])], config=EACH_KIND),
    ],
    "settings-as-declared": [
        Run([A], PREVIEW, declared=DECLARED),
        Run([A], declared=DECLARED, config={"size": "five", "hidden": secret("x")}),
        Run([A], declared=DECLARED, config={"size": 5, "hidden": "x"}),
        Run(
            [thing("a", value=[{"$config": key} for key in DECLARED])],
            declared=DECLARED,
            config={"size": 5, "hidden": secret("x")},
        ),
    ],
    "numbers-that-json-lacks": [
        *_previewed([group("g", {"x": NUMBERS})], rest=_exported(n=NUMBERS, hidden=secret({"x": [math.inf]}))),
        Run([group("g", {"x": NUMBERS})], rest=_exported(n=NUMBERS[:2])),
        Run(command=REFRESH),
    ],
}

OUTSIDE: Final[dict[str, list[Run]]] = {
    "drift": [
        Run([A, thing("b", value=1)]),
        Run(command=REFRESH, edits={"a-None": {"value": 9}}),
        *_previewed([A, thing("b", value=1)]),
    ],
    "drift-in-what-is-ignored": [
        Run([thing("a", {"ignore_changes": ["value"]}, value=1)]),
        Run([thing("a", {"ignore_changes": ["value"]}, value=1)], refresh=True, edits={"a-None": {"value": 9}}),
        Run([thing("a", {"ignore_changes": ["value"]}, value=2)]),
    ],
    "drift-that-replaces": [
        Run([thing("a", kind="x"), *KEYED]),
        Run(command=REFRESH, edits={"a-x": {"kind": "z"}}),
        Run([thing("a", kind="x"), *KEYED]),
    ],
    "gone": [Run([A, *KEYED]), Run(command=REFRESH, edits={"a-None": None}), Run([A, *KEYED])],
    "gone-parents": [
        Run([*FAMILY, thing("c", {"parent": "b", "depends_on": ["a"]}, value=out("b"))]),
        Run(command=REFRESH, edits={"a-None": None, "b-None": None}),
        Run(command=DESTROY),
    ],
    "gone-and-destroyed": [Run([A, *KEYED]), Run(command=DESTROY, edits={"b-a-None": None, "a-None": None})],
    "refresh-in-up": [
        Run([A, *KEYED]),
        Run([A, *KEYED], PREVIEW, refresh=True, edits={"a-None": {"value": 9}}),
        Run([A, *KEYED], refresh=True),
        Run([A, *KEYED], refresh=True, edits={"c-None": None}),
        Run([thing("a", value=5)], refresh=True, edits={"a-None": {"value": 4}, "c-None": {"value": "z"}}),
    ],
    "refresh-of-nothing": [Run(command=REFRESH), *_previewed([]), Run(command=REFRESH)],
    "refresh-undecided": [
        Run([thing("a", undecided=True, value=1), thing("b", undecided=True, value=1)]),
        Run(command=REFRESH, edits={"a-None": {"value": 2}}),
        Run([thing("a", undecided=True, value=1), thing("b", undecided=True, value=1)]),
    ],
}

FAILURES: Final[dict[str, list[Run]]] = {
    "check-failure": [
        Run([A]),
        Run([A, thing("b", {"depends_on": ["a"]}, invalid=["value", ""], value=secret("x"))], PREVIEW),
        Run([A, thing("b", {"depends_on": ["a"]}, invalid=["value"])]),
    ],
    "several-check-failures": [
        Run(
            [
                A,
                thing("b", {"depends_on": ["a"]}, invalid=["value"]),
                thing("c", {"depends_on": ["b"]}, invalid=["value"]),
            ]
        ),
        Run([thing("a", value=1, invalid=["value"])]),
        Run([thing("a", value=1, fail="check")], PREVIEW),
        *_previewed([thing("a", value=1, fail="diff")]),
    ],
    "create-failure": [
        Run([A, thing("b", fail="create", value=out("a")), thing("c", value=out("b"))]),
        Run([A, thing("b", value=out("a"))]),
    ],
    "create-failure-among-others": [
        Run([A]),
        Run(
            [
                A,
                thing("b", {"depends_on": ["a"]}, awaits="c", seconds=0.1, fail="create"),
                thing("c", {"depends_on": ["a"]}, awaits="b", seconds=0.7),
                thing("d", {"depends_on": ["c"]}),
            ]
        ),
        Run([A, thing("b", {"depends_on": ["a"]}), thing("c", {"depends_on": ["a"]})]),
    ],
    "update-failure": [
        Run([A, *KEYED]),
        Run([thing("a", value=2), *KEYED], environment=_failing("update", "a")),
        Run([thing("a", value=2), *KEYED]),
    ],
    "delete-failure": [Run([A, *KEYED]), Run([A], environment=_failing("delete", "b")), Run([A])],
    "destroy-failure": [
        Run([A, thing("b", value=out("a")), thing("c", value=out("b"))]),
        Run(command=DESTROY, environment=_failing("delete", "b")),
        Run(command=DESTROY),
    ],
    "replacement-failure": [
        Run([thing("a", kind="x")]),
        Run([thing("a", kind="y", delete_first=True)], environment=_failing("create", "a")),
        *_previewed([thing("a", kind="y", delete_first=True)]),
    ],
    "replacement-failure-in-a-chain": [
        Run([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Run([thing("a", FIRST, kind="y"), *CHAIN_FIRST], environment=_failing("create", "b")),
        *_previewed([thing("a", FIRST, kind="y"), *CHAIN_FIRST]),
    ],
    "replacement-failure-and-no-more": [
        Run([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Run([thing("a", FIRST, kind="y"), *CHAIN_FIRST], environment=_failing("create", "a")),
        Run(command=REFRESH),
        Run([thing("e")]),
    ],
    "replacement-failure-and-destroy": [
        Run([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Run([thing("a", FIRST, kind="y"), *CHAIN_FIRST], environment=_failing("delete", "b")),
        Run(command=DESTROY),
    ],
    "original-stays": [
        Run([thing("a", kind="x")]),
        Run([thing("a", kind="y")], environment=_failing("delete", "a")),
        Run([thing("a", kind="z")], environment=_failing("delete", "a")),
        Run([thing("a", kind="z")]),
    ],
    "original-stays-and-leaves": [
        Run([thing("a", kind="x")]),
        Run([thing("a", kind="y")], environment=_failing("delete", "a")),
        Run(command=REFRESH),
        Run(command=DESTROY),
    ],
    "read-failure": [
        Run([A, *KEYED]),
        Run(command=REFRESH, environment=_failing("read", "a"), edits={"c-None": {"value": 5}}),
        Run([A, *KEYED], refresh=True, environment=_failing("read", "c")),
    ],
    "provider-dies": [
        Run([A]),
        Run([A, thing("b", {"depends_on": ["a"]})], environment={"DIE": "create:b"}),
        Run([thing("a", value=2)], environment={"DIE": "update:a"}),
        Run([thing("a", value=2)]),
    ],
    "program-raises": [
        Run([A], rest=_exported(o=out("a"))),
        Run([thing("a", value=2)], rest={"raise": "no"}),
        *_previewed([A], rest={"error": "no"}),
    ],
}

OURS: Final = thing("a", {"provider": "mine"}, value=1)
REFERRING: Final = [
    reference("r", "other"),
    thing("a", value={"$get": ["r", "label"]}, none={"$get": ["r", "none"]}, hidden={"$get": ["r", "hidden"]}),
]

PROVIDERS: Final[dict[str, list[Run]]] = {
    "provider": [
        *_previewed([MINE, OURS]),
        Run([provider("mine", a="2"), OURS], PREVIEW),
        Run([provider("mine", a="2"), thing("a", {"provider": "mine"}, value=2)]),
        Run(command=REFRESH),
        Run(command=DESTROY),
    ],
    "provider-is-another": [
        Run([A]),
        *_previewed([MINE, OURS]),
        Run([provider("yours", a="1"), thing("a", {"provider": "yours"}, kind="y")]),
        Run([thing("a", kind="y")]),
    ],
    "provider-renamed": [
        Run([MINE, OURS]),
        Run([provider("yours", {"aliases": [{"name": "mine"}]}, a="2"), thing("a", {"provider": "yours"}, value=1)]),
    ],
    "provider-with-outputs-and-secrets": [
        *_previewed([A, provider("p", a=out("a"), n=5, b=[1, {"k": secret("z")}]), thing("b", {"provider": "p"})]),
        *_previewed([thing("a", kind="y"), provider("p", a=out("a")), thing("b", {"provider": "p"}, value=2)]),
    ],
    "provider-protected": [
        Run([provider("mine", {"protect": True}, a="1"), OURS]),
        Run([]),
        Run([provider("mine", {"replace_on_changes": ["a"]}, a="2")]),
    ],
    "providers-of-a-component": [
        Run([MINE, group("g", providers=["mine"]), thing("a", {"parent": "g"}), group("h", parent="g")]),
        Run(
            [
                MINE,
                group("g", provider="mine"),
                thing("a", {"parent": "g"}),
                group("h", parent="g"),
                thing("b", {"parent": "h"}),
                thing("c", {"parent": "a"}),
            ]
        ),
        Run(command=DESTROY),
    ],
    "provider-with-refresh": [
        Run([MINE, OURS]),
        Run([MINE, OURS], refresh=True, edits={"a-None": {"value": 9}}),
    ],
    "stack-reference": [
        Run([], rest=_exported(label="L", hidden=secret("hid")), stack="other"),
        *_previewed(REFERRING),
        Run([], rest=_exported(label="M", hidden={"x": [secret("hid")]}), stack="other"),
        *_previewed(REFERRING),
        Run(command=REFRESH),
        Run([reference("r", "organization/things/other"), thing("a", value={"$require": ["r", "label"]})]),
        Run([], rest=_exported(label="N"), stack="other"),
        Run(command=REFRESH),
        Run([]),
        Run(REFERRING),
        Run(command=DESTROY),
    ],
    "stack-reference-to-nothing": [
        Run([], rest=_exported(label="L"), stack="other"),
        Run([reference("r", "organization/things/nowhere")]),
        Run([reference("r", "things/other")]),
        Run([reference("r", "other"), thing("a", value={"$require": ["r", "none"]})]),
        Run([reference("r", "organization/other")]),
        Run([reference("r", "dev"), thing("a", value={"$get": ["r", "label"]})]),
    ],
}

EAST: Final = plug("east", account="e", token=secret("t0p"))
WEST: Final = plug("west", {"depends_on": ["east"]}, account="w")
AFTER_A = {"provider": "east", "depends_on": ["a"]}
EVERYWHERE: Final = [
    native("a", {"provider": "east"}, value=1),
    native("b", {"provider": "west", "depends_on": ["a"]}, value=out("a", "serial")),
]
AS_DYNAMIC: Final = {"aliases": [{"type_": "pulumi-python:dynamic/things:Thing"}]}
AS_NATIVE: Final = {"aliases": [{"type_": "plug:index:Thing"}]}
N: Final = native("a", value=1)
N_KEYED: Final = [native("b", kind=out("a", "id")), native("c", value=out("a"))]
N_SECRETS: Final = native(
    "a", {"additional_secret_outputs": ["label"]}, value={"deep": secret("hidden"), "open": [secret("x")]}
)
KEPT: Final = native("k", {"retain_on_delete": True}, value=1)

NATIVE: Final[dict[str, list[Run]]] = {
    "native-life": [
        *_previewed([N, *N_KEYED]),
        *_previewed([N, *N_KEYED]),
        *_previewed([native("a", value=2), *N_KEYED]),
        Run(command=DESTROY),
    ],
    "native-detailed-difference": [
        Run([native("a", value={"x": 1, "y": {"z": 1}}, old=1)]),
        *_previewed([native("a", value={"x": 2, "y": {"z": 1, "w": 1}}, new=1)]),
        Run([native("a", {"replace_on_changes": ["value.y"]}, value={"x": 3, "y": {"z": 1}}, new=1)]),
        Run([native("a", {"replace_on_changes": ["value.x"]}, value={"x": 3, "y": {"z": 2}}, new=1)]),
        Run([native("a", {"ignore_changes": ["value.x"]}, value={"x": 9, "y": {"z": 2}}, new=1)]),
    ],
    "native-undecided": [
        Run([native("a", undecided=True, value=1)]),
        *_previewed([native("a", undecided=True, value=2)]),
        Run([native("a", {"replace_on_changes": ["value"]}, undecided=True, value=3)]),
    ],
    "native-replace": [
        Run([native("a", kind="x"), *N_KEYED]),
        *_previewed([native("a", kind="y"), *N_KEYED]),
        *_previewed([native("a", kind="y", value=1, replaces=["value"], coarse=True)]),
    ],
    "native-replace-deleting-first": [
        Run([native("a", kind="x"), *N_KEYED]),
        *_previewed([native("a", kind="y", delete_first=True), *N_KEYED]),
        Run([native("a", {"delete_before_replace": False}, kind="z", delete_first=True)]),
    ],
    "native-drift": [
        Run([native("a", value=1), native("b", value={"x": 1}), native("c")]),
        Run(command=REFRESH, edits={"a-None": {"value": 9}, "b-None": {"value": {"y": 1}}, "c-None": None}),
        *_previewed([native("a", value=1), native("b", value={"x": 1}), native("c")]),
        Run([native("a", value=1)], PREVIEW, refresh=True, edits={"a-None": {"value": 8, "serial": "other"}}),
        Run([native("a", value=1)], refresh=True),
        Run(command=DESTROY, edits={"a-None": None}),
    ],
    "native-functions": [
        Run([N], PREVIEW, rest=_exported(said=invoked("echo", x=1, y={"z": [None, "t"]}))),
        Run([N], rest=_exported(said=invoked("echo", x=secret(1)), found=invoked("getThing", id=out("a", "id")))),
        Run([N], PREVIEW, rest=_exported(found=invoked("getThing", id=out("a", "id")))),
        *_previewed([native("a", kind="y"), native("b", value=invoked("getThing", id=out("a", "id")))]),
        Run([native("a", kind="y")], rest=_exported(said=invoked("echo", {"depends_on": ["a"]}, x=1))),
    ],
    "native-functions-wait": [*_previewed([N], rest=_exported(said=invoked("echo", {"depends_on": ["a"]}, x=1)))],
    "native-functions-of-a-component": [
        Run(
            [EAST, group("g", providers=["east"])], PREVIEW, rest=_exported(said=invoked("echo", {"parent": "g"}, x=1))
        ),
        Run(
            [EAST, group("g", providers=["east"]), group("h", parent="g"), native("a", {"parent": "h"})],
            rest=_exported(
                said=invoked("echo", {"parent": "h"}, x=1),
                below=invoked("echo", {"parent": "a"}, x=2),
                other=invoked("echo", {"version": "1.2.3", "plugin_download_url": "https://x.test/y"}, x=3),
            ),
        ),
    ],
    "native-functions-fail": [
        Run([], PREVIEW, rest=_exported(found=invoked("getThing", id="nothing"))),
        Run([], rest=_exported(found=invoked("getNothing", id="nothing"))),
        Run([plug("p", plain=True)], rest=_exported(said=invoked("echo", {"provider": "p"}, x=secret(1), y=2))),
    ],
    "native-providers": [
        Run([EAST, WEST, *EVERYWHERE], PREVIEW),
        Run([EAST, WEST, *EVERYWHERE], rest=_exported(said=invoked("echo", {"provider": "east", "depends_on": ["b"]}))),
        *_previewed([plug("east", account="e", token=secret("new")), WEST, *EVERYWHERE]),
        Run(command=REFRESH),
        Run(command=DESTROY),
    ],
    "native-provider-is-another": [
        Run([EAST, WEST, *EVERYWHERE]),
        *_previewed([EAST, plug("west", {"depends_on": ["east"]}, account="n"), *EVERYWHERE]),
        Run([EAST, native("a", {"provider": "east"}, value=1), native("b", AFTER_A, value=1)]),
        Run([native("a", value=1)], config={"plug:account": "e"}),
    ],
    "native-provider-deleted-first": [
        Run([plug("p", account="e"), native("a", {"provider": "p"}, value=1)]),
        *_previewed([plug("p", FIRST, account="f"), native("a", {"provider": "p"}, value=1)]),
    ],
    "native-settings": [
        Run([N], PREVIEW, config={"plug:account": "one", "plug:token": secret("t0ken"), "plug:map": '{"x": 1}'}),
        Run([N], config={"plug:account": "one", "plug:token": secret("t0ken")}),
        Run([N], config={"plug:account": "one", "plug:token": secret("other")}),
        *_previewed([N], config={"plug:account": "two"}),
        Run([N], PREVIEW, config={"plug:account": "two", "plug:bad": "b"}),
        Run([N], config={"plug:account": "two", "plug:unusable": "u"}),
    ],
    "native-secrets": [
        Run([N_SECRETS, native("b", value=out("a", "value"))], PREVIEW),
        Run([N_SECRETS, native("b", value=out("a", "value"))], rest=_exported(label=out("a"))),
        *_previewed([native("a", value={"deep": secret("new"), "open": ["x"]})]),
        Run(command=REFRESH),
    ],
    "native-without-secrets": [
        *_previewed(
            [plug("p", plain=True), native("a", {"provider": "p"}, value={"deep": secret("h")}, list=[secret(1)])]
        ),
        Run([plug("p", plain=True), native("a", {"provider": "p"}, value={"deep": secret("i")}, list=[1])]),
        Run(command=REFRESH, edits={"a-None": {"list": [2]}}),
    ],
    "native-without-previews": [
        Run(
            [plug("p", blind=True), native("a", {"provider": "p"}), native("b", {"provider": "p"}, value=out("a"))],
            PREVIEW,
        ),
        Run([plug("p", blind=True), native("a", {"provider": "p"})]),
        Run([plug("p", blind=True), native("a", {"provider": "p"}, value=1)], PREVIEW),
    ],
    "native-references": [
        Run([N, group("g"), native("b", value=made("a"), more=[made("g")])], PREVIEW),
        Run(
            [N, group("g"), native("b", value=made("a"), more=[made("g")])],
            rest=_exported(said=invoked("echo", x=made("a"))),
        ),
        Run([N, group("g"), native("b", value=made("a"), more=[made("g")])]),
    ],
    "native-unknowns": [
        *_previewed([native("a", value=1), native("b", value=[out("a", "id"), {"x": out("a", "serial")}])]),
        Run([native("a", value=2), native("b", value=[out("a", "id"), {"x": out("a", "serial")}])], PREVIEW),
        Run([native("a", kind="y"), plug("p", account=out("a", "id")), native("b", {"provider": "p"})], PREVIEW),
        Run(
            [
                native("a", kind="y"),
                plug("p", account=out("a", "id")),
                native("b", {"provider": "p"}),
                native("c", kind=out("b")),
            ]
        ),
    ],
    "native-not-ready": [
        Run([native("a", partial="create"), native("b", {"depends_on": ["a"]})]),
        *_previewed([native("a", partial="create"), native("b", {"depends_on": ["a"]})]),
        Run([native("a", partial="update"), native("b", {"depends_on": ["a"]})]),
        Run([native("a", {"replace_on_changes": ["*"]}, partial="update")], PREVIEW),
        Run([native("a", value=1)]),
        Run(command=REFRESH, edits={"a-None": {"partial": "read"}}),
        Run([native("a", value=1)], edits={"a-None": {"partial": None}}),
    ],
    "native-check-failures": [
        Run([N, native("b", {"depends_on": ["a"]}, invalid=["value", ""], value=secret("x"))], PREVIEW),
        Run([native("a", invalid=["value"], value={"x": 1}), native("b", {"depends_on": ["a"]})]),
    ],
    "native-failures": [
        Run([N, native("b", {"depends_on": ["a"]}, fail="create")]),
        Run([native("a", value=2)], environment=_failing("update", "a")),
        Run([native("a", value=2)], environment=_failing("read", "a"), refresh=True),
        Run([native("a", kind="x")], environment=_failing("delete", "a")),
        Run([native("a", kind="x")], environment={"DIE": "diff:a"}),
        Run([], environment=_failing("delete", "a")),
        Run([native("a", kind="x")]),
    ],
    "native-from-dynamic-and-back": [
        Run([thing("a", value=1), thing("b", value=out("a"))]),
        *_previewed([native("a", AS_DYNAMIC, value=1), native("b", AS_DYNAMIC, value=out("a"))]),
        Run([native("a", AS_DYNAMIC, value=1), native("b", AS_DYNAMIC, value=out("a"))]),
        *_previewed([thing("a", AS_NATIVE, value=1), thing("b", AS_NATIVE, value=out("a"))]),
        Run(command=REFRESH),
        Run(command=DESTROY),
    ],
    "native-parallel": [
        Run(
            [
                native("a", awaits="b"),
                native("b", awaits="a"),
                native("c", {"depends_on": ["a", "b"]}, awaits="d"),
                native("d", {"depends_on": ["a", "b"]}, awaits="c"),
            ],
            parallel=2,
        ),
        Run([native(name, awaits="efghij", kind="y") for name in "efghij"], parallel=6),
        Run([native(name, seconds=0.2, kind="z") for name in "efg"], parallel=1),
    ],
    "native-component": [
        Run([EAST, group("g", providers=["east"]), native("a", {"parent": "g"}), native("b", {"parent": "a"})]),
        *_previewed([group("g"), native("a", {"parent": "g", "protect": True}), native("b", {"parent": "a"})]),
        Run(command=DESTROY),
    ],
    "native-read": [
        Run([KEPT, native("r", {"id": "k-None", "depends_on": ["k"]})]),
        Run([KEPT, native("r", {"id": "k-None"}), native("s", {"id": out("r", "id")}, value=1)], PREVIEW),
        Run([KEPT, native("r", {"id": "k-None"})], edits={"k-None": {"value": 5}}),
        Run(command=REFRESH, edits={"k-None": {"value": 6}}),
        Run([KEPT, native("r", value=1)]),
        Run([KEPT, native("r", {"id": "k-None"})]),
        Run([KEPT]),
        Run([native("k", {"id": "k-None"})]),
        Run([native("k", {"id": "nothing"})]),
        Run(command=DESTROY),
    ],
    "native-import": [
        Run([KEPT, native("n", {"retain_on_delete": True}, value=1)]),
        Run([]),
        *_previewed([native("k", {"import_": "k-None"}, value=1)]),
        Run([native("k", {"import_": "k-None"}, value=1)]),
        *_previewed([native("k", {"import_": "k-None"}, value=2), native("n", {"import_": "n-None"}, value=3)]),
        Run([native("k"), native("n", value=3), native("m", {"import_": "nothing"})]),
    ],
    "native-timeouts": [
        Run([native("a", {"custom_timeouts": {"create": "5m", "update": "6m", "delete": "7m", "read": "8m"}})]),
        Run([native("a", {"custom_timeouts": {"create": "5m", "update": "6m"}}, value=1)], refresh=True),
        Run(command=DESTROY),
    ],
    "native-versions": [
        Run([native("a", {"version": "1.2.3"}), native("b", {"version": "1.0.0-alpha.1+x", "depends_on": ["a"]})]),
        Run([plug("p", {"version": "1.2.3"}, account="a"), native("a", {"provider": "p"})]),
        Run([plug("p", {"version": "1.2.2", "plugin_download_url": "https://x.test/y"}, account="a")], PREVIEW),
        Run(
            [
                plug("p", {"plugin_download_url": "https://x.test/y"}, account="a"),
                native("a", {"provider": "p"}, value=2),
            ]
        ),
    ],
}

SCENARIOS: Final[dict[str, list[Run]]] = {
    **LIFE,
    **REPLACEMENTS,
    **OPTIONS,
    **CONFIDENTIAL,
    **OUTSIDE,
    **FAILURES,
    **PROVIDERS,
    **NATIVE,
}
