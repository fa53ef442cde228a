"""From an answer to a state: values as they were sent, as long as the answer says nothing else than it did.

Each field of an answer is one of these:

- it says nothing: it is left out, or its value is not understood. What was sent stands.
- it means what was sent. What was sent stands, so that an order without meaning never shows as a change.
- it is another form of what was sent: it answers the request that sent it, or the state remembers it. What was sent
  stands, and the state remembers the answer.
- it has changed since: drift. The answer stands.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.fields import Field, fields
from ..model.resource_types import ResourceType
from ..model.traits import FieldTrait, Model
from ..safe_json import merge
from ..unknown import UNKNOWN, has_unknown
from .equivalence import is_still_set, values_equivalent
from .known_values import is_known, is_known_presence, variant_of
from .remembered_forms import Path, RememberedForms
from .response_values import complete_items, in_previous_order, with_default, with_output_fields, without_nulls
from .shorthand import is_written_out, shorthand_in, with_one_presence, without

Values = Mapping[str, Any]

ALL_PATHS: Collection[Path] = ((),)
"""The paths that the answer to a create is about."""


@dataclass(frozen=True)
class Response:
    """An answer, and the paths of what the request has sent, which it is about: none where it is that to a read."""

    document: Values
    sent_paths: Collection[Path] = ()


@dataclass(frozen=True)
class Versions:
    """One object, or what stands in its place: as it was answered, as it was sent last, and as the state had it."""

    response: Any
    sent: Any
    old: Any


@dataclass(frozen=True)
class Merge:
    """Makes a state of one answer, with the memory of those before."""

    forms: RememberedForms

    def resource(self, resource_type: ResourceType, of: Versions) -> dict[str, Any]:
        """Return the state of a resource, without what only this provider keeps."""
        known, picked = resource_type.model_for(of.sent), resource_type.model_for(of.response)
        if known is None or picked in (known, None):
            model = known or picked
            return self._object(model, of, ()) if model else merge(of.old, of.response)
        return self._other_variant(known, of, ())

    def _object(self, model: type[Model], of: Versions, path: Path, elsewhere: str = "") -> dict[str, Any]:
        """Return an object; the field `elsewhere` is written in a shorter way, and is judged where that stands."""
        result = self._server_set(model, of, path)
        table = fields(model)
        short, long = shorthand_in(table)
        merge = self._with_both_sent((*path, short.name), (*path, long.name)) if short and long else self
        if short and long and not is_written_out(short, long, of.sent):
            sent = {**of.sent, long.name: without(of.sent.get(long.name) or long.default, short)}
            of = Versions(with_one_presence(short, long, of.response), sent, of.old)
        elif short:
            table = {name: item for name, item in table.items() if item is not short}
        for name, item in table.items():
            if name != elsewhere:
                inside = short.name if short and item is long and short.name in table else ""
                value = merge._field(item, of, (*path, name), inside)
                result |= {name: value} if value is not None else {}
        return result

    def _server_set(self, model: type[Model], of: Versions, path: Path) -> dict[str, Any]:
        """Return what only a server says of an object, also what no model knows; where it is silent, as it was."""
        hidden = [item for item in fields(model).values() if item.presence_field]
        seen = [str(item.presence_field) for item in hidden if not self.forms.was_sent((*path, item.name))]
        silent = [name for name in (*model.output_fields, *seen) if name in of.old and name not in of.response]
        result = {name: of.old[name] for name in silent}
        for name, value in of.response.items():
            if name not in fields(model) and value is not None:
                result[name] = in_previous_order(value, of.old.get(name)) if name in seen else value
        return result

    def _field(self, item: Field, of: Versions, path: Path, inside: str) -> Any:
        if item.presence_field:
            return self._write_only(item, of, path)
        sent, old_state = of.sent.get(item.name), of.old.get(item.name)
        if sent is None and item.is_discriminator:
            sent = str(item.default)
        if item.name not in of.response:
            self.forms.carry_over(path)
            return old_state if sent is None and not self.forms.was_sent(path) else sent
        response = of.response[item.name]
        if response is UNKNOWN:  # in a preview
            return UNKNOWN
        known = (item.model_for(sent) if sent else None) or item.model_for(item.default)
        if item.is_object and not item.is_list and known and not (response is None and is_known(item, response)):
            return self._inner(item, known, Versions(response, sent, old_state), path, inside)
        merge = self._with_both_sent(path, (*path[:-1], item.extended_by)) if item.extended_by else self
        return merge._plain(item, response, sent, path)

    def _write_only(self, item: Field, of: Versions, path: Path) -> Any:
        sent, seen = of.sent.get(item.name), of.response.get(item.presence_field or "")
        if seen is None:
            self.forms.carry_over(path)
        elif not is_known_presence(item, seen):
            self.forms.remember(item, seen, path, unset=not sent, strange=True)
        elif is_still_set(item, of.response, sent) if sent else not seen:
            return sent
        elif self.forms.is_form(item, seen, path):
            self.forms.remember(item, seen, path, unset=not sent)
        else:
            return None
        return sent

    def _inner(self, item: Field, known: type[Model], of: Versions, path: Path, elsewhere: str) -> Any:
        """Return what stands in the place of an object of a known model."""
        sent = of.sent if isinstance(of.sent, Mapping) else {}
        old_state = of.old if isinstance(of.old, Mapping) and item.model_for(of.old) is known else {}
        if not isinstance(of.response, Mapping):
            result = self._object(known, Versions({}, sent, old_state), path, elsewhere)
            self.forms.remember(item, of.response, path, unset=of.sent is None, strange=True)
            return result
        inner = Versions(of.response, sent, old_state)
        if variant_of(item, of.response) in (known, None):
            return self._object(known, inner, path, elsewhere)
        if item.has(FieldTrait.MERGE_PATCH):
            return self._other_variant(known, inner, path)
        return self._plain(item, of.response, of.sent, path)

    def _other_variant(self, known: type[Model], of: Versions, path: Path) -> dict[str, Any]:
        """Return an object that cannot have got another shape, and says that it has: it says nothing else."""
        silent = {name: of.response[name] for name in known.output_fields if name in of.response}
        result = self._object(known, Versions(silent, of.sent, of.old), path)
        for discriminator in (item for item in fields(known).values() if item.is_discriminator):
            self.forms.remember(
                discriminator, of.response.get(discriminator.name), (*path, discriminator.name), strange=True
            )
        return result

    def _plain(self, item: Field, response: Any, sent: Any, path: Path) -> Any:
        """Return a value that is compared as a whole."""
        response = complete_items(item, response, sent)
        if has_unknown(response):
            return response
        if not is_known(item, response):
            self.forms.remember(item, response, path, unset=sent is None, strange=True)
        elif values_equivalent(item, response, sent):
            self.forms.carry_over(path)
            return with_default(item, response) if sent is None else with_output_fields(item, response, sent)
        elif self.forms.is_form(item, response, path) or self.forms.can_be_form(item, response, sent):
            self.forms.remember(item, response, path, unset=sent is None)
        else:
            return with_default(item, response)
        return without_nulls(item, response) if sent is None else with_output_fields(item, response, sent)

    def _with_both_sent(self, one: Path, other: Path) -> Merge:
        return Merge(self.forms.with_both_sent(one, other))
