"""Writes what follows from the models: argument classes, dict literals, resource classes. Run by `make generate`.

A test fails where what is committed is not what this writes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pulumi_arize.model.base import Mark, Model
from pulumi_arize.model.fields import Field, fields
from pulumi_arize.model.kinds import KINDS, RESOURCES, Kind, holds_secret, models_of, objects
from pulumi_arize.model.neighbours import NEIGHBOURS
from pulumi_arize.model.terms import Term
from pulumi_arize.model.union import Choice, tag_of

PACKAGE = Path(__file__).parent.parent / "provider" / "pulumi_arize"
NOTE = "\n\nWritten by `make generate` from the models: change those, not this.\n"


def main() -> None:
    """Write the generated modules."""
    for path, text in modules().items():
        path.write_text(text)


def modules() -> dict[Path, str]:
    """Return the text of each generated module."""
    texts = {
        PACKAGE / "inputs.py": _inputs(),
        PACKAGE / "dicts.py": _dicts(),
        PACKAGE / "results.py": _results(),
        PACKAGE / "dynamic" / "resources.py": _resources(),
    }
    return {path: _formatted(text) for path, text in texts.items()}


def _formatted(text: str) -> str:
    for command in (["check", "--quiet", "--select", "F401,I,RUF022,UP037", "--fix"], ["format"]):
        arguments = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(PACKAGE / "generated.py"), "-"]
        text = subprocess.run(arguments, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return text


def _argument_models() -> list[type[Model]]:
    """Return the models of the objects that stand inside a resource's arguments, innermost first."""
    inner = [model for kind in RESOURCES for outer in kind.models for model in objects(outer) if outer is not model]
    return list(dict.fromkeys(reversed(inner)))


def _unions() -> dict[Choice, str]:
    """Return the choices with the name that a program has for each."""
    found: dict[Choice, str] = {}
    for owner in [*_argument_models(), *(model for kind in RESOURCES for model in kind.models)]:
        for field in fields(owner).values():
            if field.choice:
                found[field.choice] = _union_name(owner, field)
    return found


def _union_name(owner: type[Model], field: Field) -> str:
    prefix = (
        owner.__name__.removesuffix("Config").removesuffix("Integration") if owner.__name__ != "AiIntegration" else ""
    )
    return prefix + "".join(part.title() for part in field.name.split("_"))


def _inputs() -> str:
    lines = [
        f'"""The argument classes: one for each object of the API, with the fields that it has. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Mapping, Sequence",
        "import dataclasses",
        "from dataclasses import dataclass",
        "from typing import TYPE_CHECKING, Any, Literal, Union",
        "import pulumi",
        "from .args import Args",
        "if TYPE_CHECKING:",
        "    from . import dicts",
        f"__all__ = {[m.__name__ for m in _argument_models()] + list(_unions().values()) + list(_enumerations())!r}",
    ]
    for name, terms in _enumerations().items():
        spellings = ", ".join(repr(spelling) for term in terms for spelling in term.spellings)
        lines += [f"{name} = Union[Literal[{spellings}], str]", '"""Each value in its spellings, today\'s first."""']
    for model in _argument_models():
        lines += _dataclass(model)
    lines += ["# fmt: off"]
    for choice, name in _unions().items():
        members = [f'"{model.__name__}"' for model in choice.models] + [
            f'"dicts.{m.__name__}Dict"' for m in choice.models
        ]
        lines += [f"{name} = Union[{', '.join(members)}]", f'"""One of the shapes that `{choice.tag}` tells apart."""']
    return "\n".join(lines) + "\n"


def _dataclass(model: type[Model]) -> Iterator[str]:
    facts = {
        name: {found[0]: str(found[1])} for name, found in (("tag", tag_of(model)), ("outer", _outer(model))) if found
    }
    bases = ["Args", *(f"{name}={fact!r}" for name, fact in facts.items())]
    yield "@dataclass(kw_only=True)"
    yield f"class {model.__name__}({', '.join(bases)}):"
    yield f'    """{_summary(model)}"""'
    for field in _arguments(model):
        optional = "" if field.required else " | None"
        yield f"    {field.name}: {_input(field, 'dicts.')}{optional}{_default(field)}"
        yield f'    """{_described(field)}"""'


def _default(field: Field) -> str:
    """Return what follows the annotation of an argument: a secret one does not show in the object's text."""
    default = "" if field.required else "default=None"
    if holds_secret(field):
        return f" = dataclasses.field({', '.join(part for part in (default, 'repr=False') if part)})"
    return " = None" if default else ""


