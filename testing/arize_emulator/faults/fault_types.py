"""What can go wrong with a request: a model for each fault; in JSON, `kind` is the discriminator.

Most faults act instead of the operation (`when="before"`, the default) or after it (`"after"`: only the response is
wrong or lost). Those that change the API's response always act after. Sizes are in bytes, times in seconds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from datetime import timedelta
from email.utils import formatdate
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue, NonNegativeInt, PositiveInt, StringConstraints
from typing_extensions import override

from pulumi_arize.model.fields import Field as ModelField

from ..errors import ProblemResponse
from ..http.connections import Cut
from ..request_context import RequestContext
from ..store.account import MAX_LAG
from .response_rewriting import NORMAL, Normal, changed, extended, merged, shifted
from .responses import Delivery, Response, whole

When = Literal["before", "after"]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
AnyStatus = Annotated[int, Field(ge=200, le=599)]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", to_lower=True)]
HeaderValue = Annotated[str, StringConstraints(pattern=r"^[ -~]*$")]

_JSON = {"content-type": "application/json"}
_CHUNK = b"x" * 65536


class _Fault(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def request_context(self) -> RequestContext:
        """The context in which the operation runs."""
        return RequestContext()

    def other_body(self, body: Any) -> Any:  # noqa: ARG002 - some look at it
        """Return the body of the same request by another client that comes first; None: there is no other client."""
        return None

    def apply(self, response: Response) -> Delivery:
        """Return what is sent instead of the response."""
        return Delivery(response.status, response.headers, (response.body,))


class _InsteadOfRequest(_Fault):
    when: When = "before"
    """Whether the operation runs first."""


class _OnResponse(_Fault):
    when: ClassVar[When] = "after"


class Delay(_OnResponse):
    """Nothing but the delays of the rule."""

    kind: Literal["delay"] = "delay"


class Status(_InsteadOfRequest):
    """An error with problem details. 502 or 504 after the operation is that of a gateway that did not wait."""

    kind: Literal["status"] = "status"
    status: Annotated[int, Field(ge=400, le=599)] = 503
    detail: str = "injected by a rule of the emulator"
    headers: dict[HeaderName, HeaderValue] = {}
    retry_after: NonNegativeInt | None = None
    """The seconds in `Retry-After`; None: no such header."""
    retry_after_form: Literal["seconds", "date"] = "seconds"
    """The form of the header (RFC 9110, 10.2.3)."""

    @override
    def apply(self, response: Response) -> Delivery:
        body = json.dumps(ProblemResponse(self.detail, status=self.status).body(response.instance)).encode()
        headers = {"content-type": "application/problem+json", **self._retry_after(), **self.headers}
        return whole(self.status, headers, body)

    def _retry_after(self) -> dict[str, str]:
        if self.retry_after is None:
            return {}
        if self.retry_after_form == "seconds":
            return {"retry-after": str(self.retry_after)}
        return {"retry-after": formatdate(time.time() + self.retry_after, usegmt=True)}


class DropConnection(_InsteadOfRequest):
    """The connection ends without a byte of a response."""

    kind: Literal["drop_connection"] = "drop_connection"
    how: Cut = "close"

    @override
    def apply(self, response: Response) -> Delivery:
        return Delivery(ending=self.how)


class Kill(_InsteadOfRequest):
    """The server's process gets SIGKILL: only in the command `arize-emulator --data FILE`."""

    kind: Literal["kill"] = "kill"

    @override
    def apply(self, response: Response) -> Delivery:
        return Delivery(ending="kill")


class HtmlPage(_InsteadOfRequest):
    """An HTML page of an intermediary: with 502 a gateway's error, with 200 a login page."""

    kind: Literal["html_page"] = "html_page"
    status: AnyStatus = 502
    html: str = "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502 Bad Gateway</h1></body></html>"

    @override
    def apply(self, response: Response) -> Delivery:
        return whole(self.status, {"content-type": "text/html; charset=utf-8"}, self.html.encode())


class Redirect(_InsteadOfRequest):
    """A redirect, to another host unless `location` says otherwise."""

    kind: Literal["redirect"] = "redirect"
    status: Literal[301, 302, 303, 307, 308] = 307
    location: HeaderValue = "http://elsewhere.invalid/"

    @override
    def apply(self, response: Response) -> Delivery:
        return whole(self.status, {"location": self.location}, b"")


