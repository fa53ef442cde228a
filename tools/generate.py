"""Writes what follows from the models: classes for programs, the plugin's schema, the reference.

Run by `make generate`. A test fails where what is committed is not what this writes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pulumi_arize.model.data_sources import DATA_SOURCES, DataSource
from pulumi_arize.model.enums import ApiEnum
from pulumi_arize.model.fields import Field, field_models, fields
from pulumi_arize.model.functions import FUNCTIONS, SINGLE_LOOKUPS, Function
from pulumi_arize.model.resource_types import (
    INTEGRATION_TYPES,
    RESOURCE_TYPES,
    ResourceType,
    holds_secret,
    object_models,
)
from pulumi_arize.model.tagged_union import TaggedUnion, discriminator_of
from pulumi_arize.model.traits import FieldTrait, Model
from pulumi_arize.native.schema import scalar_types, schema
from pulumi_arize.settings import Settings

from . import reference_docs

PACKAGE = Path(__file__).parent.parent / "provider" / "pulumi_arize"
GENERATED = PACKAGE / "_generated"
NOTE = "\n\nWritten by `make generate` from the models: change those, not this.\n"


def main() -> None:
    """Write the generated files."""
    for path, text in modules().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def modules() -> dict[Path, str]:
    """Return the text of each generated file."""
    texts = {
        GENERATED / "inputs.py": _inputs(),
        GENERATED / "typed_dicts.py": _dicts(),
        GENERATED / "results.py": _results(),
        GENERATED / "property_names.py": _names_of_properties(),
        GENERATED / "resources.py": _resources(),
        GENERATED / "lookups.py": _lookups(),
        GENERATED / "dynamic" / "resources.py": _front_end_resources(
            "dynamic", "DynamicResource", ', module="arize", name="{}"'
        ),
        GENERATED / "dynamic" / "lookups.py": _front_end_lookups("Api"),
        GENERATED / "native" / "resources.py": _front_end_resources("native", "NativeResource", ""),
        GENERATED / "native" / "lookups.py": _front_end_lookups("Plugin"),
        GENERATED / "native" / "provider.py": _provider(),
        PACKAGE.parent / "pulumi_arize_native.py": _generated_code(),
    }
    modules = {path: _formatted(text) for path, text in texts.items()}
    plugin = {PACKAGE.parent.parent / "plugin" / "schema.json": json.dumps(schema(), indent=2) + "\n"}
    return {**modules, **plugin, **reference_docs.pages()}


def _formatted(text: str) -> str:
    for command in (["check", "--quiet", "--select", "F401,I,RUF022,UP037", "--fix"], ["format"]):
        arguments = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(PACKAGE / "generated.py"), "-"]
        text = subprocess.run(arguments, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return text


def _argument_models() -> list[type[Model]]:
    """Return the models of the objects that stand inside a resource's arguments, innermost first."""
    inner = [
        model
        for resource_type in RESOURCE_TYPES
        for outer in resource_type.models
        for model in object_models(outer)
        if outer is not model
    ]
    return list(dict.fromkeys(reversed(inner)))


def _unions() -> dict[TaggedUnion, str]:
    """Return the choices with the name that a program has for each."""
    found: dict[TaggedUnion, str] = {}
    for owner in [*_argument_models(), *(model for resource_type in RESOURCE_TYPES for model in resource_type.models)]:
        for field in fields(owner).values():
            if field.union:
                found[field.union] = _union_name(owner, field)
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
        "from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union",
        "import pulumi",
        "from ..sdk.args import Args, ResourceArgs",
        "if TYPE_CHECKING:",
        "    from . import typed_dicts",
        f"__all__ = {_input_names()!r}",
    ]
    for name, terms in _enumerations().items():
        spellings = ", ".join(repr(spelling) for member in terms for spelling in member.spellings)
        lines += [f"{name} = Union[Literal[{spellings}], str]", '"""Each value in its spellings, today\'s first."""']
    for model in _argument_models():
        lines += _dataclass(model)
    lines += ["# fmt: off"]
    for union, name in _unions().items():
        members = [f'"{model.__name__}"' for model in union.models] + [
            f'"typed_dicts.{m.__name__}Dict"' for m in union.models
        ]
        lines += [
            f"{name} = Union[{', '.join(members)}]",
            f'"""One of the shapes that `{union.discriminator}` tells apart."""',
        ]
    lines += ["# fmt: on", "", ""]
    for resource_type in INTEGRATION_TYPES:
        lines += _resource_dataclass(resource_type)
    return "\n".join(lines) + "\n"


