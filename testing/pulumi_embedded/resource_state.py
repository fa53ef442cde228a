"""The state of a resource, and its JSON in a deployment (version 3)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Final

from . import urns
from .errors import RefusedError
from .passphrase import Crypter
from .values import (
    FLOAT,
    RESOURCE,
    SECRET,
    SIGNATURE,
    UNKNOWN,
    UNKNOWN_ON_WIRE,
    Properties,
    Secret,
    SecretEncoder,
    encode,
    number_of_bits,
    plain_json,
    reference,
    with_items,
    with_json_numbers,
)
from .values import signature as signature_of


@dataclass(frozen=True, eq=False)
class Resource:
    """The state of one resource, which is immutable.

    Times are RFC 3339 in UTC, timeouts seconds, `provider` is `<urn>::<id>`, `rest` has the other keys of the JSON.
    """

    urn: str
    custom: bool
    type: str
    id: str = ""
    delete: bool = False
    inputs: Properties = field(default_factory=dict)
    outputs: Properties = field(default_factory=dict)
    parent: str = ""
    protect: bool = False
    dependencies: tuple[str, ...] = ()
    provider: str = ""
    property_dependencies: dict[str, list[str]] = field(default_factory=dict)
    pending_replacement: bool = False
    additional_secret_outputs: tuple[str, ...] = ()
    retain_on_delete: bool = False
    created: str = ""
    modified: str = ""
    ignore_changes: tuple[str, ...] = ()
    replace_on_changes: tuple[str, ...] = ()
    external: bool = False
    custom_timeouts: dict[str, float] = field(default_factory=dict)
    init_errors: tuple[str, ...] = ()
    import_id: str = ""
    taint: bool = False
    rest: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the URN."""
        return urns.name_of(self.urn)

    @property
    def is_provider(self) -> bool:
        """True for a provider resource, which the engine itself manages."""
        return urns.is_provider_type(self.type)

    @property
    def reference(self) -> str:
        """The reference to this provider."""
        return f"{self.urn}::{self.id}"


_PROPERTIES: Final = ("inputs", "outputs")
_FIELDS: Final = {
    field_.name: field_.name.split("_")[0] + "".join(word.capitalize() for word in field_.name.split("_")[1:])
    for field_ in fields(Resource)
    if field_.name != "rest"
} | {"import_id": "importID"}
# keys of a state that have no effect on the steps of an operation
_HARMLESS: Final = {"sourcePosition", "stackTrace", "aliases", "hideDiff"}


def encrypting(crypter: Crypter) -> SecretEncoder:
    """Return the encoder that encrypts secrets for a state."""
    return lambda element: {SIGNATURE: SECRET, "ciphertext": crypter.encrypt_json(element)}


def unencrypted(element: Any) -> dict[str, Any]:
    """Encode a secret inside of an encrypted one for a state."""
    return {SIGNATURE: SECRET, "ciphertext": plain_json(element)}


def plaintext(element: Any) -> dict[str, Any]:
    """Encode a secret for an export that shows secrets."""
    return {SIGNATURE: SECRET, "plaintext": json.dumps(element)}


def encode_resource(
    resource: Resource, encode_secret: SecretEncoder, encode_inside: SecretEncoder | None = None
) -> dict[str, Any]:
    """Return the resource's JSON; empty fields are left out."""
    encoded: dict[str, Any] = {}
    for name, key in _FIELDS.items():
        value = getattr(resource, name)
        if name in _PROPERTIES:
            value = encode(with_json_numbers(value), encode_secret, encode_inside=encode_inside)
        if value or key == "custom":
            encoded[key] = list(value) if isinstance(value, tuple) else value
    return encoded | resource.rest


def decode_resource(encoded: dict[str, Any], crypter: Crypter) -> Resource:
    """Read a resource's JSON; RefusedError where it has a key that is not supported."""
    known: dict[str, Any] = {name: encoded[key] for name, key in _FIELDS.items() if key in encoded}
    rest = {key: value for key, value in encoded.items() if key not in _FIELDS.values()}
    for key, value in rest.items():
        if value and key not in _HARMLESS:
            raise RefusedError(f"`{key}` in the state", encoded["urn"])
    for name in _PROPERTIES:
        known[name] = _decode(known.get(name) or {}, crypter.decrypt)
    fields_: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in known.items()}
    return Resource(**fields_, rest=rest)


def _decode(value: Any, decrypt: Callable[[str], str]) -> Any:
    """Return a value of a state; a secret inside of a secret is not encrypted again."""
    if signature_of(value) == SECRET:
        text = value["plaintext"] if "plaintext" in value else decrypt(value["ciphertext"])
        return Secret(_decode(json.loads(text), str))
    if signature_of(value) == RESOURCE:
        return reference(value)
    if signature_of(value) == FLOAT:
        return number_of_bits(value)
    if value == UNKNOWN_ON_WIRE:
        return UNKNOWN
    return with_items(value, lambda item: _decode(item, decrypt))
