"""What can go wrong with a request: one model for each fault, in Python and, told apart by `kind`, in JSON.

Most faults can be had before the operation (`when="before"`, the default: it does not take place) and after it
(`"after"`: it took place, and only the answer is wrong or lost). Those that work on the real answer always come after.
Sizes are in bytes, times in seconds.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import formatdate
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, JsonValue, NonNegativeInt, PositiveInt, StringConstraints
from typing_extensions import override

from ..conditions import Conditions
from ..errors import with_status
from ..http.connections import Cut
from ..store.account import MAX_LAG
from .response_rewriting import Normal, changed, filled_in, masked, normalized, respelled
from .responses import Delivery, Response, whole

When = Literal["before", "after"]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
AnyStatus = Annotated[int, Field(ge=200, le=599)]
HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]+$", to_lower=True)]
HeaderValue = Annotated[str, StringConstraints(pattern=r"^[ -~]*$")]

_JSON = {"content-type": "application/json"}
_PIECE = b"x" * 65536
MOMENTS = ("created_at", "updated_at")


class _Fault(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def conditions(self) -> Conditions:
        """Under what conditions the operation takes place."""
        return Conditions()

    def beforehand(self, body: Any) -> Any:
        """Return the body of what somebody else creates before; None where nobody does."""
        del body
        return None

    def on(self, response: Response) -> Delivery:
        """Return what is sent in place of an answer."""
        return Delivery(response.status, response.headers, (response.body,))


class _InsteadOfRequest(_Fault):
    when: When = "before"
    """Whether the operation takes place first."""


class _OnResponse(_Fault):
    when: ClassVar[When] = "after"


class Delay(_OnResponse):
    """Nothing but the delays of the rule."""

    kind: Literal["delay"] = "delay"


class Status(_InsteadOfRequest):
    """An error with problem details. 502 or 504 after the operation is a gateway that gave up too early."""

    kind: Literal["status"] = "status"
    status: Annotated[int, Field(ge=400, le=599)] = 503
    detail: str = "injected by a rule of the emulator"
    headers: dict[HeaderName, HeaderValue] = {}
    retry_after: NonNegativeInt | None = None
    """Seconds that `Retry-After` asks to wait; without, there is no such header."""
    retry_after_form: Literal["seconds", "date"] = "seconds"
    """Which of its two forms (RFC 9110, 10.2.3) the header has."""

    @override
    def on(self, response: Response) -> Delivery:
        body = json.dumps(with_status(self.status, self.detail).body(response.instance)).encode()
        headers = {"content-type": "application/problem+json", **self._retry_after(), **self.headers}
        return whole(self.status, headers, body)

    def _retry_after(self) -> dict[str, str]:
        if self.retry_after is None:
            return {}
        if self.retry_after_form == "seconds":
            return {"retry-after": str(self.retry_after)}
        return {"retry-after": formatdate(time.time() + self.retry_after, usegmt=True)}


class DropConnection(_InsteadOfRequest):
    """The connection ends without a byte of an answer."""

    kind: Literal["drop_connection"] = "drop_connection"
    how: Cut = "close"

    @override
    def on(self, response: Response) -> Delivery:
        return Delivery(ending=self.how)


class Kill(_InsteadOfRequest):
    """The server's process gets SIGKILL: only where it is one of its own and keeps its account in a file."""

    kind: Literal["kill"] = "kill"

    @override
    def on(self, response: Response) -> Delivery:
        return Delivery(ending="kill")


class HtmlPage(_InsteadOfRequest):
    """HTML from something in between: with 502 a gateway's error, with 200 a login page."""

    kind: Literal["html_page"] = "html_page"
    status: AnyStatus = 502
    html: str = "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502 Bad Gateway</h1></body></html>"

    @override
    def on(self, response: Response) -> Delivery:
        return whole(self.status, {"content-type": "text/html; charset=utf-8"}, self.html.encode())


class Redirect(_InsteadOfRequest):
    """A redirect, to another host unless `location` says otherwise."""

    kind: Literal["redirect"] = "redirect"
    status: Literal[301, 302, 303, 307, 308] = 307
    location: HeaderValue = "http://elsewhere.invalid/"

    @override
    def on(self, response: Response) -> Delivery:
        return whole(self.status, {"location": self.location}, b"")