class InvalidJson(_InsteadOfRequest):
    """A body declared as JSON that is not JSON, or JSON of another type, such as `[]` or `{"id": 1}`."""

    kind: Literal["invalid_json"] = "invalid_json"
    status: AnyStatus = 200
    text: str = '{"id": "'

    @override
    def apply(self, response: Response) -> Delivery:
        return whole(self.status, _JSON, self.text.encode())


class OversizedBody(_InsteadOfRequest):
    """One JSON string of any length; it is generated while it is sent."""

    kind: Literal["oversized_body"] = "oversized_body"
    status: AnyStatus = 200
    size: Annotated[int, Field(ge=2)] = 1 << 30
    """Length of the body."""
    framing: Literal["length", "chunked"] = "length"
    """Whether the response has a `Content-Length`."""

    @override
    def apply(self, response: Response) -> Delivery:
        length = {"content-length": str(self.size)} if self.framing == "length" else {}
        return Delivery(self.status, {**_JSON, **length}, _long_string(self.size))


class Truncate(_OnResponse):
    """The response breaks off in its body, before `Content-Length` is reached. One without a body comes whole."""

    kind: Literal["truncate"] = "truncate"
    keep: NonNegativeInt = 16
    """How much of the body is sent; never all of it."""
    how: Cut = "close"

    @override
    def apply(self, response: Response) -> Delivery:
        if not response.body:
            return super().apply(response)
        return Delivery(
            response.status, response.headers, (response.body[: min(self.keep, len(response.body) - 1)],), 0, self.how
        )


class Slow(_OnResponse):
    """The body comes in small chunks, the status and the headers at once."""

    kind: Literal["slow"] = "slow"
    chunk: PositiveInt = 1
    """Length of each chunk."""
    pause: Seconds = 0.1
    """Time before each chunk."""

    @override
    def apply(self, response: Response) -> Delivery:
        if not response.body:
            return super().apply(response)
        chunks = (response.body[at : at + self.chunk] for at in range(0, len(response.body), self.chunk))
        return Delivery(response.status, response.headers, chunks, self.pause)