def _input_names() -> list[str]:
    models = [model.__name__ for model in _argument_models()]
    return [
        *models,
        *_unions().values(),
        *_enumerations(),
        *(f"{resource_type.name}Args" for resource_type in INTEGRATION_TYPES),
    ]


def _resource_dataclass(resource_type: ResourceType) -> Iterator[str]:
    """Return the class that holds the arguments of a whole resource, for a catalogue of them."""
    yield "@dataclass(kw_only=True)"
    yield f"class {resource_type.name}Args(ResourceArgs):"
    yield f'    """The arguments of `{resource_type.name}`."""'
    yield f'    resource: ClassVar[str] = "{resource_type.name}"'
    yield f"    merged: ClassVar[Sequence[str]] = {_in_parts(resource_type)!r}"
    for field in resource_type.arguments():
        optional = "" if field.required else " | None"
        yield f"    {field.name}: {_argument(_alternatives(resource_type, field), '')}{optional}{_default(field)}"
        yield f'    """{_described(field)}"""'


def _in_parts(resource_type: ResourceType) -> list[str]:
    """Return the arguments of which a part can be given: what a PATCH merges."""
    return [field.name for field in resource_type.arguments() if field.has(FieldTrait.MERGE_PATCH)]


def _dataclass(model: type[Model]) -> Iterator[str]:
    facts = {
        name: {found[0]: str(found[1])}
        for name, found in (("discriminator", discriminator_of(model)), ("parent_discriminator", _outer(model)))
        if found
    }
    bases = ["Args", *(f"{name}={fact!r}" for name, fact in facts.items())]
    yield "@dataclass(kw_only=True)"
    yield f"class {model.__name__}({', '.join(bases)}):"
    yield f'    """{_summary(model)}"""'
    for field in _arguments(model):
        optional = "" if field.required and not field.presence_field else " | None"
        yield f"    {field.name}: {_input(field, 'typed_dicts.')}{optional}{_default(field)}"
        yield f'    """{_described(field)}"""'


def _default(field: Field) -> str:
    """Return what follows the annotation of an argument: a secret one does not show in the object's text."""
    default = "" if field.required else "default=None"
    if holds_secret(field):
        return f" = dataclasses.field({', '.join(part for part in (default, 'repr=False') if part)})"
    return " = None" if default else ""


def _enumerations() -> dict[str, tuple[ApiEnum, ...]]:
    """Return the enumerations among the resources' own arguments, with the name that a program has for each."""
    found: dict[str, dict[ApiEnum, None]] = {}
    for field in (
        field
        for resource_type in RESOURCE_TYPES
        for model in resource_type.models
        for field in fields(model).values()
        if field.enum_values
    ):
        found.setdefault(_enumeration(field), {}).update(dict.fromkeys(field.enum_values))
    return {name: tuple(terms) for name, terms in found.items()}


def _enumeration(field: Field) -> str:
    return f"{type(field.enum_values[0]).__name__}Name"


def _outer(model: type[Model]) -> tuple[str, ApiEnum] | None:
    """Return the tag of the one shape of a resource that a model without a tag makes sense in."""
    owners = [
        outer
        for resource_type in RESOURCE_TYPES
        for outer in resource_type.models
        for field in fields(outer).values()
        if field.model is model
    ]
    return discriminator_of(owners[0]) if len(owners) == 1 else None