class InvalidJson(_InsteadOfRequest):
    """A text that calls itself JSON: by default none, else such as `[]` or `{"id": 1}` where something else is due."""

    kind: Literal["invalid_json"] = "invalid_json"
    status: AnyStatus = 200
    text: str = '{"id": "'

    @override
    def on(self, response: Response) -> Delivery:
        return whole(self.status, _JSON, self.text.encode())


class OversizedBody(_InsteadOfRequest):
    """One JSON string, as long as asked for; it is made while it is sent."""

    kind: Literal["oversized_body"] = "oversized_body"
    status: AnyStatus = 200
    size: Annotated[int, Field(ge=2)] = 1 << 30
    """Length of the body."""
    framing: Literal["length", "chunked"] = "length"
    """Whether the length is said beforehand."""

    @override
    def on(self, response: Response) -> Delivery:
        length = {"content-length": str(self.size)} if self.framing == "length" else {}
        return Delivery(self.status, {**_JSON, **length}, _long_string(self.size))


class Truncate(_OnResponse):
    """The real answer breaks off in its body, although `Content-Length` says more. One without a body comes whole."""

    kind: Literal["truncate"] = "truncate"
    keep: NonNegativeInt = 16
    """How much of the body comes; never all of it."""
    how: Cut = "close"

    @override
    def on(self, response: Response) -> Delivery:
        if not response.body:
            return super().on(response)
        return Delivery(
            response.status, response.headers, (response.body[: min(self.keep, len(response.body) - 1)],), 0, self.how
        )


class Slow(_OnResponse):
    """The real answer comes in drips, its status and headers at once."""

    kind: Literal["slow"] = "slow"
    chunk: PositiveInt = 1
    """Length of each drip."""
    pause: Seconds = 0.1
    """Time before each drip."""

    @override
    def on(self, response: Response) -> Delivery:
        if not response.body:
            return super().on(response)
        drips = (response.body[at : at + self.chunk] for at in range(0, len(response.body), self.chunk))
        return Delivery(response.status, response.headers, drips, self.pause)


class _OnDocument(_OnResponse):
    """The real answer with its document changed; an answer without one comes as it is."""

    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return the document that is sent."""
        return document

    @override
    def on(self, response: Response) -> Delivery:
        if not response.body:
            return super().on(response)
        return whole(response.status, response.headers, json.dumps(self.changed(json.loads(response.body))).encode())


class ExtraFields(_OnDocument):
    """The real answer with more in it: an unknown field, an unknown member of an enumeration, another type."""

    kind: Literal["extra_fields"] = "extra_fields"
    fields: dict[str, JsonValue] = {"unknown_field": {"nested": [1]}}
    """Merged, objects into objects, into the answer and, where it is a page, into each of the page's items."""

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return _extended(document, self.fields)


class Normalize(_OnDocument):
    """The real answer with its values in another form that means the same."""

    kind: Literal["normalize"] = "normalize"
    forms: tuple[Normal, ...] = get_args(Normal)
    """Which; `Normal` in forms.py says what each does."""

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return changed(document, normalized(self.forms))


class Respell(_OnDocument):
    """The real answer with members of enumerations spelled in a new way; requests still take the old one."""

    kind: Literal["respell"] = "respell"
    members: dict[str, str] = {}
    """The new spelling of each; without any, all are in lower case without underscores: `openai`."""

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return changed(document, respelled(self.members))


class FillIn(_OnDocument):
    """The real answer with values for fields that nobody has set."""

    kind: Literal["fill_in"] = "fill_in"
    values: dict[str, JsonValue] = {"base_url": "https://api.example.com/v1", "description": "filled in"}
    """The value of each field, by its name at whatever depth."""

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return changed(document, filled_in(self.values))


class Mask(_OnDocument):
    """The real answer with the values of headers, where they are returned, masked."""

    kind: Literal["mask"] = "mask"
    mask: str = "****"
    keep: NonNegativeInt = 0
    """How many characters of a value's end follow the mask."""

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        return changed(document, masked(self.mask, self.keep))