class _OnDocument(_OnResponse):
    """The response with its document changed; one without a body comes as it is."""

    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the document that is sent."""
        return document

    @override
    def apply(self, response: Response) -> Delivery:
        if not response.body:
            return super().apply(response)
        return whole(response.status, response.headers, json.dumps(self.changed(json.loads(response.body))).encode())


class ExtraFields(_OnDocument):
    """The response with other values merged in: an unknown field, an unknown enum value, another type."""

    kind: Literal["extra_fields"] = "extra_fields"
    fields: dict[str, JsonValue] = {"unknown_field": {"nested": [1]}}
    """Merged, objects into objects, into the response and, in a page of a list, into each item."""

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return extended(document, self.fields)


class _OnFields(_OnDocument):
    """The response with the values of some of its fields changed."""

    def value(self, field: ModelField, value: Any, owner: Mapping[str, Any]) -> Any:  # noqa: ARG002 - some look at it
        """Return the value that is sent for a field of `owner`."""
        return value

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return changed(document, self.value)


class Normalize(_OnFields):
    """The response with its values normalized: in another form with the same meaning."""

    kind: Literal["normalize"] = "normalize"
    forms: tuple[Normal, ...] = get_args(Normal)
    """Which forms; `Normal` says what each of them does."""

    @override
    def value(self, field: ModelField, value: Any, owner: Mapping[str, Any]) -> Any:
        for form in self.forms:
            value = NORMAL[form](field, value, owner)
        return value


class Respell(_OnFields):
    """The response with other enum values; requests still take the usual ones."""

    kind: Literal["respell"] = "respell"
    members: dict[str, str] = {}
    """The new value for each; if empty, all are in lower case without underscores: `openai`."""

    @override
    def value(self, field: ModelField, value: Any, owner: Mapping[str, Any]) -> Any:
        if not field.enum_values or not isinstance(value, str):
            return value
        return self.members.get(value, value) if self.members else value.lower().replace("_", "")


class FillIn(_OnFields):
    """The response with values for fields that are not set."""

    kind: Literal["fill_in"] = "fill_in"
    values: dict[str, JsonValue] = {"base_url": "https://api.example.com/v1", "description": "filled in"}
    """The value of each field, by its name at whatever depth."""

    @override
    def value(self, field: ModelField, value: Any, owner: Mapping[str, Any]) -> Any:
        return self.values.get(field.name, value) if value in (None, "", []) else value


class Mask(_OnFields):
    """The response with the values of headers masked, where it has them."""

    kind: Literal["mask"] = "mask"
    mask: str = "****"
    keep: NonNegativeInt = 0
    """The number of characters at the end of a value that follow the mask."""

    @override
    def value(self, field: ModelField, value: Any, owner: Mapping[str, Any]) -> Any:
        if not (field.secret and field.is_map and not field.presence_field and isinstance(value, dict)):
            return value
        return {name: self.mask + (str(item)[-self.keep :] if self.keep else "") for name, item in value.items()}


AnyDocumentFault = Annotated[ExtraFields | Normalize | Respell | FillIn | Mask, Field(discriminator="kind")]


class Combined(_OnDocument):
    """The response changed by several faults, one after the other."""

    kind: Literal["combined"] = "combined"
    faults: tuple[AnyDocumentFault, ...]

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        for fault in self.faults:
            document = fault.changed(document)
        return document


class Lag(_OnResponse):
    """A GET, of a list or of one resource, returns what it would have returned some time ago."""

    kind: Literal["lag"] = "lag"
    seconds: Annotated[float, Field(ge=0, le=MAX_LAG)] = 4.0
    """How far reads lag behind writes."""

    @property
    @override
    def request_context(self) -> RequestContext:
        return RequestContext(lag=self.seconds)


class WrongClock(_OnResponse):
    """The response of a server whose clock is wrong."""

    kind: Literal["wrong_clock"] = "wrong_clock"
    seconds: Annotated[float, Field(allow_inf_nan=False)] = 3 * 3600.0
    """How far the clock is ahead; negative: behind."""
    of: Literal["date", "documents", "both"] = "both"
    """Whether it sets the header `Date`, the times in documents, or both."""

    @override
    def apply(self, response: Response) -> Delivery:
        headers, body = dict(response.headers), response.body
        if self.of != "documents":
            headers["date"] = formatdate(time.time() + self.seconds, usegmt=True)
        if self.of != "date" and body:
            body = json.dumps(shifted(json.loads(body), timedelta(seconds=self.seconds))).encode()
        return whole(response.status, headers, body) if body else Delivery(response.status, headers, (body,))


class MovingPages(_OnResponse):
    """A list changes while a client pages: new items at its front repeat others, and removed ones leave others out.

    It acts on the pages after the first.
    """

    kind: Literal["moving_pages"] = "moving_pages"
    by: int = 1
    """The number of items added between two pages; negative: removed."""

    @property
    @override
    def request_context(self) -> RequestContext:
        return RequestContext(moved=self.by)


class OtherClient(_Fault):
    """Another client, of another user, sends the same create a moment before: on POSTs to a collection."""

    kind: Literal["other_client"] = "other_client"
    fields: dict[str, JsonValue] = {}
    """Merged, objects into objects, into the body of its create: such as another key or name."""
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    """The status of the response instead of the operation; None: the operation runs after that create."""

    @property
    def when(self) -> When:
        """Whether the operation runs."""
        return "after" if self.status is None else "before"

    @override
    def other_body(self, body: Any) -> Any:
        return merged(body, self.fields) if isinstance(body, dict) else None

    @override
    def apply(self, response: Response) -> Delivery:
        return super().apply(response) if self.status is None else Status(status=self.status).apply(response)


AnyFault = Annotated[
    Lag
    | WrongClock
    | MovingPages
    | OtherClient
    | Delay
    | Status
    | DropConnection
    | Kill
    | HtmlPage
    | Redirect
    | InvalidJson
    | OversizedBody
    | Truncate
    | Slow
    | ExtraFields
    | Normalize
    | Respell
    | FillIn
    | Mask
    | Combined,
    Field(discriminator="kind"),
]

KINDS: tuple[str, ...] = tuple(fault.model_fields["kind"].default for fault in get_args(get_args(AnyFault)[0]))


def _long_string(size: int) -> Iterator[bytes]:
    yield b'"'
    for _ in range((size - 2) // len(_CHUNK)):
        yield _CHUNK
    yield _CHUNK[: (size - 2) % len(_CHUNK)] + b'"'