def _dicts() -> str:
    lines = [
        f'"""The same objects as dict literals, for programs that write them so. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Mapping, Sequence",
        "from typing import TYPE_CHECKING, Any, Literal, Union",
        "import pulumi",
        "from typing_extensions import NotRequired, TypedDict",
        "if TYPE_CHECKING:",
        "    from . import inputs",
        f"__all__ = {sorted([model.__name__ + 'Dict' for model in _argument_models()] + list(_parts()))!r}",
    ]
    for model in _argument_models():
        lines += [f"class {model.__name__}Dict(TypedDict):", f'    """{_summary(model)}"""']
        lines += [f"    {name}: {kind}" for name, kind in _dict_items(model)] or ["    pass"]
    for name, (about, items) in _parts().items():
        lines += [f"class {name}(TypedDict, total=False):", f'    """{about}"""']
        lines += [f"    {item}: {kind} | None" for item, kind in items.items()]
    return "\n".join(lines) + "\n"


def _parts() -> dict[str, tuple[str, dict[str, str]]]:
    """Return the dict literals that hold a part of a resource's arguments, with what they are and their items."""
    inner: dict[str, list[Field]] = {}
    outer: dict[str, str] = {}
    for resource_type in INTEGRATION_TYPES:
        for field in resource_type.arguments():
            alternatives = _alternatives(resource_type, field)
            outer.setdefault(field.name, _argument(alternatives, "inputs.", ""))
            if field.has(FieldTrait.MERGE_PATCH):
                outer[field.name] = f'pulumi.Input["{_whole(alternatives)} | {_part_name(field)}"]'
                for model in (model for item in alternatives for model in field_models(item)):
                    for name, own in fields(model).items():
                        inner.setdefault(f"{_part_name(field)}.{name}", []).append(own)
    parts: dict[str, tuple[str, dict[str, str]]] = {}
    for path, alternatives in inner.items():
        part, _, name = path.partition(".")
        of = parts.setdefault(part, ("A part of the object, of whatever shape: what is left out stays.", {}))
        of[1][name] = _argument(alternatives, "inputs.", "")
    return {**parts, "ResourceArgsPart": ("A part of a resource's arguments: what is left out stays.", outer)}


def _part_name(field: Field) -> str:
    return f"{field.name.title().replace('_', '')}Part"


def _whole(alternatives: list[Field]) -> str:
    """Return the argument classes of an object, which stand for the whole of it."""
    return " | ".join(f"inputs.{model.__name__}" for field in alternatives for model in field_models(field))


def _dict_items(model: type[Model]) -> Iterator[tuple[str, str]]:
    for field in fields(model).values():
        if field.is_discriminator:
            spellings = ", ".join(repr(spelling) for member in field.enum_values for spelling in member.spellings)
            kind = f"Literal[{spellings}]"
            yield field.name, f"NotRequired[{kind}]" if field.has(FieldTrait.ABSENT_IN_LEGACY) else kind
        else:
            kind = _input(field, "", classes=False)
            optional = f"{kind} | None" if field.presence_field else kind
            yield field.name, optional if field.required else f"NotRequired[{kind} | None]"


def _resources() -> str:
    lines = [
        f'"""What the resource classes of both front ends share: their inputs and outputs. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Mapping, Sequence",
        "from typing import TYPE_CHECKING, Any",
        "import pulumi",
        "from . import property_names",
        "from ..sdk.base_resource import BaseResource",
        "if TYPE_CHECKING:",
        "    from . import inputs, typed_dicts",
    ]
    for resource_type in RESOURCE_TYPES:
        lines += [f"class {resource_type.name}Base(BaseResource):", *_resource(resource_type)]
    return "\n".join(lines) + "\n"


def _resource(resource_type: ResourceType) -> Iterator[str]:
    arguments = resource_type.arguments()
    yield f'    """The inputs and outputs of `{resource_type.name}`."""'
    yield f"    names = property_names.{_constant(resource_type.name)}"
    yield f"    secrets = {_secrets(resource_type.models) | _secret_outputs(resource_type)!r}"
    yield "    if TYPE_CHECKING:  # Pulumi would evaluate annotations at run time, again for each resource"
    for field in arguments:
        yield f"        {field.name}: pulumi.Output[{_output(field)}]"
        yield f'        """{_described(field)}"""'
    for name, (annotation, description) in resource_type.output_fields().items():
        if name != "id":
            yield f"        {name}: pulumi.Output[{annotation}]"
            yield f'        """{description}"""'
    yield "    def __init__(self, resource_name: str, *, "
    for field in arguments:
        annotation = _argument(_alternatives(resource_type, field))
        yield f"        {field.name}: {annotation}{'' if field.required else ' | None = None'},"
    yield "        opts: pulumi.ResourceOptions | None = None) -> None:"
    yield '        """Declare it. Each argument is described at the output of its name."""'
    passed = ", ".join(f'"{field.name}": {field.name}' for field in arguments)
    yield f"        self._declare(resource_name, {{{passed}}}, opts)"