AnyForm = Annotated[ExtraFields | Normalize | Respell | FillIn | Mask, Field(discriminator="kind")]


class Combined(_OnDocument):
    """The real answer changed by several faults, one after the other."""

    kind: Literal["combined"] = "combined"
    faults: tuple[AnyForm, ...]

    @override
    def changed(self, document: dict[str, Any]) -> dict[str, Any]:
        for fault in self.faults:
            document = fault.changed(document)
        return document


class Lag(_OnResponse):
    """A GET, of a list or of one resource, answers as it would have some time ago."""

    kind: Literal["lag"] = "lag"
    seconds: Annotated[float, Field(ge=0, le=MAX_LAG)] = 4.0
    """How far it is behind the writes."""

    @property
    @override
    def conditions(self) -> Conditions:
        return Conditions(lag=self.seconds)


class WrongClock(_OnResponse):
    """The real answer by a clock that is wrong."""

    kind: Literal["wrong_clock"] = "wrong_clock"
    seconds: Annotated[float, Field(allow_inf_nan=False)] = 3 * 3600.0
    """How far it is ahead; behind, where it is negative."""
    of: Literal["date", "documents", "both"] = "both"
    """Whether it is that of the header `Date`, that of the moments in bodies, or one for both."""

    @override
    def on(self, response: Response) -> Delivery:
        headers, body = dict(response.headers), response.body
        if self.of != "documents":
            headers["date"] = formatdate(time.time() + self.seconds, usegmt=True)
        if self.of != "date" and body:
            body = json.dumps(_shifted(json.loads(body), timedelta(seconds=self.seconds))).encode()
        return whole(response.status, headers, body) if body else Delivery(response.status, headers, (body,))


class MovingPages(_OnResponse):
    """While somebody pages, items come to the front, so that some are listed twice, or go, so that some are left out.

    It strikes the pages after the first.
    """

    kind: Literal["moving_pages"] = "moving_pages"
    by: int = 1
    """How many come between two pages; negative: how many go."""

    @property
    @override
    def conditions(self) -> Conditions:
        return Conditions(moved=self.by)


class OtherClient(_Fault):
    """Another client, of another user, sends the same create a moment before: on POSTs to a collection."""

    kind: Literal["other_client"] = "other_client"
    fields: dict[str, JsonValue] = {}
    """Merged, objects into objects, into the body of its create: such as another key or name."""
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    """The status of the response instead of the operation; None: the operation runs after that create."""

    @property
    def when(self) -> When:
        """Whether the operation takes place."""
        return "after" if self.status is None else "before"

    @override
    def beforehand(self, body: Any) -> Any:
        return _merged(body, self.fields) if isinstance(body, dict) else None

    @override
    def on(self, response: Response) -> Delivery:
        return super().on(response) if self.status is None else Status(status=self.status).on(response)


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


def _extended(document: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    if "pagination" not in document:
        return _merged(document, fields)
    pages = {
        name: [_merged(item, fields) for item in value] for name, value in document.items() if isinstance(value, list)
    }
    return _merged({**document, **pages}, fields)


def _merged(document: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
    inner = {
        name: _merged(document[name], value)
        if isinstance(value, dict) and isinstance(document.get(name), dict)
        else value
        for name, value in fields.items()
    }
    return {**document, **inner}


def _shifted(value: Any, by: timedelta) -> Any:
    """Return a document with its moments moved."""
    if isinstance(value, list):
        return [_shifted(item, by) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _moved(item, by) if name in MOMENTS and isinstance(item, str) else _shifted(item, by)
        for name, item in value.items()
    }


def _moved(moment: str, by: timedelta) -> str:
    return (
        (datetime.fromisoformat(moment.replace("Z", "+00:00")) + by)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )


def _long_string(size: int) -> Iterator[bytes]:
    yield b'"'
    for _ in range((size - 2) // len(_PIECE)):
        yield _PIECE
    yield _PIECE[: (size - 2) % len(_PIECE)] + b'"'
