"""The check of inputs before anything is sent: every failure, at the path of its property."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from ..casing import Names, both_casings, camel, words_to_snake_case
from ..model.enums import ApiEnum
from ..model.fields import Field, field_models, fields
from ..model.resource_types import ResourceType
from ..model.tagged_union import DISCRIMINATOR_PREFIX, TaggedUnion, discriminator_of
from ..model.traits import FieldTrait, Model
from ..model.validation_messages import PYDANTIC_MESSAGES, suggestion
from ..safe_json import MAX_DEPTH, Values, is_scalar, nested_too_deeply, value_at
from ..unknown import UNKNOWN, has_unknown
from .deletion_protection import PROTECTION, is_protected
from .diff import diff
from .engine_operation import EngineOperation, resource_label
from .expiry import expired_fields
from .normalize import Path, normalize_inputs, walk_objects
from .replace_on_changes import is_certain_to_replace
from .request_bodies import missing_secret
from .retained_secrets import ADOPT, RETAINED, retained_paths


@dataclass(frozen=True)
class CheckFailure:
    """What is wrong with a property, and what is allowed: the path in the models' names, the reason in camelCase."""

    path: Path
    reason: str

    @property
    def property_path(self) -> str:
        """The path as a user writes it: `config.auth.role_arn`, `scopings[0].space_id`."""
        return re.sub(r"\.\[", "[", ".".join(f"[{part}]" if isinstance(part, int) else part for part in self.path))

    def engine_path(self, names: Names) -> str:
        """Return the path for the engine, in camelCase."""
        _, path = both_casings(self.property_path, names)
        return path_hiding_value(path) if len(self.path) == 1 else path

    def for_program(self, names: Names) -> CheckFailure:
        """Return the failure with the names of properties in snake_case, as a Python program writes them."""
        return CheckFailure(self.path, words_to_snake_case(self.reason, names))


def path_hiding_value(name: str) -> str:
    """Return the path of a top-level property whose value the engine does not print: `["name"]` instead of `name`.

    With a bare name, the engine prints the value, also where the program has made it secret.
    """
    return f'["{name}"]'


def check(
    resource_type: ResourceType, raw_inputs: Values, old_inputs: Values | None = None
) -> tuple[dict[str, Any], list[CheckFailure]]:
    """Return the checked inputs and all their failures; rules about an unknown value are not checked.

    `old_inputs` are the checked inputs of the last deployment, if there was one.
    """
    deep = [name for name, value in raw_inputs.items() if nested_too_deeply(value)]
    if deep:
        return dict(raw_inputs), [CheckFailure((name,), f"is nested deeper than {MAX_DEPTH} levels") for name in deep]
    inputs = normalize_inputs(resource_type, raw_inputs)
    model = resource_type.model_for(inputs)
    if model is None:
        union = resource_type.union
        is_known = union and not _is_unknown(inputs, (union.discriminator,))
        return inputs, [_discriminator_failure(union, inputs, ())] if union and is_known else []
    wrong_type = list(_check_default_type(resource_type, raw_inputs))
    if wrong_type:  # the other checks depend on the type
        return inputs, wrong_type
    not_json = list(_check_json(model, inputs))
    if not_json:  # the other checks read JSON alone
        return inputs, not_json
    retained = retained_paths(model, inputs, old_inputs or {})
    options = {name: value for name, value in inputs.items() if name in fields(resource_type.options)}
    rest = {name: value for name, value in inputs.items() if name not in options}
    failures = [failure for failure in _check_fields(model, rest) if failure.property_path not in retained]
    failures += [*_check_options(resource_type, options), *_check_rules(model, rest)]
    if not failures:
        failures += (
            _check_update(resource_type, inputs, old_inputs) if old_inputs else _check_expiry(resource_type, inputs)
        )
    return {**inputs, **({RETAINED: retained} if retained else {})}, list(dict.fromkeys(failures))


def claim_unique_name(
    resource_type: ResourceType, inputs: Values, operation: EngineOperation, resource: str
) -> list[CheckFailure]:
    """Claim the name for a resource; return the failure where another resource of the program has it already."""
    field = resource_type.unique_field
    name, scope = inputs.get(field), name_scope(resource_type, inputs)
    if not resource or not isinstance(name, str) or not scope:
        return []
    other = operation.claim_name(scope, name, resource)
    if other is None:
        return []
    if resource_type.setting:
        reason = f"the {resource_type.title} is declared twice: {resource_label(other)} sets it too; remove one of them"
    else:
        reason = f"{name!r} is also the name of {resource_label(other)}: names must be unique"
    return [CheckFailure((field,), reason)]


