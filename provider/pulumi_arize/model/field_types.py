"""The types of fields, each with the API's rule for its values.

A value that breaks a rule raises a `PydanticCustomError` whose message says what is allowed.
"""

from __future__ import annotations

import ipaddress
import json
import re
import unicodedata
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    SecretStr,
    StrictBool,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from ..unknown import has_unknown
from .json_schema_validation import schema_error
from .traits import Description

HEADERS_LIMIT = 8_175
"""Bytes of a serialized header map of an LLM integration. The API documents no limit for agents and evaluators."""

SCHEMA_LIMIT = 64 * 1024
"""Bytes of an evaluator's serialized JSON Schema."""

RESERVED_PROPERTY = "arize_metadata"
"""The property that Arize adds to what an evaluator receives."""

RULE, UNUSABLE = "rule", "unusable"
"""The error types: the API rejects the value, or it accepts the value but it can never work."""

TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""The name of a header. Source: RFC 9110, 5.6.2."""

RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
"""A timestamp. Source: RFC 3339, 5.6."""

_MOMENT: TypeAdapter[AwareDatetime] = TypeAdapter(AwareDatetime)

BYTE_ORDER_MARK = "\ufeff"


def rule_error(reason: str, kind: str = RULE) -> PydanticCustomError:
    """Return the error of a broken rule; `reason` is shown as it is."""
    return PydanticCustomError(kind, "{reason}", {"reason": reason})


def _not_blank(text: str) -> str:
    if not text.strip():
        raise rule_error("must not be blank", UNUSABLE)
    return text


def _string_or_integer(value: object) -> object:
    if not isinstance(value, str | int | float) or (isinstance(value, float) and not value.is_integer()):
        raise rule_error("must be a string or an integer")
    return _not_blank(value) if isinstance(value, str) else value


def _timestamp(text: str) -> str:
    if parse_timestamp(text) is None:
        raise rule_error("must be a date and time with a time zone, such as 2027-01-31T00:00:00Z")
    return text


def parse_timestamp(text: object) -> datetime | None:
    """Return the moment of an RFC 3339 timestamp; None for anything else."""
    if not isinstance(text, str) or not RFC3339.fullmatch(text):
        return None
    try:
        return _MOMENT.validate_python(text)
    except ValidationError:
        return None


def _unspaced(url: str) -> str:
    if url.strip() != url or re.search(r"[\s\ufeff]", url):
        raise rule_error("must not contain spaces or line breaks", UNUSABLE)
    return url


def _valid_secret(secret: SecretStr) -> SecretStr:
    """Refuse a key that was read wrongly from its file. The message shows no part of it."""
    error = _secret_error(secret.get_secret_value())
    if error:
        raise rule_error(error, UNUSABLE)
    return secret


def _secret_error(text: str) -> str | None:
    if text and not text.strip():
        return "must not be blank"
    if BYTE_ORDER_MARK in text:
        return "has a byte order mark: read its file with the encoding utf-8-sig"
    if any(unicodedata.category(char) == "Cc" for char in text):
        return "must not contain a line break or another control character"
    return None


def _valid_headers(headers: dict[str, SecretStr]) -> dict[str, SecretStr]:
    known: dict[str, str] = {}
    for name, value in headers.items():
        if not TOKEN.fullmatch(name):  # an invalid name may be a part of a secret: the message does not show it
            raise rule_error("has an invalid header name: use letters, digits and hyphens", UNUSABLE)
        if name.lower() in known:
            raise rule_error(f"{known[name.lower()]!r} and {name!r} are the same header", UNUSABLE)
        known[name.lower()] = name
        error = _secret_error(value.get_secret_value())
        if error:
            raise rule_error(f"{name!r} {error}", UNUSABLE)
    return headers


def _public_https(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        raise rule_error("must be a valid https:// URL") from None
    if parts.scheme != "https" or not host:
        raise rule_error("must be a URL that begins with https:// and names a host")
    address = parse_address(host)
    if host == "localhost" or host.endswith(".localhost") or (address and not address.is_global):
        raise rule_error(f"must be a public address: Arize cannot reach {host}")
    return url


def parse_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return a host that is an IP address, None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _small_headers(headers: dict[str, SecretStr]) -> dict[str, SecretStr]:
    plain = {name: value.get_secret_value() for name, value in headers.items()}
    size = len(json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode())
    if size > HEADERS_LIMIT:
        raise rule_error(f"must be at most {HEADERS_LIMIT:,} bytes as JSON, and has {size:,}")
    return headers


def _no_colon(client_id: str) -> str:
    if ":" in client_id:
        raise rule_error("must not contain a colon: HTTP Basic authentication uses it as the separator")
    return client_id


def _json_schema(schema: dict[str, Any]) -> dict[str, Any]:
    error = None if has_unknown(schema) else schema_error(schema)
    if error:
        raise rule_error(error)
    return schema


def _evaluator_schema(schema: dict[str, Any]) -> dict[str, Any]:
    if schema.get("type") != "object":
        raise rule_error("must have `type: object` at its root")
    properties = schema.get("properties")
    if isinstance(properties, dict) and RESERVED_PROPERTY in properties:
        raise rule_error(f"must not define the property `{RESERVED_PROPERTY}`: Arize fills it in itself")
    size = 0 if has_unknown(schema) else len(json.dumps(schema, separators=(",", ":"), ensure_ascii=False).encode())
    if size > SCHEMA_LIMIT:
        raise rule_error(f"must be at most {SCHEMA_LIMIT:,} bytes as JSON, and has {size:,}")
    return schema


NOT_BLANK = AfterValidator(_not_blank)
Text = Annotated[str, Field(min_length=1), NOT_BLANK]
Version = Annotated[str | int, BeforeValidator(_string_or_integer), Description("Not empty.")]
Url = Annotated[Text, AfterValidator(_unspaced)]
Flag = StrictBool
Timestamp = Annotated[str, AfterValidator(_timestamp), Description("A date and time with a time zone.")]
Secret = Annotated[SecretStr, Field(min_length=1), AfterValidator(_valid_secret)]
PUBLIC = Description("An `https://` URL with a public host.")
PublicUrl = Annotated[str, AfterValidator(_public_https), AfterValidator(_unspaced), PUBLIC]
Endpoint = Annotated[str, Field(max_length=2048), AfterValidator(_public_https), AfterValidator(_unspaced), PUBLIC]
ClientId = Annotated[Text, AfterValidator(_no_colon), Description("Without a colon.")]
HeaderMap = Annotated[dict[str, SecretStr], AfterValidator(_valid_headers)]
Headers = Annotated[HeaderMap, AfterValidator(_small_headers), Description(f"At most {HEADERS_LIMIT:,} bytes as JSON.")]
JsonSchema = Annotated[
    dict[str, Any], AfterValidator(_json_schema), Description("References to other documents are not followed.")
]
EvaluatorSchema = Annotated[
    JsonSchema,
    AfterValidator(_evaluator_schema),
    Description(f"With `type: object` at its root, and without the property `{RESERVED_PROPERTY}`."),
]
