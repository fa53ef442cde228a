"""Property values (JSON, secrets and unknowns), and their form in messages and states.

An integral number is an `int`. A reference to a resource is the object that stands for it in a state.
"""

import enum
import json
import math
import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from google.protobuf import struct_pb2

from . import urns
from .errors import RefusedError

SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
SECRET: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a marker of the format
_OUTPUT: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
RESOURCE: Final = "5cf8f73096256a8f31e491e813e4eb8e"
FLOAT: Final = "8ad145fe-0d11-4827-bfd7-1abcbf086f5c"
REDACTED: Final = "[secret]"
UNKNOWN_ON_WIRE: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"

_REFUSED: Final = {
    "c44067f5952c0a294b673a41bacd8c17": "an asset",
    "0def7320c3a5731c473e5ecbe6d01bc7": "an archive",
}


class Unknown(enum.Enum):
    """A value that is not known before the update runs."""

    VALUE = UNKNOWN_ON_WIRE

    def __repr__(self) -> str:
        return "[unknown]"


UNKNOWN: Final = Unknown.VALUE


@dataclass(frozen=True)
class Secret:
    """A value that is encrypted in the state and never printed."""

    element: Any

    def __repr__(self) -> str:
        return REDACTED


Properties: TypeAlias = dict[str, Any]
SecretEncoder: TypeAlias = Callable[[Any], Any]
"""Encodes a secret, from its encoded element."""


def redact(_element: Any) -> str:
    """Return what is shown instead of a secret."""
    return REDACTED


def signature(value: Any) -> str | None:
    """Return the signature of an object that stands for a special value, None for a plain value."""
    return value.get(SIGNATURE) if isinstance(value, dict) else None


def from_wire(properties: struct_pb2.Struct) -> Properties:
    """Read properties from a message; RefusedError for an asset or an archive."""
    return {key: _read(value) for key, value in properties.fields.items()}


def _read(value: struct_pb2.Value) -> Any:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return _read_object(from_wire(value.struct_value))
    if kind == "list_value":
        return [_read(item) for item in value.list_value.values]
    if kind == "number_value":
        return number(value.number_value)
    if kind == "string_value":
        return UNKNOWN if value.string_value == UNKNOWN_ON_WIRE else value.string_value
    return value.bool_value if kind == "bool_value" else None


def _read_object(read: Properties) -> Any:
    kind = signature(read)
    if kind in _REFUSED:
        raise RefusedError(f"{_REFUSED[kind]} as a property value")
    if kind == RESOURCE:
        return reference(read)
    if kind == _OUTPUT:
        value = read.get("value", UNKNOWN)
        return Secret(value) if read.get("secret") else value
    return Secret(read.get("value")) if kind == SECRET else read


def reference(read: Mapping[str, Any]) -> Properties:
    """Return a normalized reference to a resource; only one to a custom resource has an id."""
    identified = {"id": read["id"] or UNKNOWN} if "id" in read else {}
    return {SIGNATURE: RESOURCE, "urn": read["urn"], "packageVersion": read.get("packageVersion", ""), **identified}


def number(value: float) -> int | float:
    """Return an integral number as an int."""
    return int(value) if value.is_integer() else value


def integer_or_float(value: int) -> int | float:
    """Return an integer as the real engine reads it: as a float where it exceeds 64 bits."""
    return value if -(2**63) <= value < 2**64 else float(value)


