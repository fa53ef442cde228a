"""What is played on both engines: programs, each in several forms one after the other, and what goes wrong around them.

A scenario is a list of acts; an act is one command with the program, the settings and the provider's objects as they
are then. How the provider behaves is in the properties of its things: see `programs/things/things.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .project import group, invoked, made, native, out, plug, provider, reference, secret, thing


@dataclass(frozen=True)
class Act:
    """One command with the program as it is then.

    `meddled` changes (or, with None, removes) objects before it, `config` adds to the settings of the stack, `rest` to
    the program beside its resources.
    """

    resources: Sequence[Mapping[str, Any]] = ()
    command: str = "up"
    rest: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    meddled: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    config: Mapping[str, Any] = field(default_factory=dict)
    refresh: bool = False
    parallel: int = 0
    stack: str = "dev"

    @property
    def title(self) -> str:
        """The command as people write it."""
        words = [
            self.command,
            "--refresh" if self.refresh else "",
            f"--parallel {self.parallel}" if self.parallel else "",
        ]
        words += [f"--stack {self.stack}" if self.stack != "dev" else ""]
        return " ".join(word for word in words if word)


def _exported(**outputs: Any) -> dict[str, Any]:
    return {"outputs": outputs}


def _failing(verb: str, name: str) -> dict[str, str]:
    return {"FAIL": f"{verb}:{name}"}


PREVIEW: Final = "preview"
REFRESH: Final = "refresh"
DESTROY: Final = "destroy"

STACK: Final = "urn:pulumi:dev::things::pulumi:pulumi:Stack::things-dev"
H: Final = "urn:pulumi:dev::things::things:index:Group::h"
K: Final = "urn:pulumi:dev::things::things:index:Group::k"

A: Final = thing("a", value=1)
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
NESTED: Final = {"deep": {"list": [{"x": 1, "y": 1}, {"x": 2, "y": 2}]}, "other": 1}
NESTED_OTHERWISE: Final = {"deep": {"list": [{"x": 9, "y": 9}, {"x": 9, "y": 9}, {"x": 3, "y": 9}]}, "other": 1}
ADOPTED: Final = [thing("a", {"parent": "g", "aliases": [{"parent_urn": STACK}]}, value=1), thing("b", value=out("a"))]
PASSED_ON: Final = [thing("b", kind=out("a", "id")), thing("c", value=[out("a", "value")])]
HOLDING: Final = [
    A,
    group("g", {"made": made("a"), "in": [made("a")], "hidden": secret(made("a"))}),
    {**group("h", {"of": made("g")}), "props": {"of": made("a"), "in": {"deep": [made("g")]}}},
    thing("b", value=made("a"), more=[made("g")]),
]

LIFE: Final[dict[str, list[Act]]] = {
    "create-and-keep": [Act([A, *KEYED], PREVIEW), Act([A, *KEYED]), Act([A, *KEYED], PREVIEW), Act([A, *KEYED])],
    "update": [Act([A]), Act([thing("a", value=2)], PREVIEW), Act([thing("a", value=2)])],
    "update-with-dependents": [
        Act([A, *KEYED]),
        Act([thing("a", value=2), *KEYED], PREVIEW),
        Act([thing("a", value=2), *KEYED]),
    ],
    "outputs-go": [
        Act([A, thing("b", value=out("a"))]),
        Act([thing("a", unlabelled=True), thing("b", value=out("a"))], PREVIEW),
        Act([thing("a", unlabelled=True), thing("b", value=out("a"))]),
    ],
    "properties-go": [Act([thing("a", value=1, more={"x": 1})]), Act([thing("a", value=1)])],
    "kinds-of-values": [
        Act([thing("a", value=[1, 1.5, True, None, "", "text", [], {}, {"none": None}, [[1]]])]),
        Act([thing("a", value=[1, 1.5, True, None, "", "text", [], {}, {"none": None}, [[1]]])], PREVIEW),
        Act([thing("a", value=[True, 1, False, "", None, "täxt", {}, [], {"none": 0}, [[]]])]),
    ],
    "unknown-in-a-list": [
        Act([A, thing("b", value=[1, {"x": out("a")}, [out("a", "id")]])], PREVIEW),
        Act([A, thing("b", value=[1, {"x": out("a")}, [out("a", "id")]])]),
        Act([thing("a", kind="y"), thing("b", value=[1, {"x": out("a")}, [out("a", "id")]])], PREVIEW),
        Act([thing("a", kind="y"), thing("b", value=[1, {"x": out("a")}, [out("a", "id")]])]),
    ],
    "delete": [Act([A, *KEYED]), Act([], PREVIEW), Act([])],
    "delete-among-others": [Act([A, *KEYED, thing("d")]), Act([A, thing("d", value=out("a"))])],
    "destroy": [
        Act([group("g"), thing("a", {"parent": "g"}), thing("b", value=out("a"))]),
        Act(command=DESTROY),
        Act(command=DESTROY),
    ],
    "depends-on": [
        Act([A, thing("b", {"depends_on": ["a"]}), thing("c", {"depends_on": ["b", "a"]})]),
        Act([thing("a", kind="y"), thing("b", {"depends_on": ["a"]}), thing("c", {"depends_on": ["b", "a"]})]),
        Act([A, thing("c"), thing("b", {"depends_on": ["c"]})]),
        Act(command=DESTROY),
    ],
    "depends-on-a-component": [
        Act([group("g"), thing("a", {"parent": "g"}), thing("b", {"depends_on": ["g"]})]),
        Act([group("g"), thing("a", {"parent": "g"}, kind="y"), thing("b", {"depends_on": ["g"]})]),
        Act(command=DESTROY),
    ],
    "parallel": [
        Act([thing(name, seconds=0.2) for name in "abcde"], parallel=1),
        Act([thing(name, seconds=0.2, value=1) for name in "abcdef"], parallel=1),
        Act(command=DESTROY, parallel=1),
    ],
    "stack-outputs": [
        Act([A], PREVIEW, rest=_exported(label=out("a"), plain={"x": [1]}, hidden=secret("out"))),
        Act([A], rest=_exported(label=out("a"), plain={"x": [1]}, hidden=secret("out"))),
        Act([A], PREVIEW, rest=_exported(renamed=out("a"), plain={"x": [2]})),
        Act([A], rest=_exported(renamed=out("a"), plain={"x": [2]})),
        Act([A]),
    ],
}

REPLACEMENTS: Final[dict[str, list[Act]]] = {
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
        Act([thing("a", FIRST, kind="y")]),
        Act([thing("a", {"delete_before_replace": False}, kind="z", delete_first=True)]),
    ],
    "replace-on-nested-paths": [
        Act([thing("a", value=NESTED)]),
        Act([thing("a", value={**NESTED, "other": 2}, replaces=["value.deep.list[0].x", "value.other"])]),
    ],
    "chain-of-replacements": [
        Act([thing("a", kind="x"), *CHAIN]),
        Act([thing("a", kind="y"), *CHAIN], PREVIEW),
        Act([thing("a", kind="y"), *CHAIN]),
    ],
    "cascade-deleting-first": [
        Act([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST], PREVIEW),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST]),
    ],
    "cascade-begun-by-one": [
        Act([thing("a", kind="x"), *CHAIN]),
        Act([thing("a", FIRST, kind="y"), *CHAIN], PREVIEW),
        Act([thing("a", FIRST, kind="y"), *CHAIN]),
    ],
    "cascade-from-the-middle": [
        Act([A, thing("b", kind="x", value=out("a")), thing("c", kind=out("b", "id")), thing("d", value=out("b"))]),
        Act(
            [
                thing("a", value=2),
                thing("b", FIRST, kind="y", value=out("a")),
                thing("c", kind=out("b", "id")),
                thing("d", value=out("b")),
            ]
        ),
    ],
    "dependent-leaves-with-a-replacement": [
        Act([thing("a", kind="x"), *KEYED]),
        Act([thing("a", kind="y", delete_first=True)], PREVIEW),
        Act([thing("a", kind="y", delete_first=True)]),
    ],
    "dependent-leaves-with-a-later-deletion": [Act([thing("a", kind="x"), *KEYED]), Act([thing("a", kind="y")])],
    "chain-leaves-with-a-replacement": [
        Act([thing("a", kind="x"), *CHAIN]),
        Act([thing("a", FIRST, kind="y"), thing("b", kind=out("a", "id"))]),
    ],
    "dependent-lets-go": [
        Act([thing("a", FIRST, kind="x"), thing("b", kind=out("a", "id"))]),
        Act([thing("a", FIRST, kind="y"), thing("b", {"depends_on": ["a"]}, kind="z")]),
        Act([thing("b", kind="w"), thing("a", {"depends_on": ["b"], **FIRST}, kind="x")]),
    ],
    "replace-a-parent": [
        Act([thing("a", kind="x"), thing("b", {"parent": "a"}), thing("c", {"parent": "b"}, value=1)]),
        Act([thing("a", kind="y"), thing("b", {"parent": "a"}), thing("c", {"parent": "b"}, value=2)]),
        Act([thing("a", FIRST, kind="z"), thing("b", {"parent": "a"}), thing("c", {"parent": "b"}, value=2)]),
    ],
    "engine-decides": [
        Act([thing("a", undecided=True, value={"deep": 1})]),
        Act([thing("a", undecided=True, value={"deep": 1})]),
        Act([thing("a", undecided=True, value={"deep": 2})]),
        Act([thing("a", {"replace_on_changes": ["value.deep"]}, undecided=True, value={"deep": 3})]),
        Act([thing("a", {"replace_on_changes": ["*"]}, undecided=True, value={"deep": 4})]),
    ],
    "replace-on-changes": [
        Act([thing("a", value=NESTED)]),
        Act([thing("a", {"replace_on_changes": ["value.deep.list[*].x"]}, value={**NESTED, "other": 2})], PREVIEW),
        Act([thing("a", {"replace_on_changes": ["value.deep.list[*].x"]}, value={**NESTED, "other": 2})]),
        Act([thing("a", {"replace_on_changes": ["value.other"]}, value={**NESTED, "other": 3}), *KEYED]),
        Act([thing("a", {"replace_on_changes": ["value"]}, value={**NESTED, "other": 4}), *KEYED]),
    ],
}

OPTIONS: Final[dict[str, list[Act]]] = {
    "component": [
        Act([group("g", {"said": 1}), thing("a", {"parent": "g"})]),
        Act([group("g", {"said": 2}), thing("a", {"parent": "g"}, value=2)]),
        Act([group("g"), thing("a", {"parent": "g"}, value=2)]),
    ],
    "components-in-components": [
        Act(FAMILY, PREVIEW),
        Act(FAMILY),
        Act(
            [group("g"), group("h", {"own": secret(1)}, parent="g"), *FAMILY[2:3], thing("b", {"parent": "a"}, value=2)]
        ),
        Act([group("g"), group("h", {"own": 2}, parent="g"), thing("a", {"parent": "h"})]),
        Act(command=DESTROY),
    ],
    "ignore-changes": [
        Act([thing("a", {"ignore_changes": ["value.deep", "list[1]"]}, value={"deep": 1, "other": 1}, list=[1, 2])]),
        Act([thing("a", {"ignore_changes": ["value.deep", "list[1]"]}, value={"deep": 2, "other": 1}, list=[1, 3])]),
        Act([thing("a", {"ignore_changes": ["value.*", "gone"]}, value={"deep": 2, "other": 5}, list=[2, 3], gone=1)]),
    ],
    "ignore-changes-in-lists": [
        Act([thing("a", value=NESTED)]),
        Act([thing("a", {"ignore_changes": ["value.deep.list[*].y"]}, value=NESTED_OTHERWISE)], PREVIEW),
        Act([thing("a", {"ignore_changes": ["value.deep.list[*].y"]}, value=NESTED_OTHERWISE)]),
        Act([thing("a", {"ignore_changes": ['value["deep"].list']}, value={"deep": {"list": []}, "other": 2})]),
    ],
    "ignore-what-left": [
        Act([thing("a", value={"deep": 1, "other": 1}, list=[1, 2])]),
        Act([thing("a", {"ignore_changes": ["value.deep", "list"]}, value={"other": 1})]),
        Act([thing("a", {"ignore_changes": ["value", "more.new"]}, more={"new": 1, "old": 1})]),
    ],
    "ignore-everything": [Act([A]), Act([thing("a", {"ignore_changes": ["*"]}, value=2, more=1)])],
    "ignore-what-replaces": [
        Act([thing("a", kind="x", value=1)]),
        Act([thing("a", {"ignore_changes": ["kind"]}, kind="y", value=2)]),
        Act([thing("a", {"ignore_changes": ["value"], "replace_on_changes": ["value"]}, kind="z", value=3)]),
    ],
    "protect": [
        Act([thing("a", {"protect": True}, kind="x"), thing("b", value=1)]),
        Act([thing("a", {"protect": True}, kind="y"), thing("b", value=1)], PREVIEW),
        Act([thing("a", {"protect": True}, kind="y")]),
        Act([], PREVIEW),
        Act([]),
        Act(command=DESTROY),
        Act([thing("a", kind="x")]),
        Act(command=DESTROY),
    ],
    "protect-by-a-parent": [
        Act([group("g", protect=True), thing("a", {"parent": "g"}), thing("b", {"parent": "g", "protect": False})]),
        Act(command=DESTROY),
        Act([group("g"), thing("a", {"parent": "g"})]),
        Act(command=DESTROY),
    ],
    "protected-dependent-of-a-replaced": [
        Act([thing("a", kind="x"), thing("b", {"protect": True}, kind=out("a", "id"))]),
        Act([thing("a", FIRST, kind="y"), thing("b", {"protect": True}, kind=out("a", "id"))], PREVIEW),
        Act([thing("a", FIRST, kind="y"), thing("b", {"protect": True}, kind=out("a", "id"))]),
    ],
    "unprotect-and-replace": [
        Act([thing("a", {"protect": True}, kind="x")]),
        Act([thing("a", kind="y")]),
        Act([thing("a", {"protect": True}, kind="z")]),
    ],
    "retain": [Act([thing("a", {"retain_on_delete": True})]), Act([])],
    "retain-and-replace": [
        Act([thing("a", {"retain_on_delete": True}, kind="x"), thing("b", kind=out("a", "id"))]),
        Act([thing("a", {"retain_on_delete": True}, kind="y"), thing("b", kind=out("a", "id"))]),
        Act([thing("a", {"retain_on_delete": True, **FIRST}, kind="z"), thing("b", kind=out("a", "id"))]),
        Act(command=DESTROY),
    ],
    "retain-by-a-parent": [
        Act([group("g", retain_on_delete=True), thing("a", {"parent": "g"}), thing("b", {"parent": "g"})]),
        Act([group("g", retain_on_delete=True), thing("a", {"parent": "g", "retain_on_delete": False})]),
        Act([]),
    ],
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
    "alias-into-a-component": [
        Act([A, thing("b", value=out("a"))]),
        Act([group("g"), *ADOPTED], PREVIEW),
        Act([group("g"), *ADOPTED]),
        Act([group("h", aliases=[{"name": "g"}]), thing("a", {"parent": "h"}, value=1), thing("b", value=out("a"))]),
        Act([thing("a", {"aliases": [{"parent_urn": H}]}, value=1), thing("b", value=out("a"))]),
    ],
    "alias-through-components": [
        Act(FAMILY),
        Act([group("k", aliases=[{"name": "g"}]), group("h", parent="k"), *FAMILY[2:]], PREVIEW),
        Act([group("k", aliases=[{"name": "g"}]), group("h", parent="k"), *FAMILY[2:]]),
        Act([group("h", aliases=[{"parent_urn": K}]), *FAMILY[2:]]),
    ],
    "alias-and-replace": [
        Act([thing("a", kind="x"), thing("c", kind=out("a", "id"))]),
        Act([thing("b", {"aliases": [{"name": "a"}]}, kind="y"), thing("c", kind=out("b", "id"))]),
        Act([thing("d", {"aliases": [{"name": "b"}], **FIRST}, kind="z"), thing("c", kind=out("d", "id"))]),
    ],
    "alias-of-what-there-is": [
        Act([thing("a")]),
        Act([thing("a"), thing("b", {"aliases": [{"name": "a"}], "depends_on": ["a"]})]),
        Act([thing("b", {"aliases": [{"name": "a"}, {"name": "z"}]}), thing("a", {"depends_on": ["b"]})]),
    ],
    "references-to-resources": [
        Act(HOLDING, PREVIEW),
        Act(HOLDING, rest=_exported(a=made("a"), g=made("g"), hidden=secret(made("a")))),
        Act(HOLDING, PREVIEW),
        Act(HOLDING),
        Act(command=REFRESH),
        Act([thing("a", kind="y"), *HOLDING[1:]], PREVIEW),
        Act([thing("a", kind="y"), *HOLDING[1:]]),
    ],
    "custom-timeouts": [
        Act([thing("a", {"custom_timeouts": {"create": "1h1.5m", "delete": "250ms"}})]),
        Act([thing("a", {"custom_timeouts": {"update": "-2s", "read": "90s", "delete": "1m"}}, value=1)], PREVIEW),
        Act([thing("a", {"custom_timeouts": {"update": "-2s", "read": "90s", "delete": "1m"}}, value=1)]),
        Act(command=REFRESH),
        Act([thing("a", {"custom_timeouts": {"update": "0"}}, value=1), group("g", custom_timeouts={"create": "5m"})]),
        Act([thing("a", {"custom_timeouts": {"create": "soon"}}, value=1)]),
        Act(command=DESTROY),
    ],
    "same-name-twice": [Act([A, thing("b"), thing("a", {"depends_on": ["a"]}, value=2)])],
}

CONFIDENTIAL: Final[dict[str, list[Act]]] = {
    "secrets": [
        Act([SECRETS], rest=_exported(hidden=secret("out"), whole=out("s", "value"))),
        Act([SECRETS], PREVIEW),
        Act([SECRETS]),
        Act(command=REFRESH),
    ],
    "secrets-change": [
        Act([thing("a", value=secret(1), open=2)]),
        Act([thing("a", value=secret(2), open=2)]),
        Act([thing("a", value=2, open=secret(2))], PREVIEW),
        Act([thing("a", value=2, open=secret(2))]),
    ],
    "secrets-in-lists": [
        Act([thing("a", value=[secret("x"), {"deep": [secret({"y": 1})]}], map={"k": {"s": secret([1])}})]),
        Act([thing("a", value=[secret("x"), {"deep": []}], map={"k": {}})]),
        Act(command=REFRESH, meddled={"a-None": {"map": {"k": {"s": [2], "t": 1}}}}),
    ],
    "secrets-passed-on": [
        Act([thing("a", kind=secret("x"), value=secret("hidden")), *PASSED_ON], rest=_exported(id=out("a", "id"))),
        Act([thing("a", kind=secret("y"), value=secret("hidden")), *PASSED_ON], PREVIEW),
        Act([thing("a", kind=secret("y"), value=secret("hidden")), *PASSED_ON], rest=_exported(id=out("a", "id"))),
    ],
    "additional-secret-outputs": [
        Act([A, thing("b", value=out("a"))]),
        Act([thing("a", {"additional_secret_outputs": ["label"]}, value=1), thing("b", value=out("a"))]),
        Act([thing("a", {"additional_secret_outputs": ["label", "none"]}, value=2), thing("b", value=out("a"))]),
        Act([thing("a", value=2), thing("b", value=out("a"))]),
    ],
    "undecided-about-secrets": [
        Act([thing("a", undecided=True, value=secret({"deep": 1}))]),
        Act([thing("a", undecided=True, value={"deep": 1})]),
        Act([thing("a", undecided=True, value={"deep": secret(2)})]),
    ],
    "settings-change": [
        Act([A, thing("b", value={"$config": "token"})], rest=_exported(o={"$config": "token"})),
        Act([A, thing("b", value={"$config": "token"})], PREVIEW, config={"plain": "another"}),
        Act([A, thing("b", value={"$config": "token"})], config={"token": secret("an0ther")}),
        Act(command=REFRESH, config={"plain": "a third", "more": secret("new")}),
        Act(command=DESTROY, config={"token": "no secret any more"}),
    ],
}

OUTSIDE: Final[dict[str, list[Act]]] = {
    "drift": [
        Act([A, thing("b", value=1)]),
        Act(command=REFRESH, meddled={"a-None": {"value": 9}}),
        Act([A, thing("b", value=1)], PREVIEW),
        Act([A, thing("b", value=1)]),
    ],
    "drift-in-what-is-ignored": [
        Act([thing("a", {"ignore_changes": ["value"]}, value=1)]),
        Act([thing("a", {"ignore_changes": ["value"]}, value=1)], refresh=True, meddled={"a-None": {"value": 9}}),
        Act([thing("a", {"ignore_changes": ["value"]}, value=2)]),
    ],
    "drift-that-replaces": [
        Act([thing("a", kind="x"), *KEYED]),
        Act(command=REFRESH, meddled={"a-x": {"kind": "z"}}),
        Act([thing("a", kind="x"), *KEYED]),
    ],
    "gone": [Act([A, *KEYED]), Act(command=REFRESH, meddled={"a-None": None}), Act([A, *KEYED])],
    "gone-parents": [
        Act([*FAMILY, thing("c", {"parent": "b", "depends_on": ["a"]}, value=out("b"))]),
        Act(command=REFRESH, meddled={"a-None": None, "b-None": None}),
        Act(command=DESTROY),
    ],
    "gone-and-destroyed": [Act([A, *KEYED]), Act(command=DESTROY, meddled={"b-a-None": None, "a-None": None})],
    "refresh-in-up": [
        Act([A, *KEYED]),
        Act([A, *KEYED], PREVIEW, refresh=True, meddled={"a-None": {"value": 9}}),
        Act([A, *KEYED], refresh=True),
        Act([A, *KEYED], refresh=True, meddled={"c-None": None}),
        Act([thing("a", value=5)], refresh=True, meddled={"a-None": {"value": 4}, "c-None": {"value": "z"}}),
    ],
    "refresh-of-nothing": [Act(command=REFRESH), Act([], PREVIEW), Act([]), Act(command=REFRESH)],
    "refresh-undecided": [
        Act([thing("a", undecided=True, value=1), thing("b", undecided=True, value=1)]),
        Act(command=REFRESH, meddled={"a-None": {"value": 2}}),
        Act([thing("a", undecided=True, value=1), thing("b", undecided=True, value=1)]),
    ],
}

FAILURES: Final[dict[str, list[Act]]] = {
    "check-failure": [
        Act([A]),
        Act([A, thing("b", {"depends_on": ["a"]}, invalid=["value", ""], value=secret("x"))], PREVIEW),
        Act([A, thing("b", {"depends_on": ["a"]}, invalid=["value"])]),
    ],
    "several-check-failures": [
        Act(
            [
                A,
                thing("b", {"depends_on": ["a"]}, invalid=["value"]),
                thing("c", {"depends_on": ["b"]}, invalid=["value"]),
            ]
        ),
        Act([thing("a", value=1, invalid=["value"])]),
        Act([thing("a", value=1, fail="check")], PREVIEW),
        Act([thing("a", value=1, fail="diff")], PREVIEW),
        Act([thing("a", value=1, fail="diff")]),
    ],
    "create-failure": [
        Act([A, thing("b", fail="create", value=out("a")), thing("c", value=out("b"))]),
        Act([A, thing("b", value=out("a"))]),
    ],
    "create-failure-among-others": [
        Act([A]),
        Act(
            [
                A,
                thing("b", {"depends_on": ["a"]}, awaits="c", seconds=0.1, fail="create"),
                thing("c", {"depends_on": ["a"]}, awaits="b", seconds=0.7),
                thing("d", {"depends_on": ["c"]}),
            ]
        ),
        Act([A, thing("b", {"depends_on": ["a"]}), thing("c", {"depends_on": ["a"]})]),
    ],
    "update-failure": [
        Act([A, *KEYED]),
        Act([thing("a", value=2), *KEYED], environment=_failing("update", "a")),
        Act([thing("a", value=2), *KEYED]),
    ],
    "delete-failure": [Act([A, *KEYED]), Act([A], environment=_failing("delete", "b")), Act([A])],
    "destroy-failure": [
        Act([A, thing("b", value=out("a")), thing("c", value=out("b"))]),
        Act(command=DESTROY, environment=_failing("delete", "b")),
        Act(command=DESTROY),
    ],
    "replacement-failure": [
        Act([thing("a", kind="x")]),
        Act([thing("a", kind="y", delete_first=True)], environment=_failing("create", "a")),
        Act([thing("a", kind="y", delete_first=True)], PREVIEW),
        Act([thing("a", kind="y", delete_first=True)]),
    ],
    "replacement-failure-in-a-chain": [
        Act([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST], environment=_failing("create", "b")),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST], PREVIEW),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST]),
    ],
    "replacement-failure-and-no-more": [
        Act([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST], environment=_failing("create", "a")),
        Act(command=REFRESH),
        Act([thing("e")]),
    ],
    "replacement-failure-and-destroy": [
        Act([thing("a", FIRST, kind="x"), *CHAIN_FIRST]),
        Act([thing("a", FIRST, kind="y"), *CHAIN_FIRST], environment=_failing("delete", "b")),
        Act(command=DESTROY),
    ],
    "original-stays": [
        Act([thing("a", kind="x")]),
        Act([thing("a", kind="y")], environment=_failing("delete", "a")),
        Act([thing("a", kind="z")], environment=_failing("delete", "a")),
        Act([thing("a", kind="z")]),
    ],
    "original-stays-and-leaves": [
        Act([thing("a", kind="x")]),
        Act([thing("a", kind="y")], environment=_failing("delete", "a")),
        Act(command=REFRESH),
        Act(command=DESTROY),
    ],
    "read-failure": [
        Act([A, *KEYED]),
        Act(command=REFRESH, environment=_failing("read", "a"), meddled={"c-None": {"value": 5}}),
        Act([A, *KEYED], refresh=True, environment=_failing("read", "c")),
    ],
    "provider-dies": [
        Act([A]),
        Act([A, thing("b", {"depends_on": ["a"]})], environment={"DIE": "create:b"}),
        Act([thing("a", value=2)], environment={"DIE": "update:a"}),
        Act([thing("a", value=2)]),
    ],
    "program-raises": [
        Act([A], rest=_exported(o=out("a"))),
        Act([thing("a", value=2)], rest={"raise": "no"}),
        Act([A], PREVIEW, rest={"error": "no"}),
        Act([A], rest={"error": "no"}),
    ],
}

MINE: Final = provider("mine", a="1")
OURS: Final = thing("a", {"provider": "mine"}, value=1)
REFERRING: Final = [
    reference("r", "other"),
    thing("a", value={"$get": ["r", "label"]}, none={"$get": ["r", "none"]}, hidden={"$get": ["r", "hidden"]}),
]

PROVIDERS: Final[dict[str, list[Act]]] = {
    "provider": [
        Act([MINE, OURS], PREVIEW),
        Act([MINE, OURS]),
        Act([provider("mine", a="2"), OURS], PREVIEW),
        Act([provider("mine", a="2"), thing("a", {"provider": "mine"}, value=2)]),
        Act(command=REFRESH),
        Act(command=DESTROY),
    ],
    "provider-is-another": [
        Act([A]),
        Act([MINE, OURS], PREVIEW),
        Act([MINE, OURS]),
        Act([provider("yours", a="1"), thing("a", {"provider": "yours"}, kind="y")]),
        Act([thing("a", kind="y")]),
    ],
    "provider-renamed": [
        Act([MINE, OURS]),
        Act([provider("yours", {"aliases": [{"name": "mine"}]}, a="2"), thing("a", {"provider": "yours"}, value=1)]),
    ],
    "provider-with-outputs-and-secrets": [
        Act([A, provider("p", a=out("a"), n=5, b=[1, {"k": secret("z")}]), thing("b", {"provider": "p"})], PREVIEW),
        Act([A, provider("p", a=out("a"), n=5, b=[1, {"k": secret("z")}]), thing("b", {"provider": "p"})]),
        Act([thing("a", kind="y"), provider("p", a=out("a")), thing("b", {"provider": "p"}, value=2)], PREVIEW),
        Act([thing("a", kind="y"), provider("p", a=out("a")), thing("b", {"provider": "p"}, value=2)]),
    ],
    "provider-protected": [
        Act([provider("mine", {"protect": True}, a="1"), OURS]),
        Act([]),
        Act([provider("mine", {"replace_on_changes": ["a"]}, a="2")]),
    ],
    "providers-of-a-component": [
        Act([MINE, group("g", providers=["mine"]), thing("a", {"parent": "g"}), group("h", parent="g")]),
        Act(
            [
                MINE,
                group("g", provider="mine"),
                thing("a", {"parent": "g"}),
                group("h", parent="g"),
                thing("b", {"parent": "h"}),
                thing("c", {"parent": "a"}),
            ]
        ),
        Act(command=DESTROY),
    ],
    "provider-with-refresh": [
        Act([MINE, OURS]),
        Act([MINE, OURS], refresh=True, meddled={"a-None": {"value": 9}}),
    ],
    "stack-reference": [
        Act([], rest=_exported(label="L", hidden=secret("hid")), stack="other"),
        Act(REFERRING, PREVIEW),
        Act(REFERRING),
        Act([], rest=_exported(label="M", hidden={"x": [secret("hid")]}), stack="other"),
        Act(REFERRING, PREVIEW),
        Act(REFERRING),
        Act(command=REFRESH),
        Act([reference("r", "organization/things/other"), thing("a", value={"$require": ["r", "label"]})]),
        Act([], rest=_exported(label="N"), stack="other"),
        Act(command=REFRESH),
        Act([]),
        Act(REFERRING),
        Act(command=DESTROY),
    ],
    "stack-reference-to-nothing": [
        Act([], rest=_exported(label="L"), stack="other"),
        Act([reference("r", "organization/things/nowhere")]),
        Act([reference("r", "things/other")]),
        Act([reference("r", "other"), thing("a", value={"$require": ["r", "none"]})]),
        Act([reference("r", "organization/other")]),
        Act([reference("r", "dev"), thing("a", value={"$get": ["r", "label"]})]),
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

NATIVE: Final[dict[str, list[Act]]] = {
    "native-life": [
        Act([N, *N_KEYED], PREVIEW),
        Act([N, *N_KEYED]),
        Act([N, *N_KEYED], PREVIEW),
        Act([N, *N_KEYED]),
        Act([native("a", value=2), *N_KEYED], PREVIEW),
        Act([native("a", value=2), *N_KEYED]),
        Act(command=DESTROY),
    ],
    "native-detailed-difference": [
        Act([native("a", value={"x": 1, "y": {"z": 1}}, old=1)]),
        Act([native("a", value={"x": 2, "y": {"z": 1, "w": 1}}, new=1)], PREVIEW),
        Act([native("a", value={"x": 2, "y": {"z": 1, "w": 1}}, new=1)]),
        Act([native("a", {"replace_on_changes": ["value.y"]}, value={"x": 3, "y": {"z": 1}}, new=1)]),
        Act([native("a", {"replace_on_changes": ["value.x"]}, value={"x": 3, "y": {"z": 2}}, new=1)]),
        Act([native("a", {"ignore_changes": ["value.x"]}, value={"x": 9, "y": {"z": 2}}, new=1)]),
    ],
    "native-undecided": [
        Act([native("a", undecided=True, value=1)]),
        Act([native("a", undecided=True, value=2)], PREVIEW),
        Act([native("a", undecided=True, value=2)]),
        Act([native("a", {"replace_on_changes": ["value"]}, undecided=True, value=3)]),
    ],
    "native-replace": [
        Act([native("a", kind="x"), *N_KEYED]),
        Act([native("a", kind="y"), *N_KEYED], PREVIEW),
        Act([native("a", kind="y"), *N_KEYED]),
        Act([native("a", kind="y", value=1, replaces=["value"], coarse=True)], PREVIEW),
        Act([native("a", kind="y", value=1, replaces=["value"], coarse=True)]),
    ],
    "native-replace-deleting-first": [
        Act([native("a", kind="x"), *N_KEYED]),
        Act([native("a", kind="y", delete_first=True), *N_KEYED], PREVIEW),
        Act([native("a", kind="y", delete_first=True), *N_KEYED]),
        Act([native("a", {"delete_before_replace": False}, kind="z", delete_first=True)]),
    ],
    "native-drift": [
        Act([native("a", value=1), native("b", value={"x": 1}), native("c")]),
        Act(command=REFRESH, meddled={"a-None": {"value": 9}, "b-None": {"value": {"y": 1}}, "c-None": None}),
        Act([native("a", value=1), native("b", value={"x": 1}), native("c")], PREVIEW),
        Act([native("a", value=1), native("b", value={"x": 1}), native("c")]),
        Act([native("a", value=1)], PREVIEW, refresh=True, meddled={"a-None": {"value": 8, "serial": "other"}}),
        Act([native("a", value=1)], refresh=True),
        Act(command=DESTROY, meddled={"a-None": None}),
    ],
    "native-functions": [
        Act([N], PREVIEW, rest=_exported(said=invoked("echo", x=1, y={"z": [None, "t"]}))),
        Act([N], rest=_exported(said=invoked("echo", x=secret(1)), found=invoked("getThing", id=out("a", "id")))),
        Act([N], PREVIEW, rest=_exported(found=invoked("getThing", id=out("a", "id")))),
        Act([native("a", kind="y"), native("b", value=invoked("getThing", id=out("a", "id")))], PREVIEW),
        Act([native("a", kind="y"), native("b", value=invoked("getThing", id=out("a", "id")))]),
        Act([native("a", kind="y")], rest=_exported(said=invoked("echo", {"depends_on": ["a"]}, x=1))),
    ],
    "native-functions-wait": [
        Act([N], PREVIEW, rest=_exported(said=invoked("echo", {"depends_on": ["a"]}, x=1))),
        Act([N], rest=_exported(said=invoked("echo", {"depends_on": ["a"]}, x=1))),
    ],
    "native-functions-fail": [
        Act([], PREVIEW, rest=_exported(found=invoked("getThing", id="nothing"))),
        Act([], rest=_exported(found=invoked("getNothing", id="nothing"))),
        Act([plug("p", plain=True)], rest=_exported(said=invoked("echo", {"provider": "p"}, x=secret(1), y=2))),
    ],
    "native-providers": [
        Act([EAST, WEST, *EVERYWHERE], PREVIEW),
        Act([EAST, WEST, *EVERYWHERE], rest=_exported(said=invoked("echo", {"provider": "east", "depends_on": ["b"]}))),
        Act([plug("east", account="e", token=secret("new")), WEST, *EVERYWHERE], PREVIEW),
        Act([plug("east", account="e", token=secret("new")), WEST, *EVERYWHERE]),
        Act(command=REFRESH),
        Act(command=DESTROY),
    ],
    "native-provider-is-another": [
        Act([EAST, WEST, *EVERYWHERE]),
        Act([EAST, plug("west", {"depends_on": ["east"]}, account="n"), *EVERYWHERE], PREVIEW),
        Act([EAST, plug("west", {"depends_on": ["east"]}, account="n"), *EVERYWHERE]),
        Act([EAST, native("a", {"provider": "east"}, value=1), native("b", AFTER_A, value=1)]),
        Act([native("a", value=1)], config={"plug:account": "e"}),
    ],
    "native-provider-deleted-first": [
        Act([plug("p", account="e"), native("a", {"provider": "p"}, value=1)]),
        Act([plug("p", FIRST, account="f"), native("a", {"provider": "p"}, value=1)], PREVIEW),
        Act([plug("p", FIRST, account="f"), native("a", {"provider": "p"}, value=1)]),
    ],
    "native-settings": [
        Act([N], PREVIEW, config={"plug:account": "one", "plug:token": secret("t0ken"), "plug:map": '{"x": 1}'}),
        Act([N], config={"plug:account": "one", "plug:token": secret("t0ken")}),
        Act([N], config={"plug:account": "one", "plug:token": secret("other")}),
        Act([N], PREVIEW, config={"plug:account": "two"}),
        Act([N], config={"plug:account": "two"}),
        Act([N], PREVIEW, config={"plug:account": "two", "plug:bad": "b"}),
        Act([N], config={"plug:account": "two", "plug:unusable": "u"}),
    ],
    "native-secrets": [
        Act([N_SECRETS, native("b", value=out("a", "value"))], PREVIEW),
        Act([N_SECRETS, native("b", value=out("a", "value"))], rest=_exported(label=out("a"))),
        Act([native("a", value={"deep": secret("new"), "open": ["x"]})], PREVIEW),
        Act([native("a", value={"deep": secret("new"), "open": ["x"]})]),
        Act(command=REFRESH),
    ],
    "native-without-secrets": [
        Act(
            [plug("p", plain=True), native("a", {"provider": "p"}, value={"deep": secret("h")}, list=[secret(1)])],
            PREVIEW,
        ),
        Act([plug("p", plain=True), native("a", {"provider": "p"}, value={"deep": secret("h")}, list=[secret(1)])]),
        Act([plug("p", plain=True), native("a", {"provider": "p"}, value={"deep": secret("i")}, list=[1])]),
        Act(command=REFRESH, meddled={"a-None": {"list": [2]}}),
    ],
    "native-without-previews": [
        Act(
            [plug("p", blind=True), native("a", {"provider": "p"}), native("b", {"provider": "p"}, value=out("a"))],
            PREVIEW,
        ),
        Act([plug("p", blind=True), native("a", {"provider": "p"})]),
        Act([plug("p", blind=True), native("a", {"provider": "p"}, value=1)], PREVIEW),
    ],
    "native-references": [
        Act([N, group("g"), native("b", value=made("a"), more=[made("g")])], PREVIEW),
        Act(
            [N, group("g"), native("b", value=made("a"), more=[made("g")])],
            rest=_exported(said=invoked("echo", x=made("a"))),
        ),
        Act([N, group("g"), native("b", value=made("a"), more=[made("g")])]),
    ],
    "native-unknowns": [
        Act([native("a", value=1), native("b", value=[out("a", "id"), {"x": out("a", "serial")}])], PREVIEW),
        Act([native("a", value=1), native("b", value=[out("a", "id"), {"x": out("a", "serial")}])]),
        Act([native("a", value=2), native("b", value=[out("a", "id"), {"x": out("a", "serial")}])], PREVIEW),
        Act([native("a", kind="y"), plug("p", account=out("a", "id")), native("b", {"provider": "p"})], PREVIEW),
        Act(
            [
                native("a", kind="y"),
                plug("p", account=out("a", "id")),
                native("b", {"provider": "p"}),
                native("c", kind=out("b")),
            ]
        ),
    ],
    "native-not-ready": [
        Act([native("a", partial="create"), native("b", {"depends_on": ["a"]})]),
        Act([native("a", partial="create"), native("b", {"depends_on": ["a"]})], PREVIEW),
        Act([native("a", partial="create"), native("b", {"depends_on": ["a"]})]),
        Act([native("a", partial="update"), native("b", {"depends_on": ["a"]})]),
        Act([native("a", {"replace_on_changes": ["*"]}, partial="update")], PREVIEW),
        Act([native("a", value=1)]),
        Act(command=REFRESH, meddled={"a-None": {"partial": "read"}}),
        Act([native("a", value=1)], meddled={"a-None": {"partial": None}}),
    ],
    "native-check-failures": [
        Act([N, native("b", {"depends_on": ["a"]}, invalid=["value", ""], value=secret("x"))], PREVIEW),
        Act([native("a", invalid=["value"], value={"x": 1}), native("b", {"depends_on": ["a"]})]),
    ],
    "native-failures": [
        Act([N, native("b", {"depends_on": ["a"]}, fail="create")]),
        Act([native("a", value=2)], environment=_failing("update", "a")),
        Act([native("a", value=2)], environment=_failing("read", "a"), refresh=True),
        Act([native("a", kind="x")], environment=_failing("delete", "a")),
        Act([native("a", kind="x")], environment={"DIE": "diff:a"}),
        Act([], environment=_failing("delete", "a")),
        Act([native("a", kind="x")]),
    ],
    "native-from-dynamic-and-back": [
        Act([thing("a", value=1), thing("b", value=out("a"))]),
        Act([native("a", AS_DYNAMIC, value=1), native("b", AS_DYNAMIC, value=out("a"))], PREVIEW),
        Act([native("a", AS_DYNAMIC, value=1), native("b", AS_DYNAMIC, value=out("a"))]),
        Act([native("a", AS_DYNAMIC, value=1), native("b", AS_DYNAMIC, value=out("a"))]),
        Act([thing("a", AS_NATIVE, value=1), thing("b", AS_NATIVE, value=out("a"))], PREVIEW),
        Act([thing("a", AS_NATIVE, value=1), thing("b", AS_NATIVE, value=out("a"))]),
        Act(command=REFRESH),
        Act(command=DESTROY),
    ],
    "native-parallel": [
        Act(
            [
                native("a", awaits="b"),
                native("b", awaits="a"),
                native("c", {"depends_on": ["a", "b"]}, awaits="d"),
                native("d", {"depends_on": ["a", "b"]}, awaits="c"),
            ],
            parallel=2,
        ),
        Act([native(name, awaits="efghij", kind="y") for name in "efghij"], parallel=6),
        Act([native(name, seconds=0.2, kind="z") for name in "efg"], parallel=1),
    ],
    "native-component": [
        Act([EAST, group("g", providers=["east"]), native("a", {"parent": "g"}), native("b", {"parent": "a"})]),
        Act([group("g"), native("a", {"parent": "g", "protect": True}), native("b", {"parent": "a"})], PREVIEW),
        Act([group("g"), native("a", {"parent": "g", "protect": True}), native("b", {"parent": "a"})]),
        Act(command=DESTROY),
    ],
    "native-read": [
        Act([KEPT, native("r", {"id": "k-None", "depends_on": ["k"]})]),
        Act([KEPT, native("r", {"id": "k-None"}), native("s", {"id": out("r", "id")}, value=1)], PREVIEW),
        Act([KEPT, native("r", {"id": "k-None"})], meddled={"k-None": {"value": 5}}),
        Act(command=REFRESH, meddled={"k-None": {"value": 6}}),
        Act([KEPT, native("r", value=1)]),
        Act([KEPT, native("r", {"id": "k-None"})]),
        Act([KEPT]),
        Act([native("k", {"id": "k-None"})]),
        Act([native("k", {"id": "nothing"})]),
        Act(command=DESTROY),
    ],
    "native-import": [
        Act([KEPT, native("n", {"retain_on_delete": True}, value=1)]),
        Act([]),
        Act([native("k", {"import_": "k-None"}, value=1)], PREVIEW),
        Act([native("k", {"import_": "k-None"}, value=1)]),
        Act([native("k", {"import_": "k-None"}, value=1)]),
        Act([native("k", {"import_": "k-None"}, value=2), native("n", {"import_": "n-None"}, value=3)], PREVIEW),
        Act([native("k", {"import_": "k-None"}, value=2), native("n", {"import_": "n-None"}, value=3)]),
        Act([native("k"), native("n", value=3), native("m", {"import_": "nothing"})]),
    ],
    "native-timeouts": [
        Act([native("a", {"custom_timeouts": {"create": "5m", "update": "6m", "delete": "7m", "read": "8m"}})]),
        Act([native("a", {"custom_timeouts": {"create": "5m", "update": "6m"}}, value=1)], refresh=True),
        Act(command=DESTROY),
    ],
    "native-versions": [
        Act([native("a", {"version": "1.2.3"}), native("b", {"version": "1.0.0-alpha.1+x", "depends_on": ["a"]})]),
        Act([plug("p", {"version": "1.2.3"}, account="a"), native("a", {"provider": "p"})]),
        Act([plug("p", {"version": "1.2.2", "plugin_download_url": "https://x.test/y"}, account="a")], PREVIEW),
        Act(
            [
                plug("p", {"plugin_download_url": "https://x.test/y"}, account="a"),
                native("a", {"provider": "p"}, value=2),
            ]
        ),
    ],
}

SCENARIOS: Final[dict[str, list[Act]]] = {
    **LIFE,
    **REPLACEMENTS,
    **OPTIONS,
    **CONFIDENTIAL,
    **OUTSIDE,
    **FAILURES,
    **PROVIDERS,
    **NATIVE,
}
