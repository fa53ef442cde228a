"""The state that a response makes, and the inputs that would make that state."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.fields import Field, fields
from ..model.provider_options import RESPONSE_FORMS, IntegrationOptions
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values
from .equivalence import values_equivalent
from .key_fingerprint import FINGERPRINT_LENGTH, credentials, fingerprint
from .merge_response import Merge, Response, Versions
from .response_forms import ResponseForms, forms_in, to_property
from .retained_secrets import RETAINED
from .timestamps import is_same_revision

(FINGERPRINT,) = IntegrationOptions.output_fields
"""The output that tells two keys apart."""


State = dict[str, Any]


@dataclass(frozen=True)
class ReadResult:
    """The state that a read returns, and the inputs that would make it."""

    state: State
    inputs: State


@dataclass(frozen=True)
class MergedState:
    """The state after a response, and a description of each value in it that this version does not know, by path."""

    state: dict[str, Any]
    unknown_values: Mapping[tuple[str, ...], str]


def build_state(
    resource_type: ResourceType, response: Response, sent: Values, old_state: Values, key: bytes
) -> MergedState:
    """Return the state after a response, with the known key and a fingerprint of all keys.

    `sent` are the values that the server was sent last. A fingerprint is slow to make: the one of `old_state` stays as
    long as its keys do.
    """
    own = fields(resource_type.options)
    not_of_the_api = (*own, *resource_type.options.output_fields, RETAINED, RESPONSE_FORMS)
    document = {name: value for name, value in response.document.items() if name not in not_of_the_api}
    # without a request, the response is the old state itself
    is_unchanged = response.document is old_state or is_same_revision(document, old_state)
    forms = ResponseForms(response.sent_paths, forms_in(old_state), key, is_unchanged)
    state = Merge(forms).resource(resource_type, Versions(document, sent, old_state))
    state |= {name: sent[name] for name in own if name in sent}
    with_keys = _with_fingerprint(resource_type, state, old_state, key)
    return MergedState({**with_keys, **to_property(forms.digests)}, forms.unknown_values)


def state_without_request(resource_type: ResourceType, old_state: Values, inputs: Values, key: bytes) -> dict[str, Any]:
    """Return the state after an update that sends nothing: the new inputs mean the same as the old ones."""
    digests = {RESPONSE_FORMS: old_state[RESPONSE_FORMS]} if RESPONSE_FORMS in old_state else {}
    return {**build_state(resource_type, Response(old_state), inputs, old_state, key).state, **digests}


def _with_fingerprint(
    resource_type: ResourceType, state: dict[str, Any], old_state: Values, key: bytes
) -> dict[str, Any]:
    """Return the state with the outputs that follow from its keys."""
    model = resource_type.model_for(state)
    retained = str(old_state.get(FINGERPRINT) or "") if _has_keys_of(resource_type, old_state, state) else ""
    # an earlier version stored the whole digest, as a secret
    digest = retained[:FINGERPRINT_LENGTH] or fingerprint(model, state, key)
    keys = {
        path[-1]: known for path, known in credentials(model, state) if path[-1] in resource_type.options.output_fields
    }
    return {**state, **keys, **({FINGERPRINT: digest} if digest else {})}


def _has_keys_of(resource_type: ResourceType, old_state: Values, state: Values) -> bool:
    """Tell whether a state has the keys of the old one, and they have not been sent again since."""
    known, wanted = (list(credentials(resource_type.model_for(values), values)) for values in (old_state, state))
    resends = [
        name for name, field in fields(resource_type.options).items() if field.has(FieldTrait.TRIGGERS_KEY_RESEND)
    ]
    return known == wanted and all(old_state.get(name) == state.get(name) for name in resends)


def inputs_from_state(
    variants: Sequence[type[Model]], state: Values, named: Collection[str], path: str = ""
) -> dict[str, Any]:
    """Return the inputs that would make this state, so that they differ from the old inputs where there is drift.

    `named` are the paths of the old inputs; a field that is not among them is returned only where it differs from the
    API's default, and never where it is secret. An import has no old inputs: what stays where it is left out is among
    its inputs, and not among those of a read. Of several `variants` it is not known which the state has: the fields
    of all of them are returned as they are.
    """
    if len(variants) != 1:
        known = {name: field for model in variants for name, field in fields(model).items()}
        return {name: state[name] for name, field in known.items() if name in state and not field.secret}
    inputs: dict[str, Any] = {}
    for name, field in fields(variants[0]).items():
        value = state.get(name)
        if value is None and field.is_discriminator:  # older servers omit it
            value = str(field.default)
        is_named = path + name in named
        is_kept = bool(named) and not is_named and field.has(FieldTrait.STAYS_WHEN_OMITTED)
        if value is None or is_kept or (field.secret and not is_named):
            continue
        plain = _plain_inputs(field, value, named, f"{path}{name}.")
        if is_named or field.is_discriminator or not values_equivalent(field, None, plain):
            inputs[name] = plain
    return inputs


def _plain_inputs(field: Field, value: Any, named: Collection[str], path: str) -> Any:
    """Return the value without the fields that only the server sets."""
    model = field.model_for(value)
    return inputs_from_state((model,), value, named, path) if model else _known_fields(field, value)


def _known_fields(field: Field, value: Any) -> Any:
    """Return a value with the fields of its models alone, at any depth, and without null."""
    if field.is_object and isinstance(value, list):
        return [_known_fields(field, item) for item in value]
    model = field.model_for(value)
    if model is None:
        return value
    return {
        name: _known_fields(inner, value[name]) for name, inner in fields(model).items() if value.get(name) is not None
    }
