"""The docstrings of what a program calls: editors show them where it is called, and `help()` prints them."""

from __future__ import annotations

import inspect
import pydoc
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import pulumi_arize
from pulumi_arize import native
from pulumi_arize.model.resource_types import RESOURCE_TYPES
from pulumi_arize.sdk.args import Args

ITEM = re.compile(r"^ *(\w+) \(([^()]+(?:\([^()]*\))?[^()]*)\): (\S.*)$", re.MULTILINE)
SELF = ("self", "cls")


def called(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Return the resources, the argument classes and the functions of a front end."""
    kinds = {resource_type.name for resource_type in RESOURCE_TYPES} | {"Provider"}
    for name in module.__all__:
        item = getattr(module, name)
        if name in kinds or inspect.isroutine(item) or (inspect.isclass(item) and issubclass(item, Args)):
            yield f"{module.__name__}.{name}", item


CALLED = [pytest.param(item, id=name) for module in (pulumi_arize, native) for name, item in called(module)]


def parameters(item: Callable[..., Any]) -> list[str]:
    """Return the names of the parameters of a call."""
    return [name for name in inspect.signature(item).parameters if name not in SELF]


@pytest.mark.parametrize("item", CALLED)
def test_each_argument_is_described(item: Any) -> None:
    """The docstring has each argument, in order, with its type, its default or "required", and a text."""
    found = {name: (kind, text) for name, kind, text in ITEM.findall(inspect.getdoc(item) or "")}
    assert [name for name in found if name in parameters(item)] == parameters(item)
    for name in parameters(item):
        kind, _ = found[name]
        assert re.search(r", (required|optional|default \S+)$", kind), (name, kind)


@pytest.mark.parametrize("item", [param for param in CALLED if hasattr(param.values[0], "_declare")])
def test_constructors_of_resources(item: Any) -> None:
    """An editor that shows the docstring of the constructor, and not that of the class, has each argument too."""
    assert [name for name, _, _ in ITEM.findall(inspect.getdoc(item.__init__) or "")] == parameters(item)


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (pulumi_arize.OpenAiConfig, "is_function_calling_enabled (bool, default True)"),
        (pulumi_arize.OpenAiConfig, "api_key (str, required)"),
        (pulumi_arize.CustomConfig, "At most 8,175 bytes as JSON."),
        (pulumi_arize.CustomConfig, "Needs at least one model source"),
        (pulumi_arize.Scoping, "`space_id` requires `organization_id`."),
        (pulumi_arize.Integration, "type (str, default LLM)"),
        (pulumi_arize.Integration, "Only for `AGENT`, `EVALUATOR`."),
        (pulumi_arize.Integration, "scopings (list[Scoping], optional)"),
        (pulumi_arize.get_space, "LookupFailed"),
        (native.Provider, "request_timeout (float, default 30.0)"),
        (native.Provider, "More than 0. At most 3,600."),
    ],
)
def test_help(item: Any, line: str) -> None:
    """`help()` prints types, defaults, units and rules."""
    assert line in re.sub(r"\s+", " ", re.sub(r"[|\b]", " ", pydoc.plain(pydoc.render_doc(item))))