def _enumerations() -> dict[str, tuple[Term, ...]]:
    """Return the enumerations among the resources' own arguments, with the name that a program has for each."""
    found: dict[str, dict[Term, None]] = {}
    for field in (
        field for kind in RESOURCES for model in kind.models for field in fields(model).values() if field.terms
    ):
        found.setdefault(_enumeration(field), {}).update(dict.fromkeys(field.terms))
    return {name: tuple(terms) for name, terms in found.items()}


def _enumeration(field: Field) -> str:
    return f"{type(field.terms[0]).__name__}Name"


def _outer(model: type[Model]) -> tuple[str, Term] | None:
    """Return the tag of the one shape of a resource that a model without a tag makes sense in."""
    owners = [
        outer for kind in RESOURCES for outer in kind.models for field in fields(outer).values() if field.model is model
    ]
    return tag_of(owners[0]) if len(owners) == 1 else None


def _dicts() -> str:
    lines = [
        f'"""The same objects as dict literals, for programs that write them so. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Mapping, Sequence",
        "from typing import Any, Literal, Union",
        "import pulumi",
        "from typing_extensions import NotRequired, TypedDict",
        f"__all__ = {sorted(model.__name__ + 'Dict' for model in _argument_models())!r}",
    ]
    for model in _argument_models():
        lines += [f"class {model.__name__}Dict(TypedDict):", f'    """{_summary(model)}"""']
        lines += [f"    {name}: {kind}" for name, kind in _dict_items(model)] or ["    pass"]
    return "\n".join(lines) + "\n"


