"""What is retried and what is not: safe requests, cooldowns, deadlines, and verification before a second POST."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from tests.raw_server import Request, Response, Server, serving

from pulumi_arize.api import retries
from pulumi_arize.api.client import Client, ResponseBody
from pulumi_arize.api.retries import VERIFICATION_ATTEMPTS
from pulumi_arize.errors import ApiConnectionError, ApiError, ApiStatusError, InvalidResponse

QUICK = {"maxRetries": 3, "retryDelay": 0.01, "maxRetryDelay": 0.02}
MADE = Response(b'{"id": "made"}', 201)
LOST = Response(b'{"id"', 201, length=100)
"""A response that breaks off."""


def status(code: int, **headers: str) -> Response:
    """Return a response with this status."""
    return Response(b"{}", code, {name.replace("_", "-"): value for name, value in headers.items()})


def client(server: Server, **more: object) -> Client:
    """Return a client with short waits."""
    return Client(server.settings(**{**QUICK, **more}))


def in_turn(responses: Iterable[Response]) -> Callable[[Request], Response]:
    """Response with each in turn, and with success after the last."""
    waiting = iter(responses)
    return lambda _: next(waiting, MADE)


def nothing() -> ResponseBody | None:
    """Verify that nothing was applied."""
    return None


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize("fault", [status(429), status(502), status(503), status(504), LOST], ids=lambda it: it.status)
def test_retried(method: str, fault: Response) -> None:
    """A request that may be sent twice is retried after a temporary error."""
    with serving(in_turn([fault, fault])) as server:
        assert client(server).request(method, "/x") == {"id": "made"}
    assert [request.method for request in server.requests] == [method] * 3


@pytest.mark.parametrize("code", [400, 401, 403, 404, 409, 422, 500, 501])
def test_not_retried(code: int) -> None:
    """A status that a retry would get again is an error at once."""
    with serving(lambda _: status(code)) as server, pytest.raises(ApiStatusError) as caught:
        client(server).request("GET", "/x")
    assert caught.value.status == code
    assert len(server.requests) == 1
    assert "tried" not in str(caught.value)


@pytest.mark.parametrize(("retries", "words"), [(3, r"503.*tried 4 times in 0 s; .* later$"), (0, "503.*later$")])
def test_last_attempt(retries: int, words: str) -> None:
    """After the last retry the error has the server's message, and how often the request was tried."""
    with serving(lambda _: status(503)) as server, pytest.raises(ApiStatusError, match=words) as caught:
        client(server, maxRetries=retries).request("GET", "/x")
    assert len(server.requests) == 1 + retries
    assert "\n" not in str(caught.value)


def test_overall_deadline() -> None:
    """No attempt begins after the deadline, however many retries are left."""
    with serving(lambda _: status(503)) as server, pytest.raises(ApiStatusError):
        client(server, maxRetries=100, retryDelay=0.2, maxRetryDelay=0.2, requestDeadline=0.5).request("GET", "/x")
    assert 1 <= len(server.requests) < 50


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date", "date by a clock that is wrong"])
def test_retry_after(code: int, form: str) -> None:
    """Retry-After is obeyed as seconds and as a date by the server's own clock."""
    at: list[float] = []
    wrong = timedelta(days=-3) if "wrong" in form else timedelta()

    def respond(_: Request) -> Response:
        at.append(time.monotonic())
        if len(at) > 1:
            return MADE
        now = datetime.now(timezone.utc).replace(microsecond=0) + wrong
        until = format_datetime(now + timedelta(seconds=1), usegmt=True)
        return status(code, date=format_datetime(now, usegmt=True), retry_after="1" if form == "seconds" else until)

    with serving(respond) as server:
        client(server).request("GET", "/x")
    assert len(at) == 2
    assert at[1] - at[0] >= 1.0


def test_one_cooldown_for_all() -> None:
    """When the server asks one thread to wait, no thread sends anything until the wait is over."""
    asked = threading.Event()
    at: list[float] = []

    def respond(request: Request) -> Response:
        at.append(time.monotonic())
        if request.target == "/first" and not asked.is_set():
            asked.set()
            return status(429, retry_after="1")
        return MADE

    with serving(respond) as server, ThreadPoolExecutor(8) as threads:
        shared = client(server)
        first = threads.submit(shared.request, "GET", "/first")
        asked.wait(5)
        time.sleep(0.2)  # the response is on its way
        rest = [threads.submit(shared.request, "GET", f"/{number}") for number in range(7)]
        assert [task.result()["id"] for task in (first, *rest)] == ["made"] * 8
    assert [moment for moment in at[1:] if moment - at[0] < 1.0] == []


def test_a_cooldown_longer_than_the_deadline() -> None:
    """A wait beyond the deadline ends the request at once, and other requests before they are sent."""
    with serving(lambda _: status(429, retry_after="3600")) as server:
        shared = client(server)
        with pytest.raises(ApiStatusError, match=r"429.*again in 3600 s"):
            shared.request("GET", "/x")
        with pytest.raises(ApiConnectionError, match=r"Retry-After \d+ s exceeds arize:requestDeadline"):
            shared.request("GET", "/y")
        with (
            retries.shared_deadline(60),
            pytest.raises(ApiConnectionError, match=r"Retry-After \d+ s exceeds the option `custom_timeouts`"),
        ):
            shared.request("GET", "/y")
    assert [request.target for request in server.requests] == ["/x"]


