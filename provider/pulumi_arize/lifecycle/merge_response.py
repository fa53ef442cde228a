"""From a response to a state: values stay as they were sent, unless the response shows that they have changed.

For each field, a response has one of these meanings:

- It says nothing: the field is left out, or this version does not know its value. The sent value stays.
- It means what was sent. The sent value stays, so that an order without meaning never shows as a change.
- It is another form of what was sent: it is the response to the request that sent it, or the state has its digest. The
  sent value stays, and the state gets the digest.
- It has changed since: drift. The value of the response is the new one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import Values, merge
from ..unknown import UNKNOWN, has_unknown
from .equivalence import is_still_set, values_equivalent
from .response_forms import Path, ResponseForms
from .response_values import (
    complete_items,
    in_previous_order,
    is_known,
    is_known_presence,
    variant_of,
    with_default,
    with_output_fields,
    without_nulls,
)
from .shorthand import shorthand_of, uses_long_form, with_both_presences, without_short_field

ALL_PATHS: Collection[Path] = ((),)
"""The paths that a create sends."""


@dataclass(frozen=True)
class Response:
    """A document of a response, and the paths that its request has sent: none for a read."""

    document: Values
    sent_paths: Collection[Path] = ()


@dataclass(frozen=True)
class Versions:
    """One object, or a value instead of it: in the response, as it was sent last, and in the old state."""

    response: Any
    sent: Any
    old: Any


@dataclass(frozen=True)
class Merge:
    """Merges one response into a state."""

    forms: ResponseForms

    def resource(self, resource_type: ResourceType, of: Versions) -> dict[str, Any]:
        """Return the state of a resource, without the options that only this provider has."""
        known, picked = resource_type.model_for(of.sent), resource_type.model_for(of.response)
        if known is None or picked in (known, None):
            model = known or picked
            return self._object(model, of, ()) if model else merge(of.old, of.response)
        return self._other_variant(known, of, ())

    def _object(self, model: type[Model], of: Versions, path: Path, elsewhere: str = "") -> dict[str, Any]:
        """Return an object without the field `elsewhere`, which is merged in its short form outside of the object."""
        result = self._server_set(model, of, path)
        table = fields(model)
        short, long = shorthand_of(model)
        merge = self._with_both_sent((*path, short.name), (*path, long.name)) if short and long else self
        if short and long and not uses_long_form(short, long, of.sent):
            sent = {**of.sent, long.name: without_short_field(of.sent.get(long.name) or long.default, short)}
            of = Versions(with_both_presences(short, long, of.response), sent, of.old)
        elif short:
            table = {name: field for name, field in table.items() if field is not short}
        for name, field in table.items():
            if name != elsewhere:
                inner_elsewhere = short.name if short and field is long and short.name in table else ""
                value = merge._field(field, of, (*path, name), inner_elsewhere)
                result |= {name: value} if value is not None else {}
        return result

    def _server_set(self, model: type[Model], of: Versions, path: Path) -> dict[str, Any]:
        """Return the fields that only a server sets, also those of no model; one that it leaves out stays."""
        write_only = [field for field in fields(model).values() if field.presence_field]
        presences = [str(field.presence_field) for field in write_only if not self.forms.was_sent((*path, field.name))]
        left_out = [name for name in (*model.output_fields, *presences) if name in of.old and name not in of.response]
        result = {name: of.old[name] for name in left_out}
        for name, value in of.response.items():
            if name not in fields(model) and value is not None:
                result[name] = in_previous_order(value, of.old.get(name)) if name in presences else value
        return result

    def _field(self, field: Field, of: Versions, path: Path, elsewhere: str) -> Any:
        if field.presence_field:
            return self._write_only(field, of, path)
        sent, old = of.sent.get(field.name), of.old.get(field.name)
        if field.has(FieldTrait.OWNED_WHEN_SET) and field.name not in of.sent and not self.forms.was_sent(path):
            return None
        if sent is None and field.is_discriminator:
            sent = str(field.default)
        if field.name not in of.response:
            self.forms.carry_over(path)
            return old if sent is None and not self.forms.was_sent(path) else sent
        response = of.response[field.name]
        if response is UNKNOWN:  # in a preview
            return UNKNOWN
        if sent is None and field.has(FieldTrait.STAYS_WHEN_OMITTED):
            return response if is_known(field, response) else old
        return self._returned(field, Versions(response, sent, old), path, elsewhere)

    def _returned(self, field: Field, of: Versions, path: Path, elsewhere: str) -> Any:
        """Return the value of a field that the response has."""
        response, sent = of.response, of.sent
        known = (field.model_for(sent) if sent else None) or field.model_for(field.default) or field.model
        if field.is_object and not field.is_list and known and not _is_compared_whole(field, known, response, sent):
            return self._inner(field, known, of, path, elsewhere)
        merge = self._with_both_sent(path, (*path[:-1], field.extended_by)) if field.extended_by else self
        return merge._plain(field, response, sent, path)

    def _write_only(self, field: Field, of: Versions, path: Path) -> Any:
        sent, presence = of.sent.get(field.name), of.response.get(field.presence_field or "")
        if presence is None:
            self.forms.carry_over(path)
        elif not is_known_presence(field, presence):
            self.forms.remember_unknown(field, presence, path, unset=not sent)
        elif is_still_set(field, of.response, sent) if sent else not presence:
            return sent
        elif self.forms.is_form(field, presence, path):
            self.forms.remember(field, presence, path, unset=not sent)
        else:
            return None
        return sent

    def _inner(self, field: Field, known: type[Model], of: Versions, path: Path, elsewhere: str) -> Any:
        """Return the value of a field that holds an object of a known model, or should."""
        sent = of.sent if isinstance(of.sent, Mapping) else {}
        old = of.old if field.model_for(of.old) is known else {}
        if not isinstance(of.response, Mapping):
            result = self._object(known, Versions({}, sent, old), path, elsewhere)
            self.forms.remember_unknown(field, of.response, path, unset=of.sent is None)
            return result
        inner = Versions(of.response, sent, old)
        if variant_of(field, of.response) in (known, None):
            return self._object(known, inner, path, elsewhere)
        if field.has(FieldTrait.MERGE_PATCH):
            return self._other_variant(known, inner, path)
        return self._plain(field, of.response, of.sent, path)

    def _other_variant(self, known: type[Model], of: Versions, path: Path) -> dict[str, Any]:
        """Return an object that the response shows as another variant, which cannot be: only its outputs count."""
        outputs = {name: of.response[name] for name in known.output_fields if name in of.response}
        result = self._object(known, Versions(outputs, of.sent, of.old), path)
        for field in fields(known).values():
            if field.is_discriminator:
                self.forms.remember_unknown(field, of.response.get(field.name), (*path, field.name))
        return result

    def _plain(self, field: Field, response: Any, sent: Any, path: Path) -> Any:
        """Return a value that is compared as a whole."""
        response = complete_items(field, response, sent)
        if has_unknown(response):
            return response
        if not is_known(field, response):
            self.forms.remember_unknown(field, response, path, unset=sent is None)
        elif values_equivalent(field, response, sent):
            self.forms.carry_over(path)
            return with_default(field, response) if sent is None else with_output_fields(field, response, sent)
        elif self.forms.is_form(field, response, path) or self.forms.may_be_form(field, response, sent):
            self.forms.remember(field, response, path, unset=sent is None)
        else:
            return with_default(field, response)
        return without_nulls(field, response) if sent is None else with_output_fields(field, response, sent)

    def _with_both_sent(self, one: Path, other: Path) -> Merge:
        return Merge(self.forms.with_both_sent(one, other))


def _is_compared_whole(field: Field, known: type[Model], response: Any, sent: Any) -> bool:
    """Tell whether an object of a known model is compared as a whole: null, or the default of one without secrets."""
    if response is None:
        return is_known(field, response)
    is_default = sent is None and field.default is not None and values_equivalent(field, response, None)
    return is_default and not any(inner.presence_field for inner in fields(known).values())