def _front_end_resources(front_end: str, base: str, keywords: str) -> str:
    """Return the resource classes of a front end; `keywords` follow the base classes in a class statement."""
    lines = [
        f'"""The resource classes. {NOTE}"""',
        "from __future__ import annotations",
        f"from ...{front_end}.resource import {base}",
        f"from ..resources import {', '.join(f'{resource_type.name}Base' for resource_type in RESOURCE_TYPES)}",
        f"__all__ = {[resource_type.name for resource_type in RESOURCE_TYPES]!r}",
    ]
    for resource_type in RESOURCE_TYPES:
        name = resource_type.name
        lines += [f"class {name}({name}Base, {base}{keywords.format(name)}):"]
        lines += [f'    """One of `{resource_type.path}`.', ""]
        lines += [*(f"    - {_summary(model)}" for model in resource_type.models), '    """']
    return "\n".join(lines) + "\n"


def _lookups() -> str:
    lines = [
        f'"""Lookups for programs: what exists already. Each runs in previews too. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Sequence",
        "import pulumi",
        "from ..sdk.invoke import BaseLookups, Options, Text",
        f"from .results import {', '.join(_result_name(function) for function in FUNCTIONS)}",
        "class Lookups(BaseLookups):",
        '    """The lookups of a front end."""',
    ]
    for function in FUNCTIONS:
        lines += [f"    {line}" if line else "" for line in _lookup(function)]
    return "\n".join(lines) + "\n"


def _front_end_lookups(backend: str) -> str:
    lines = [
        f'"""The lookups, as functions. {NOTE}"""',
        f"from ...sdk.invoke import {backend}",
        "from ..lookups import Lookups",
        f"__all__ = {_lookup_names()!r}",
        f"_lookups = Lookups({backend}())",
        *(f"{name} = _lookups.{name}" for name in _lookup_names()),
    ]
    return "\n".join(lines) + "\n"


def _lookup_names() -> list[str]:
    return [name for function in FUNCTIONS for name in (function.name, f"{function.name}_output")]


def _lookup(function: Function) -> Iterator[str]:
    result = _result_name(function)
    returned = result if function in SINGLE_LOOKUPS else f"Sequence[{result}]"
    invoke = "_invoke_one" if function in SINGLE_LOOKUPS else "_invoke_many"
    args = "{" + ", ".join(f'"{name}": {name}' for name in function.arguments) + "}"
    yield f"def {function.name}(self, {_parameters(function, 'str | None')}) -> {returned}:"
    yield f'    """{function.summary}'
    yield ""
    yield from (f"    {name}: {text}" for name, text in function.arguments.items())
    yield '    """'
    yield f'    return self.{invoke}("{function.name}", {result}, {args}, opts)'
    yield f"def {function.name}_output(self, {_parameters(function, 'Text')}) -> pulumi.Output[{returned}]:"
    yield f'    """Return `{function.name}` for arguments that may be Outputs, once what they need exists."""'
    yield f'    return self.{invoke}_output("{function.name}", {result}, {args}, opts)'


def _parameters(function: Function, kind: str) -> str:
    """Return the parameters of a look-up; a name alone needs no keyword where it finds one."""
    names = [f"{name}: {kind} = None" for name in function.arguments]
    names.insert(1 if function in SINGLE_LOOKUPS else 0, "*")
    return ", ".join([*names, "opts: Options = None"])


def _result_name(function: Function) -> str:
    return function.result.name if isinstance(function.result, DataSource) else f"{function.result.name}Result"


def _result_names() -> list[str]:
    return [
        *(f"{resource_type.name}Result" for resource_type in INTEGRATION_TYPES),
        *(data_source.name for data_source in DATA_SOURCES),
    ]