def plain_json(value: Any) -> str:
    """Write JSON on one line, as the real engine does."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{plain_json(key)}:{plain_json(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(plain_json(item) for item in value) + "]"
    return _float_json(value) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


_POSITIONAL: Final = (1e-6, 1e21)
"""Between these, the real engine writes a number without an exponent."""


def _float_json(value: float) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{value:+}".replace("inf", "Inf")
    if value.is_integer() and abs(value) < _POSITIONAL[1]:
        return str(int(value))
    if _POSITIONAL[0] <= abs(value) < _POSITIONAL[1]:
        return format(Decimal(repr(value)), "f")
    return repr(value).replace("e-0", "e-")


def text(value: Any) -> str:
    """Return text as it is, and anything else as its JSON."""
    return value if isinstance(value, str) else plain_json(value)


def to_wire(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    """Write properties to a message, with secrets and unknowns."""
    written = struct_pb2.Struct()
    written.update(encode(properties, lambda secret: {SIGNATURE: SECRET, "value": secret}, _on_wire))
    return written


def _on_wire(encoded: Properties) -> Properties:
    named = {"name": urns.name_of(encoded["urn"]), "type": urns.type_of(encoded["urn"])}
    fields = {key: value for key, value in encoded.items() if key != "packageVersion" or value}
    return {**named, **fields, **({"id": ""} if encoded.get("id") == UNKNOWN_ON_WIRE else {})}


@dataclass(frozen=True)
class Accepted:
    """Whether a provider accepts secrets and references to resources; by default it does not."""

    secrets: bool = False
    resources: bool = False

    def write(self, properties: Mapping[str, Any]) -> struct_pb2.Struct:
        """Write properties for the provider."""
        return to_wire(_strip(properties, self))

    def read(self, response: struct_pb2.Struct, sent: Properties) -> Properties:
        """Read a response; its properties are secret where those `sent` to the provider are."""
        read = from_wire(response)
        return read if self.secrets else annotate_secrets(read, sent)


def encode(
    value: Any,
    encode_secret: SecretEncoder,
    encode_reference: Callable[[Any], Any] = dict,
    encode_inside: SecretEncoder | None = None,
) -> Any:
    """Return the value as JSON; the arguments encode secrets, references, and secrets inside of secrets."""
    if isinstance(value, Secret):
        return encode_secret(encode(value.element, encode_inside or encode_secret, encode_reference))
    if value is UNKNOWN:
        return UNKNOWN_ON_WIRE
    encoded = with_items(value, lambda item: encode(item, encode_secret, encode_reference, encode_inside))
    return encode_reference(encoded) if signature(value) == RESOURCE else encoded


def with_items(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Return a list or an object with each of its items converted; any other value as it is."""
    if isinstance(value, Mapping):
        return {key: convert(item) for key, item in value.items()}
    return [convert(item) for item in value] if isinstance(value, list) else value


def with_json_numbers(value: Any) -> Any:
    """Return the value with infinities and NaN in the form that they have in a state: their bits in hexadecimal."""
    if isinstance(value, Secret):
        return Secret(with_json_numbers(value.element))
    if isinstance(value, float) and not math.isfinite(value):
        return {SIGNATURE: FLOAT, "value": struct.pack(">d", value).hex()}
    return with_items(value, with_json_numbers)


def number_of_bits(written: Mapping[str, Any]) -> float:
    """Return the number of the form that `with_json_numbers` returns."""
    (value,) = struct.unpack(">d", bytes.fromhex(written["value"]))
    return float(value)


def reveal(value: Any) -> Any:
    """Return the value with secrets in the clear, and the id or URN instead of references to resources."""
    return _strip(value, Accepted())


def without_references(value: Properties) -> Properties:
    """Return properties with the id or URN instead of references to resources."""
    stripped: Properties = _strip(value, Accepted(secrets=True))
    return stripped


def _strip(value: Any, accepted: Accepted) -> Any:
    if isinstance(value, Secret):
        inner = _strip(value.element, accepted)
        return Secret(inner) if accepted.secrets else inner
    if signature(value) == RESOURCE:
        return value if accepted.resources else value.get("id") or value.get("urn")
    return with_items(value, lambda item: _strip(item, accepted))


def contains(value: Any, matches: Callable[[Any], bool]) -> bool:
    """Return whether the value, or one inside it, matches."""
    return matches(value) or any(contains(item, matches) for item in items_of(value))


def items_of(value: Any) -> Iterable[Any]:
    """Return what is directly inside of a value."""
    if isinstance(value, Secret):
        return (value.element,)
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def is_secret(value: Any) -> bool:
    """Return whether the value itself is marked secret."""
    return isinstance(value, Secret)


def annotate_secrets(outputs: Properties, inputs: Properties) -> Properties:
    """Return the outputs; they are secret where the inputs are: values of objects one by one, lists as a whole."""
    return {key: _annotate(value, inputs[key]) if key in inputs else value for key, value in outputs.items()}


def _annotate(output: Any, value: Any) -> Any:
    if isinstance(output, dict) and isinstance(value, dict):
        return annotate_secrets(output, value)
    if not is_secret(output) and contains(value, is_secret):
        return Secret(output)
    return output
