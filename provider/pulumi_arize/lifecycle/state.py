"""What is kept of an answer, and what a declaration would say of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.fields import Field, fields
from ..model.provider_options import ANSWERED, IntegrationOptions
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from .equivalence import values_equivalent
from .key_fingerprint import credentials, fingerprint
from .merge_response import Merge, Response, Versions
from .remembered_forms import RememberedForms
from .response_forms import forms_in, to_property
from .retained_secrets import RETAINED
from .timestamps import is_same_revision

Values = Mapping[str, Any]

(FINGERPRINT,) = IntegrationOptions.output_fields
"""The output that tells two keys apart."""


@dataclass(frozen=True)
class MergedState:
    """The state that an answer makes, and what of the answer is not understood, by path."""

    state: dict[str, Any]
    unknown_values: Mapping[tuple[str, ...], str]


def build_state(
    resource_type: ResourceType, response: Response, sent: Values, old_state: Values, key: bytes
) -> MergedState:
    """Return what is kept of an answer, with the key that is known and a fingerprint of all of them.

    `sent` is what the server was told last, `old_state` the state until now. A fingerprint is slow to make: that of
    `old_state` stands as long as its keys do.
    """
    own = fields(resource_type.options)
    not_of_the_api = (*own, *resource_type.options.output_fields, RETAINED, ANSWERED)
    document = {name: value for name, value in response.document.items() if name not in not_of_the_api}
    memory = RememberedForms(
        response.sent_paths, forms_in(old_state), key, is_unchanged=is_same_revision(document, old_state)
    )
    state = Merge(memory).resource(resource_type, Versions(document, sent, old_state))
    state |= {name: sent[name] for name in own if name in sent}
    return MergedState(
        {**_with_fingerprint(resource_type, state, old_state, key), **to_property(memory.forms)}, memory.unknown_values
    )


def state_without_request(resource_type: ResourceType, old_state: Values, inputs: Values, key: bytes) -> dict[str, Any]:
    """Return the state after an update that sends nothing: what is declared means the same as before."""
    remembered = {ANSWERED: old_state[ANSWERED]} if ANSWERED in old_state else {}
    return {**build_state(resource_type, Response(old_state), inputs, old_state, key).state, **remembered}


def _with_fingerprint(
    resource_type: ResourceType, state: dict[str, Any], old_state: Values, key: bytes
) -> dict[str, Any]:
    """Return a state with the outputs that follow from its keys."""
    model = resource_type.model_for(state)
    retained = old_state.get(FINGERPRINT) if _has_keys_of(resource_type, old_state, state) else None
    digest = retained or fingerprint(model, state, key)
    keys = {
        path[-1]: known for path, known in credentials(model, state) if path[-1] in resource_type.options.output_fields
    }
    return {**state, **keys, **({FINGERPRINT: digest} if digest else {})}


def _has_keys_of(resource_type: ResourceType, old_state: Values, state: Values) -> bool:
    """Tell whether a state has the keys of the one before, and they were not sent again since."""
    known, wanted = (list(credentials(resource_type.model_for(values), values)) for values in (old_state, state))
    resends = [
        name for name, field in fields(resource_type.options).items() if field.has(FieldTrait.TRIGGERS_KEY_RESEND)
    ]
    return known == wanted and all(old_state.get(name) == state.get(name) for name in resends)


def inputs_from_state(
    variants: Sequence[type[Model]], state: Values, named: Collection[str], path: str = ""
) -> dict[str, Any]:
    """Return the declaration that would say what the state says: drift, in the declaration's terms.

    `named` are the paths that the declaration has named; a field that it has not named appears only where it is not
    the API's default, and never where it is a secret. Of several `variants` nobody knows which it is: what the state
    has of any of them stays as it is.
    """
    if len(variants) != 1:
        known = {name: field for model in variants for name, field in fields(model).items()}
        return {name: state[name] for name, field in known.items() if name in state and not field.secret}
    inputs: dict[str, Any] = {}
    for name, field in fields(variants[0]).items():
        value = state.get(name)
        if value is None and field.is_discriminator:  # older servers leave out one that follows from the rest
            value = str(field.default)
        is_named = path + name in named
        if value is None or (field.secret and not is_named):
            continue
        plain = _plain_inputs(field, value, named, f"{path}{name}.")
        if is_named or field.is_discriminator or not values_equivalent(field, None, plain):
            inputs[name] = plain
    return inputs


def _plain_inputs(field: Field, value: Any, named: Collection[str], path: str) -> Any:
    """Return the value without what only the server sets."""
    if not field.is_object:
        return value
    if not field.is_list:
        model = field.model_for(value) if isinstance(value, Mapping) else None
        return inputs_from_state((model,), value, named, path) if model else value
    return [item_inputs_from_state(field.model_for(item), item) for item in value] if isinstance(value, list) else value


def item_inputs_from_state(model: type[Model] | None, item: Any) -> Any:
    """Return the item of a list as a declaration would say it."""
    if model is None or not isinstance(item, Mapping):
        return item
    return {name: item[name] for name in fields(model) if item.get(name) is not None}