def _names_of_properties() -> str:
    lines = [
        f'"""The names of all that a resource, or what a look-up returns, can hold, and of what loads later. {NOTE}"""',
        "from __future__ import annotations",
        "from ..casing import Names",
        f"ARGUMENTS = {sorted(_input_names())!r}",
        f"LOOKUPS = {_lookup_names()!r}",
        f"RESULTS = {_result_names()!r}",
    ]
    lines += [f"{_constant(item.name)}: Names = {item.names!r}" for item in (*RESOURCE_TYPES, *DATA_SOURCES)]
    return "\n".join(lines) + "\n"


def _constant(name: str) -> str:
    """Return the name of a class as that of a constant."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()


def _results() -> str:
    lines = [
        f'"""What look-ups return. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Sequence",
        "from dataclasses import dataclass",
        "from typing import Any, ClassVar",
        "import pulumi",
        "from . import property_names",
        "from ..casing import Names",
        "from ..sdk.result import Result",
        f"__all__ = {_result_names()!r}",
    ]
    for kind in INTEGRATION_TYPES:
        lines += _result(kind)
    for data_source in DATA_SOURCES:
        lines += [
            "@dataclass(frozen=True, kw_only=True)",
            f"class {data_source.name}(Result):",
            f'    """One of `{data_source.path}`."""',
            f"    names: ClassVar[Names] = property_names.{_constant(data_source.name)}",
        ]
        lines += [f'    {name}: {kind}\n    """{text}"""' for name, (kind, text) in data_source.fields.items()]
    return "\n".join(lines) + "\n"


def _result(resource_type: ResourceType) -> Iterator[str]:
    """Return the class of what exists: what the API returns, without what is write-only or this provider's own."""
    own = {*fields(resource_type.options), *resource_type.options.output_fields}
    arguments = [field for field in resource_type.arguments() if field.name not in own and not field.presence_field]
    secrets = [field.name for field in arguments if field.secret]
    yield "@dataclass(frozen=True, kw_only=True)"
    yield f"class {resource_type.name}Result(Result):"
    yield f'    """One of `{resource_type.path}`, as the API returns it."""'
    yield f"    secrets: ClassVar[Sequence[str]] = {secrets!r}"
    yield f"    names: ClassVar[Names] = property_names.{_constant(resource_type.name)}"
    for field in arguments:
        kind_of = f"pulumi.Output[{_output(field)}]" if field.secret else _output(field)
        yield f'    {field.name}: {kind_of}\n    """{_described(field)}"""'
    for name, (annotation, description) in resource_type.output_fields().items():
        if name not in own:
            yield f'    {name}: {annotation} | None\n    """{description}"""'


def _provider() -> str:
    """Return the provider resource, whose arguments are the settings."""
    secrets = [name for name, info in Settings.model_fields.items() if not info.repr]
    lines = [
        f'"""One account as a provider resource: for several accounts or regions in one program. {NOTE}"""',
        "from __future__ import annotations",
        "from collections.abc import Collection",
        "from typing import ClassVar",
        "import pulumi",
        "from ...native.base_provider import BaseProvider",
        '__all__ = ["Provider"]',
        "class Provider(BaseProvider):",
        '    """One account on one server."""',
        f"    secrets: ClassVar[Collection[str]] = {secrets!r}",
        "    def __init__(self, resource_name: str, *, ",
    ]
    for name, info in Settings.model_fields.items():
        lines.append(f"        {name}: pulumi.Input[{_scalars(info.annotation)}] | None = None,")
    lines += ["        opts: pulumi.ResourceOptions | None = None) -> None:", '        """Declare it.', ""]
    lines += [f"        {name}: {info.description}" for name, info in Settings.model_fields.items()]
    passed = ", ".join(f'"{name}": {name}' for name in Settings.model_fields)
    lines += ['        """', f"        super().__init__(resource_name, {{{passed}}}, opts)"]
    return "\n".join(lines) + "\n"