def test_warning_of_many_short_waits(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """When short waits add up to a long one, the user gets one warning."""
    monkeypatch.setattr(retries, "WARN_AFTER", 0.05)
    with serving(lambda _: status(503)) as server, pytest.raises(ApiStatusError):
        client(server, maxRetries=20, retryDelay=0.02, maxRetryDelay=0.02).request("GET", "/x")
    assert (
        len([record for record in caplog.records if "the API responds with 503: trying again" in record.message]) == 1
    )


@pytest.mark.parametrize("value", ["soon", "", "-1", "1e3", "Thu, 99 Foo 2026"])
def test_invalid_retry_after(value: str) -> None:
    """A Retry-After that is neither a number nor a date is ignored."""
    header = {"retry-after": value}
    with serving(in_turn([Response(b"{}", 503, header)])) as server:
        assert client(server).request("GET", "/x") == {"id": "made"}


def test_slow_body() -> None:
    """A slow body times out after the time of one attempt, though each byte comes in time."""
    with serving(lambda _: MADE, drip=0.05) as server, pytest.raises(ApiConnectionError, match="arize:requestTimeout"):
        client(server, requestTimeout=0.2, maxRetries=0).request("GET", "/x")


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize(
    "fault",
    [status(502), status(503), status(504), status(500), LOST, Response(b"<html>", 200), Response(b"{}", 201)],
    ids=["502", "503", "504", "500", "lost", "html", "no id"],
)
def test_lost_response_is_verified(method: str, fault: Response) -> None:
    """A request that may have been applied is verified before a retry, and returns what the verification finds."""
    with serving(lambda _: fault) as server:
        assert client(server).request(method, "/x", {}, read_if_applied=lambda: {"id": "found"}) == {"id": "found"}
    assert len(server.requests) == 1


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize("fault", [status(502), status(503), status(504), LOST], ids=["502", "503", "504", "lost"])
def test_retried_after_verification(method: str, fault: Response) -> None:
    """A request that was not applied is retried, after one verification each time."""
    order: list[str] = []

    def respond(_: Request) -> Response:
        order.append("sent")
        return fault if len(order) < 4 else MADE

    def read_if_applied() -> ResponseBody | None:
        order.append("verified")
        return None

    with serving(respond) as server:
        assert client(server).request(method, "/x", {}, read_if_applied=read_if_applied) == {"id": "made"}
    assert order == ["sent", "verified", "sent", "verified", "sent"]


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_no_verification_after_429(method: str) -> None:
    """A request that is refused with 429 was not applied: it is retried without a verification."""
    with serving(in_turn([status(429), status(429)])) as server:
        assert client(server).request(method, "/x", {}, read_if_applied=nothing) == {"id": "made"}
    assert len(server.requests) == 3


def test_late_first_attempt() -> None:
    """Where a first attempt is applied late, the retry conflicts: the verification finds the first."""
    with serving(in_turn([LOST, status(409)])) as server:
        reads = iter([None, {"id": "late"}])
        assert client(server).request("POST", "/x", {}, read_if_applied=lambda: next(reads)) == {"id": "late"}


def test_retries_of_verifications() -> None:
    """A verification is retried a few times at most: retries within retries would multiply."""
    with serving(in_turn([LOST, *[status(503)] * 1000])) as server:
        asking = client(server, maxRetries=5)
        with pytest.raises(ApiStatusError) as caught:
            asking.request("POST", "/x", {}, read_if_applied=lambda: asking.request("GET", "/x"))
    assert caught.value.outcome_unknown
    methods = [request.method for request in server.requests]
    assert methods == [
        "POST",
        *["GET"] * (5 * (1 + VERIFICATION_ATTEMPTS) + 1 + 5),
    ]  # before each retry, and a last one


def test_unknown_outcome() -> None:
    """Where the verification fails too, the error says that the outcome is unknown."""

    def read_if_applied() -> ResponseBody | None:
        raise ApiStatusError("no", 401, {})

    with serving(lambda _: LOST) as server, pytest.raises(ApiError) as caught:
        client(server).request("POST", "/x", {}, read_if_applied=read_if_applied)
    assert caught.value.outcome_unknown
    assert len(server.requests) == 1


@pytest.mark.parametrize("fault", [LOST, status(500), Response(b"[]")], ids=["lost", "500", "no object"])
def test_known_outcome(fault: Response) -> None:
    """Where the verification shows that nothing was applied, the outcome is known."""
    with serving(lambda _: fault) as server, pytest.raises(ApiError) as caught:
        client(server).request("POST", "/x", {}, read_if_applied=nothing)
    assert not caught.value.outcome_unknown


def test_large_response(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response larger than the limit is an InvalidResponse, and is not read to its end."""
    monkeypatch.setattr("pulumi_arize.api.client.MAX_RESPONSE_BYTES", 1 << 20)
    body = json.dumps({"id": "x" * (2 << 20)}).encode()
    with serving(lambda _: Response(body)) as server, pytest.raises(InvalidResponse, match="larger than 1 MiB"):
        client(server).request("GET", "/x")


def test_the_servers_clock() -> None:
    """The server's time is that of its last response, plus the time since."""
    theirs = datetime(2031, 5, 1, tzinfo=timezone.utc)
    with serving(lambda _: status(200, date=format_datetime(theirs, usegmt=True))) as server:
        asking = client(server)
        asking.request("GET", "/x")
        assert 0 <= asking.clock.now() - theirs.timestamp() < 60