def name_scope(resource_type: ResourceType, inputs: Values) -> str:
    """Return the scope in which the name is unique; an empty text where there is none, or it is not known yet.

    Source: the descriptions of `name` in the create requests; both forms of an integration share their names.
    """
    model = resource_type.model_for(inputs)
    parent = inputs.get(resource_type.parent.name) if resource_type.parent else ""
    return f"{model.name_scope} {parent}".strip() if model and model.name_scope and isinstance(parent, str) else ""


def _check_default_type(resource_type: ResourceType, raw_inputs: Values) -> Iterator[CheckFailure]:
    """Find a discriminator that is left out where the default variant cannot have the inputs, and others can."""
    union, default = resource_type.union, resource_type.default_discriminator
    if union is None or default is None or raw_inputs.get(union.discriminator) is not None:
        return
    pairs = zip(union.models, union.enum_values, strict=True)
    fitting = [member for model, member in pairs if _can_have(model, raw_inputs)]
    if fitting and default not in fitting:
        reason = f"must be {' or '.join(fitting)} for this `config`: left out, it is {default}"
        yield CheckFailure((union.discriminator,), reason)


def _can_have(model: type[Model], inputs: Values) -> bool:
    """Tell whether a model has all fields of the objects that a PATCH merges."""
    objects = ((field, inputs.get(name)) for name, field in fields(model).items() if field.has(FieldTrait.MERGE_PATCH))
    return all(
        any(value.keys() <= fields(inner).keys() for inner in field_models(field))
        for field, value in objects
        if isinstance(value, Mapping)
    )


def _check_json(model: type[Model], inputs: Values) -> Iterator[CheckFailure]:
    """Find values that are not JSON, such as an asset or infinity, in objects with free keys, such as a schema."""
    for path, inner, values in walk_objects(model, inputs):
        for name, field in fields(inner).items():
            value = values.get(name)
            if field.is_map and not field.secret and isinstance(value, Mapping):
                yield from (
                    CheckFailure((*path, name, *inner_path), "must be JSON") for inner_path in _non_json_paths(value)
                )


def _non_json_paths(value: Any) -> Iterator[Path]:
    """Return the paths of the values that are not JSON; an unknown value may be."""
    if isinstance(value, (Mapping, list)):
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        yield from ((key, *path) for key, item in items for path in _non_json_paths(item))
    elif not (value is UNKNOWN or is_scalar(value)):
        yield ()


def _check_update(resource_type: ResourceType, inputs: Values, old_inputs: Values) -> Iterator[CheckFailure]:
    """Find changes that the deployed resource does not allow.

    They are a replacement of a protected resource, or by one that has expired, another adoption, and an object that is
    sent as a whole without its key.
    """
    changes = diff(resource_type, old_inputs, inputs)
    adopted, wanted = old_inputs.get(ADOPT), inputs.get(ADOPT)
    adopts_again = adopted is not None and wanted
    replaced = [change.path for change in changes if change.replaces]
    if not replaced:
        yield from (
            CheckFailure(change.path, reason)
            for change in changes
            if (reason := missing_secret(change, old_inputs, inputs))
        )
    if is_protected(resource_type, old_inputs):
        for path in replaced:
            if not has_unknown(value_at(inputs, path)):
                yield CheckFailure(
                    path,
                    f"cannot change while `{camel(PROTECTION)}` is on: it would replace the resource; "
                    "turn it off and run `pulumi up` first",
                )
    if adopts_again and is_certain_to_replace(replaced, inputs) and wanted == adopted:
        yield CheckFailure(
            (ADOPT,), f"leave it out to replace the {resource_type.title}: the new one is created, not adopted"
        )
    elif adopts_again and not replaced and wanted not in (adopted, UNKNOWN):
        yield CheckFailure((ADOPT,), f"cannot change: this resource has adopted {adopted!r}; leave it out")
    if is_certain_to_replace(replaced, inputs):
        yield from _check_expiry(resource_type, inputs)


def _check_expiry(resource_type: ResourceType, inputs: Values) -> Iterator[CheckFailure]:
    """Find times in the past: a create or a replacement would send them."""
    for field in expired_fields(resource_type, inputs):
        yield CheckFailure((field.name,), "must be in the future")