def _generated_code() -> str:
    """Return the door under the name that the engine's generated code imports, with enumerations as it writes them."""
    lines = [
        f'''"""`pulumi_arize.native` under the name that code which `pulumi import` generates has for it.{NOTE}"""''',
        "from __future__ import annotations",
        "from enum import Enum",
        "from pulumi_arize import native",
        "from pulumi_arize.native import *",
        "__all__ = native.__all__",
    ]
    for name, terms in _enumerations().items():
        lines += [f"class {name}(str, Enum):", f'    """{_summary(type(terms[0]))}"""']
        lines += [f'    {member.name} = "{member}"' for member in type(terms[0])]
    return "\n".join(lines) + "\n"


def _alternatives(resource_type: ResourceType, field: Field) -> list[Field]:
    """Return the field as each shape of the resource has it."""
    return [
        table[field.name]
        for table in map(fields, (*resource_type.models, resource_type.options))
        if field.name in table
    ]


def _secrets(models: Iterable[type[Model]]) -> dict[str, Any]:
    """Return the tree of the secret properties over all shapes of an object."""
    tree: dict[str, Any] = {}
    for model in models:
        for field in fields(model).values():
            inside = _secrets(field_models(field)) if not field.is_list else {}
            if field.secret or inside:
                tree[field.name] = tree.get(field.name, {}) | inside
    return tree


def _secret_outputs(resource_type: ResourceType) -> dict[str, Any]:
    """Return what this provider computes from keys."""
    return {name: {} for name in resource_type.options.output_fields}


def _arguments(model: type[Model]) -> list[Field]:
    return [field for field in fields(model).values() if not field.is_discriminator]


def _summary(described: type) -> str:
    return " ".join((described.__doc__ or "").split()).partition(" Source:")[0]


def _described(field: Field) -> str:
    extra = " Secret." if field.secret else ""
    default = "" if field.required or not isinstance(field.default, bool) else f" Default: {field.default}."
    kept = " None keeps the one that an adopted integration has." if field.required and field.presence_field else ""
    return f"{field.description}{extra}{default}{kept}"


def _input(field: Field, dicts: str, inputs: str = "", *, classes: bool = True) -> str:
    """Return the type of an argument: every value in it is a `pulumi.Input`."""
    models = field_models(field)
    names = [inputs + model.__name__ for model in models] if classes else []
    names += [f"{dicts}{model.__name__}Dict" for model in models]
    if models:
        inner = " | ".join(names)
        return f'pulumi.Input["Sequence[pulumi.Input[{inner}]]"]' if field.is_list else f'pulumi.Input["{inner}"]'
    inner = inputs + _enumeration(field) if field.enum_values else _scalar(field)
    if field.is_list:
        return f'pulumi.Input["Sequence[pulumi.Input[{inner}]]"]'
    if inner.startswith("dict"):
        return f'pulumi.Input["Mapping[str, {_item(field)}]"]'
    return f"pulumi.Input[{inner}]"


def _argument(alternatives: list[Field], inputs: str = "inputs.", dicts: str = "typed_dicts.") -> str:
    """Return the type of a resource's argument over all the shapes of the resource."""
    names = [name for field in alternatives for name in _names(field, inputs, dicts)]
    if not names or alternatives[0].is_list:
        return _input(alternatives[0], dicts, inputs)
    return f'pulumi.Input["{" | ".join(dict.fromkeys(names))}"]'


def _names(field: Field, inputs: str, dicts: str) -> list[str]:
    if field.union:
        return [inputs + _unions()[field.union]]
    return [inputs + field.model.__name__, f"{dicts}{field.model.__name__}Dict"] if field.model else []


def _item(field: Field) -> str:
    return "pulumi.Input[str]" if field.secret else "Any"


def _scalar(field: Field) -> str:
    if field.is_map:
        return "dict[str, str]" if field.secret else "dict[str, Any]"
    return _scalars(field.annotation)


def _scalars(annotation: Any) -> str:
    return " | ".join(type_.__name__ for type_ in scalar_types(annotation))


def _output(field: Field) -> str:
    inner = "dict[str, Any]" if field.is_object else _scalar(field)
    kind = f"list[{inner}]" if field.is_list else inner
    return kind if field.required or field.default is not None else f"{kind} | None"


if __name__ == "__main__":
    main()