def _dict_items(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in fields(model).values():
        if field.is_tag:
            spellings = ", ".join(repr(spelling) for term in field.terms for spelling in term.spellings)
            kind = f"Literal[{spellings}]"
            yield field.name, f"NotRequired[{kind}]" if field.has(Mark.IMPLIED) else kind
        else:
            kind = _input(field, "", classes=False)
            yield field.name, kind if field.required else f"NotRequired[{kind} | None]"


def _resources() -> str:
    lines = [
        f'"""The resource classes. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Mapping, Sequence",
        "from typing import TYPE_CHECKING, Any, ClassVar",
        "import pulumi",
        "from ..args import Secrets",
        "from .resource import ArizeResource",
        "if TYPE_CHECKING:",
        "    from .. import dicts, inputs",
        f"__all__ = {[kind.name for kind in RESOURCES]!r}",
    ]
    for kind in RESOURCES:
        lines += _resource(kind)
    return "\n".join(lines) + "\n"


def _resource(kind: Kind) -> Iterator[str]:
    arguments = _merged(kind)
    returned = _returned(kind, arguments)
    yield f'class {kind.name}(ArizeResource, module="arize", name="{kind.name}"):'
    yield f'    """One of `{kind.path}`.'
    yield ""
    yield from (f"    - {_summary(model)}" for model in kind.models)
    yield '    """'
    yield f"    returned: ClassVar[Sequence[str]] = {list(returned)!r}"
    yield f"    secrets: ClassVar[Secrets] = {_secrets(kind.models) | _secret_outputs(kind)!r}"
    for field in arguments:
        yield f"    {field.name}: pulumi.Output[{_output(field)}]"
        yield f'    """{_described(field)}"""'
    for name, (annotation, description) in returned.items():
        if name != "id":
            yield f"    {name}: pulumi.Output[{annotation}]"
            yield f'    """{description}"""'
    yield "    def __init__(self, resource_name: str, *, "
    for field in arguments:
        alternatives = [table[field.name] for table in map(fields, (*kind.models, kind.options)) if field.name in table]
        yield f"        {field.name}: {_argument(alternatives)}{'' if field.required else ' | None = None'},"
    yield "        opts: pulumi.ResourceOptions | None = None) -> None:"
    yield '        """Declare it. Each argument is described at the output of its name."""'
    passed = ", ".join(f'"{field.name}": {field.name}' for field in arguments)
    yield f"        super().__init__(resource_name, {{{passed}}}, opts)"


def _results() -> str:
    lines = [
        f'"""What look-ups return. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Sequence",
        "from dataclasses import dataclass",
        "from typing import Any, ClassVar",
        "import pulumi",
        f"__all__ = {[f'{kind.name}Result' for kind in KINDS] + [neighbour.name for neighbour in NEIGHBOURS]!r}",
    ]
    for kind in KINDS:
        lines += _result(kind)
    for neighbour in NEIGHBOURS:
        lines += [
            "@dataclass(frozen=True, kw_only=True)",
            f"class {neighbour.name}:",
            f'    """One of `{neighbour.path}`."""',
        ]
        lines += [f'    {name}: {kind}\n    """{text}"""' for name, (kind, text) in neighbour.fields.items()]
    return "\n".join(lines) + "\n"


def _result(kind: Kind) -> Iterator[str]:
    """Return the class of what exists: what the API returns, without what is write-only or this provider's own."""
    own = {*fields(kind.options), *kind.options.returned}
    arguments = [field for field in _merged(kind) if field.name not in own and not field.seen_as]
    secrets = [field.name for field in arguments if field.secret]
    yield "@dataclass(frozen=True, kw_only=True)"
    yield f"class {kind.name}Result:"
    yield f'    """One of `{kind.path}`, as the API returns it."""'
    yield f"    secrets: ClassVar[Sequence[str]] = {secrets!r}"
    for field in arguments:
        kind_of = f"pulumi.Output[{_output(field)}]" if field.secret else _output(field)
        yield f'    {field.name}: {kind_of}\n    """{_described(field)}"""'
    for name, (annotation, description) in _returned(kind, _merged(kind)).items():
        if name not in own:
            yield f'    {name}: {annotation} | None\n    """{description}"""'


def _merged(kind: Kind) -> list[Field]:
    """Return the arguments of a resource, required ones first; one that not every shape has is optional."""
    tables = [fields(model) for model in (*kind.models, kind.options)]
    names = dict.fromkeys(name for table in tables for name in table)
    merged = [next(table[name] for table in tables if name in table) for name in names]
    return sorted(merged, key=lambda field: not field.required)


def _returned(kind: Kind, arguments: list[Field]) -> dict[str, tuple[str, str]]:
    """Return what only an answer has: name, type and description."""
    seen = {field.seen_as: ("bool", f"Whether {field.name} is set.") for field in arguments if field.seen_as}
    named = {name: ("str", text) for model in (*kind.models, kind.options) for name, text in model.returned.items()}
    return {name: entry for name, entry in {**seen, **named}.items() if name}


def _secrets(models: Iterable[type[Model]]) -> dict[str, Any]:
    """Return the tree of the secret properties over all shapes of an object."""
    tree: dict[str, Any] = {}
    for model in models:
        for field in fields(model).values():
            inside = _secrets(models_of(field)) if not field.many else {}
            if field.secret or inside:
                tree[field.name] = tree.get(field.name, {}) | inside
    return tree


def _secret_outputs(kind: Kind) -> dict[str, Any]:
    """Return what this provider computes from keys."""
    return {name: {} for name in kind.options.returned}


def _arguments(model: type[Model]) -> list[Field]:
    return [field for field in fields(model).values() if not field.is_tag]


def _summary(model: type[Model]) -> str:
    return " ".join((model.__doc__ or "").split()).partition(" Source:")[0]


def _described(field: Field) -> str:
    extra = " Secret." if field.secret else ""
    default = "" if field.required or not isinstance(field.default, bool) else f" Default: {field.default}."
    return f"{field.description}{extra}{default}"


def _input(field: Field, dicts: str, inputs: str = "", *, classes: bool = True) -> str:
    """Return the type of an argument: every value in it is a `pulumi.Input`."""
    models = models_of(field)
    names = [inputs + model.__name__ for model in models] if classes else []
    names += [f"{dicts}{model.__name__}Dict" for model in models]
    if models:
        inner = " | ".join(names)
        return f'pulumi.Input["Sequence[pulumi.Input[{inner}]]"]' if field.many else f'pulumi.Input["{inner}"]'
    inner = inputs + _enumeration(field) if field.terms else _scalar(field)
    if field.many:
        return f'pulumi.Input["Sequence[pulumi.Input[{inner}]]"]'
    if inner.startswith("dict"):
        return f'pulumi.Input["Mapping[str, {_item(field)}]"]'
    return f"pulumi.Input[{inner}]"


def _argument(alternatives: list[Field]) -> str:
    """Return the type of a resource's argument over all the shapes of the resource."""
    names = [name for field in alternatives for name in _names(field)]
    if not names or alternatives[0].many:
        return _input(alternatives[0], "dicts.", "inputs.")
    return f'pulumi.Input["{" | ".join(dict.fromkeys(names))}"]'


def _names(field: Field) -> list[str]:
    if field.choice:
        return [f"inputs.{_unions()[field.choice]}"]
    return [f"inputs.{field.model.__name__}", f"dicts.{field.model.__name__}Dict"] if field.model else []


def _item(field: Field) -> str:
    return "pulumi.Input[str]" if field.secret else "Any"


def _scalar(field: Field) -> str:
    text = str(field.annotation)
    if "Dict" in text or "dict" in text:
        return "dict[str, str]" if field.secret else "dict[str, Any]"
    if "bool" in text:
        return "bool"
    return "str | int" if "int" in text.replace("min_length", "") else "str"


def _output(field: Field) -> str:
    inner = "dict[str, Any]" if field.nested else _scalar(field)
    kind = f"list[{inner}]" if field.many else inner
    return kind if field.required or field.default is not None else f"{kind} | None"


if __name__ == "__main__":
    main()