def _check_rules(model: type[Model], inputs: Values) -> Iterator[CheckFailure]:
    for path, inner, values in walk_objects(model, inputs):
        for rule in inner.rules:
            yield from (CheckFailure((*path, *inner_path), reason) for inner_path, reason in rule(values))


def _check_options(resource_type: ResourceType, options: Values) -> Iterator[CheckFailure]:
    """Find the failures of options; pydantic adds the alternatives of a type to the path, which is the option alone."""
    for failure in _check_fields(resource_type.options, options):
        yield CheckFailure(failure.path[:1], failure.reason)


def _check_fields(model: type[Model], inputs: Values) -> Iterator[CheckFailure]:
    try:
        model.model_validate(inputs)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_input=False):
            path = _input_path(inputs, item["loc"])
            if not _is_unknown(inputs, path):
                yield _failure_of(model, inputs, path, item["type"], item.get("ctx", {}))


def _input_path(inputs: Values, location: Path) -> Path:
    """Return the path of an input; pydantic's location also has the discriminators of the variants on the way."""
    path: list[str | int] = []
    value: Any = inputs
    for part in location:
        is_key = isinstance(value, Mapping) and part in value
        if isinstance(part, str) and part.startswith(DISCRIMINATOR_PREFIX) and not is_key:
            continue
        path.append(part)
        value = _step(value, part)
    return tuple(path)


def _is_unknown(inputs: Values, path: Path) -> bool:
    """Tell whether the value at `path`, or an object around it, is not known yet."""
    value: Any = inputs
    for part in path:
        if value is UNKNOWN:
            return True
        value = _step(value, part)
    return has_unknown(value)


def _failure_of(model: type[Model], inputs: Values, path: Path, error: str, context: Mapping[str, Any]) -> CheckFailure:
    owner, values, field = _locate(model, inputs, path)
    if error in ("union_tag_invalid", "union_tag_not_found") and field and field.union:
        return _discriminator_failure(field.union, values, path)
    if error == "extra_forbidden":
        return CheckFailure(path, _unknown_field(owner, str(path[-1])))
    if error == "missing":
        return CheckFailure(path, f"is required{_owner_suffix(owner)}")
    if error in ("enum", "literal_error") and field:
        return CheckFailure(path, _one_of(field.enum_values, values))
    message = PYDANTIC_MESSAGES.get(error)
    return CheckFailure(path, message.format_map(context) if message else "has a value that is not allowed here")


def _locate(model: type[Model], inputs: Values, path: Path) -> tuple[type[Model], Any, Field | None]:
    """Return the model of the object around the property at `path`, the value of the property, and its field."""
    owner, value, field = model, inputs, None
    for part in path:
        inner = field.model_for(value) if field else None
        owner = inner or owner
        value = _step(value, part)
        field = fields(owner).get(part) if isinstance(part, str) else field
    return owner, value, field


def _step(value: Any, part: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(part)
    return value[part] if isinstance(value, list) and isinstance(part, int) and part < len(value) else None


def _discriminator_failure(union: TaggedUnion, value: Any, path: Path) -> CheckFailure:
    if not isinstance(value, Mapping):
        return CheckFailure(path, "must be an object")
    return CheckFailure((*path, union.discriminator), _one_of(union.enum_values, value.get(union.discriminator)))


def _one_of(members: Iterable[ApiEnum], value: Any) -> str:
    allowed = ", ".join(
        member.value if len(member.api_values) == 1 else f"{member} ({member.legacy})" for member in members
    )
    if value is None:
        return f"is required: one of {allowed}"
    members_by_value = {api_value: str(member) for member in members for api_value in member.api_values}
    return f"must be one of {allowed}{suggestion(str(value), members_by_value)}"


def _unknown_field(owner: type[Model], name: str) -> str:
    names = {field: camel(field) for field in fields(owner)}
    if name in {field.presence_field for field in fields(owner).values()} | owner.output_fields.keys():
        return "is set by the server and cannot be an input"
    if name in names.values():
        return "is given in snake case too: give one of the two"
    hint = suggestion(name, names, cutoff=0.75)
    return f"unknown property{_owner_suffix(owner)}; allowed: {', '.join(names.values())}{hint}"


def _owner_suffix(owner: type[Model]) -> str:
    discriminator = discriminator_of(owner)
    return f" for {discriminator[1]}" if discriminator else ""
