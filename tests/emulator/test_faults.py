"""Faults as other clients see them: httpx, urllib3, the official client, plain sockets."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest
import urllib3
from arize import ArizeClient
from arize._generated.api_client.exceptions import ServiceException

from arize_emulator import (
    DropConnection,
    Emulator,
    ExtraFields,
    FaultRule,
    HtmlPage,
    InvalidJson,
    Kill,
    OversizedBody,
    RecordedRequest,
    Redirect,
    Slow,
    Status,
    Truncate,
)

from .samples import FLAT, NESTED, llm, make

REQUEST = f"GET {NESTED} HTTP/1.1\r\nhost: emulator\r\nauthorization: Bearer test-key\r\n\r\n".encode()
INSTEAD_OR_AFTER = [("before", None, []), ("after", 201, ["llm"])]
"""When a fault acts on a POST, the status of the operation, and the integrations afterwards."""


def names(emulator: Emulator) -> list[str]:
    """Return the names of all integrations."""
    return [item["name"] for item in emulator.integrations]


def statuses(http: httpx.Client, count: int, method: str = "GET", path: str = NESTED) -> list[int]:
    """Send as many requests, and return their statuses."""
    return [http.request(method, path).status_code for _ in range(count)]


def first_record(emulator: Emulator, field: str) -> RecordedRequest:
    """Return the first request once its record has this field: the client may disconnect long before."""
    while not (emulator.requests and getattr(emulator.requests[0], field)):
        time.sleep(0.001)
    return emulator.requests[0]


def bytes_and_end(emulator: Emulator) -> tuple[bytes, str]:
    """Return what a plain socket reads of a response, and how the connection ended."""
    read = b""
    with socket.create_connection((emulator.host, emulator.port), timeout=60) as plain:
        plain.sendall(REQUEST)
        try:
            while piece := plain.recv(65536):
                read += piece
        except ConnectionResetError:
            return read, "reset"
    return read, "close"


@pytest.mark.parametrize(("when", "outcome", "stored"), INSTEAD_OR_AFTER)
def test_a_status(http: httpx.Client, emulator: Emulator, when: Any, outcome: int | None, stored: list[str]) -> None:
    """An error has problem details, whether or not the operation ran; the record says which."""
    with emulator.faults(FaultRule(fault=Status(status=504, headers={"X-Via": "gateway"}, when=when))):
        response = http.post(NESTED, json=llm())
    seen = emulator.requests[0]
    assert (response.status_code, response.json()["title"], response.headers["x-via"]) == (
        504,
        "Gateway Timeout",
        "gateway",
    )
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["instance"] == f"urn:uuid:{response.headers['x-request-id']}" == seen.instance
    assert (seen.fault, seen.operation_status, seen.status, seen.response_sent) == ("status", outcome, 504, "whole")
    assert seen.succeeded == bool(stored)
    assert names(emulator) == stored


def test_status_without_a_name(http: httpx.Client, emulator: Emulator) -> None:
    """A gateway's own status, which HTTP does not define, comes with problem details too."""
    with emulator.faults(FaultRule(fault=Status(status=520))):
        assert http.get(NESTED).json()["status"] == 520


def test_retry_after_in_both_forms(http: httpx.Client, emulator: Emulator) -> None:
    """`Retry-After` is a number of seconds or a date so far ahead, and is not there unless asked for."""
    fault = Status(status=429, retry_after=3600)
    with emulator.faults(FaultRule(fault=fault)):
        limited = http.get(NESTED)
    assert limited.headers["retry-after"] == "3600"
    assert limited.json()["type"].endswith("#rate-limit-exceeded")
    sent = datetime.now(timezone.utc)
    with emulator.faults(FaultRule(fault=fault.model_copy(update={"retry_after_form": "date"}))):
        date = parsedate_to_datetime(http.get(NESTED).headers["retry-after"])
    assert 3599 <= (date - sent).total_seconds() < 3700
    with emulator.faults(FaultRule(fault=Status())):
        assert "retry-after" not in http.get(NESTED).headers


@pytest.mark.parametrize(("how", "error"), [("close", httpx.RemoteProtocolError), ("reset", httpx.ReadError)])
@pytest.mark.parametrize(("when", "outcome", "stored"), INSTEAD_OR_AFTER)
def test_a_dropped_connection(  # noqa: PLR0913, PLR0917 - two tables
    http: httpx.Client,
    emulator: Emulator,
    how: Any,
    error: type[Exception],
    when: Any,
    outcome: int | None,
    stored: list[str],
) -> None:
    """On a connection in use no response comes; only the record says whether the operation ran."""
    http.get(FLAT)
    with emulator.faults(FaultRule(method="POST", fault=DropConnection(how=how, when=when))), pytest.raises(error):
        http.post(NESTED, json=llm())
    seen = emulator.requests[1]
    assert (seen.fault, seen.operation_status, seen.status, seen.response_sent) == (
        "drop_connection",
        outcome,
        None,
        "none",
    )
    assert names(emulator) == stored
    assert http.get(NESTED).status_code == 200


@pytest.mark.parametrize("how", ["close", "reset"])
def test_a_drop_sends_no_byte(emulator: Emulator, how: Any) -> None:
    """A plain socket reads nothing but the end of the connection, by FIN or RST."""
    with emulator.faults(FaultRule(fault=DropConnection(how=how))):
        assert bytes_and_end(emulator) == (b"", how)


def test_a_client_that_retries_blindly_is_detected(emulator: Emulator) -> None:
    """A POST that is retried after a lost response is recorded as one that succeeded and one conflict."""
    pool = urllib3.PoolManager(headers={"authorization": "Bearer test-key"})
    blindly = urllib3.Retry(1, allowed_methods=None)
    with emulator.faults(FaultRule(method="POST", nth=1, fault=DropConnection(when="after"))):
        response = pool.request("POST", emulator.url + NESTED, json=llm(), retries=blindly)
    assert response.status == 409
    assert [(item.operation_status, item.response_sent, item.succeeded) for item in emulator.requests] == [
        (201, "none", True),
        (409, "whole", False),
    ]


@pytest.mark.parametrize("how", ["close", "reset"])
@pytest.mark.parametrize("keep", [0, 16, 1_000_000])
def test_a_truncated_body(http: httpx.Client, emulator: Emulator, keep: int, how: Any) -> None:
    """At least one byte less comes than `Content-Length` says, although the operation succeeded."""
    whole = http.get(NESTED).content
    with emulator.faults(FaultRule(fault=Truncate(keep=keep, how=how))):
        head, _, body = bytes_and_end(emulator)[0].partition(b"\r\n\r\n")
        assert bytes_and_end(emulator)[1] == how
        with pytest.raises(httpx.RemoteProtocolError if how == "close" else httpx.ReadError):
            http.post(NESTED, json=llm())
    assert f"content-length: {len(whole)}".encode() in head
    assert body == whole[: min(keep, len(whole) - 1)]
    seen = emulator.requests[-1]
    assert (seen.operation_status, seen.status, seen.response_sent, names(emulator)) == (201, 201, "partial", ["llm"])


def test_a_slow_body(http: httpx.Client, emulator: Emulator) -> None:
    """The body comes in small chunks, and is whole in the end; a response without one is unchanged."""
    made = make(http, llm())
    fault = Slow(chunk=50, pause=0.01)
    with emulator.faults(FaultRule(fault=fault)):
        with http.stream("GET", f"{NESTED}/{made['id']}") as response:
            chunks = list(response.iter_raw())
        assert http.delete(f"{NESTED}/{made['id']}").status_code == 204
    assert json.loads(b"".join(chunks)) == made
    assert len(chunks) > 1
    assert [item.response_sent for item in emulator.requests] == ["whole"] * 3


def test_a_body_slower_than_the_client_waits(http: httpx.Client, emulator: Emulator) -> None:
    """A client that times out has a part of the response, and the record says so."""
    with emulator.faults(FaultRule(fault=Slow(chunk=1, pause=600))), pytest.raises(httpx.ReadTimeout):
        http.post(NESTED, json=llm(), timeout=0.5)
    seen = first_record(emulator, "status")
    assert (seen.operation_status, seen.status, seen.response_sent, names(emulator)) == (201, 201, "partial", ["llm"])


def test_a_delay_before_the_operation(http: httpx.Client, emulator: Emulator) -> None:
    """A client that times out has no response, and the operation has not run."""
    with emulator.faults(FaultRule(delay_before=600)), pytest.raises(httpx.ReadTimeout):
        http.post(NESTED, json=llm(), timeout=0.5)
    seen = first_record(emulator, "fault")
    assert (seen.fault, seen.operation_status, seen.response_sent, names(emulator)) == ("delay", None, "none", [])


def test_what_waits_does_not_outlive_a_reset(http: httpx.Client, emulator: Emulator) -> None:
    """A request that waits during a reset loses its connection, and its operation does not run."""
    request = http.build_request("POST", NESTED, json=llm())
    head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
    with (
        emulator.faults(FaultRule(delay_before=600)) as active,
        socket.create_connection((emulator.host, emulator.port), timeout=60) as plain,
    ):
        plain.sendall(f"POST {NESTED} HTTP/1.1\r\n{head}\r\n".encode() + request.content)
        while not active[0].fired:
            time.sleep(0.001)
        emulator.reset()
        assert plain.recv(1) == b""
    assert names(emulator) == []


def test_a_delay_after_the_operation(http: httpx.Client, emulator: Emulator) -> None:
    """A client that times out has lost the response of an operation that succeeded; a patient one gets it."""
    with emulator.faults(FaultRule(delay_after=600, times=1)), pytest.raises(httpx.ReadTimeout):
        http.post(NESTED, json=llm(), timeout=0.5)
    seen = first_record(emulator, "operation_status")
    assert (seen.fault, seen.operation_status, seen.response_sent, names(emulator)) == ("delay", 201, "none", ["llm"])
    with emulator.faults(FaultRule(delay_before=0.01, delay_after=0.01)):
        assert http.post(NESTED, json=llm(name="other")).status_code == 201


@pytest.mark.parametrize("status", [200, 502])
@pytest.mark.parametrize(("when", "outcome", "stored"), INSTEAD_OR_AFTER)
def test_a_page(  # noqa: PLR0913, PLR0917 - two tables
    http: httpx.Client, emulator: Emulator, status: int, when: Any, outcome: int | None, stored: list[str]
) -> None:
    """An intermediary responds with HTML, as an error or with 200."""
    with emulator.faults(FaultRule(fault=HtmlPage(status=status, html="<p>é", when=when))):
        response = http.post(NESTED, json=llm())
    assert (response.status_code, response.text) == (status, "<p>é")
    assert response.headers["content-type"].startswith("text/html")
    assert (emulator.requests[0].operation_status, names(emulator)) == (outcome, stored)


def test_a_redirect_leads_to_another_host(http: httpx.Client, emulator: Emulator, legacy_emulator: Emulator) -> None:
    """A client that follows the redirect sends its request to the other host."""
    with emulator.faults(FaultRule(fault=Redirect(location=legacy_emulator.url + FLAT))):
        response = http.get(NESTED, follow_redirects=True)
    assert [item.status_code for item in response.history] == [307]
    assert [item.path for item in legacy_emulator.requests] == [FLAT]
    assert emulator.requests[0].response_sent == "whole"


@pytest.mark.parametrize("text", ["", '{"id": "', "[]", "null", '{"id": 1}'])
def test_wrong_json(http: httpx.Client, emulator: Emulator, text: str) -> None:
    """Any text can be sent as JSON."""
    with emulator.faults(FaultRule(fault=InvalidJson(text=text, when="after"))):
        response = http.post(NESTED, json=llm())
    assert (response.status_code, response.text, response.headers["content-type"]) == (200, text, "application/json")
    assert names(emulator) == ["llm"]


@pytest.mark.parametrize(("framing", "length"), [("length", "300000"), ("chunked", None)])
def test_a_huge_body(http: httpx.Client, emulator: Emulator, framing: Any, length: str | None) -> None:
    """The body is one JSON string of any size, with a `Content-Length` or chunked."""
    with emulator.faults(FaultRule(fault=OversizedBody(size=300_000, framing=framing))):
        response = http.get(NESTED)
    assert (len(response.content), len(response.json()), response.headers.get("content-length")) == (
        300_000,
        299_998,
        length,
    )
    assert emulator.requests[0].response_sent == "whole"


def test_a_client_can_leave_a_huge_body(http: httpx.Client, emulator: Emulator) -> None:
    """The server generates an endless body only as it is read: after the client disconnects, it goes on serving."""
    with emulator.faults(FaultRule(fault=OversizedBody(size=1 << 50))), http.stream("GET", NESTED) as response:
        assert next(response.iter_raw(4)) == b'"xxx'
    assert http.get(NESTED).status_code == 200
    assert emulator.requests[0].response_sent == "partial"


def test_extra_fields(http: httpx.Client, emulator: Emulator) -> None:
    """Unknown fields and enum values are merged into an integration, and into a page and each of its items."""
    made = make(http, llm())
    more: dict[str, Any] = {"type": "NOVEL", "config": {"provider": "ELSEWHERE"}}
    with emulator.faults(FaultRule(fault=ExtraFields(fields=more))):
        one = http.get(f"{NESTED}/{made['id']}").json()
        page = http.get(NESTED).json()
        assert http.delete(f"{NESTED}/{made['id']}").status_code == 204
    assert one == {**made, "type": "NOVEL", "config": {**made["config"], "provider": "ELSEWHERE"}}
    assert page == {"integrations": [one], "pagination": page["pagination"], **more}


@pytest.mark.parametrize(
    ("conditions", "fired"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"nth": 2}, [2]),
        ({"first": 2}, [1, 2]),
        ({"every": 3}, [3, 6]),
        ({"first": 5, "every": 2}, [2, 4]),
        ({"every": 2, "times": 1}, [2]),
        ({"times": 3}, [1, 2, 3]),
        ({"share": 0}, []),
        ({"method": "POST"}, []),
        ({"method": "[!P]*"}, [1, 2, 3, 4, 5, 6]),
        ({"path": "/v2/integrations"}, [1, 2, 3, 4, 5, 6]),
        ({"path": "/v2/integrations/*"}, []),
        ({"path": "*integrations*"}, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_which_requests(http: httpx.Client, emulator: Emulator, conditions: Any, fired: list[int]) -> None:
    """A rule acts on the requests for which all of its conditions hold."""
    with emulator.faults(FaultRule(fault=Status(), **conditions)) as active:
        numbers = [number for number, status in enumerate(statuses(http, 6), 1) if status == 503]
    assert numbers == fired
    assert active[0].fired == len(fired)


def test_a_share_repeats_with_its_seed(http: httpx.Client, emulator: Emulator) -> None:
    """A rule acts on its share of the requests: on the same ones with the same seed, on others with another."""

    def outcomes(seed: int) -> list[int]:
        with emulator.faults(FaultRule(share=0.25, seed=seed, fault=Status())):
            return statuses(http, 200)

    first = outcomes(1)
    assert first == outcomes(1) != outcomes(2)
    assert 30 <= first.count(503) <= 70


def test_the_first_rule_that_fires_acts_alone(http: httpx.Client, emulator: Emulator) -> None:
    """Each rule counts the requests that match it, also those on which an earlier one acts."""
    rules = (
        FaultRule(nth=2, fault=Status(status=500)),
        FaultRule(method="GET", every=2, fault=Status(status=502)),
        FaultRule(method="POST", fault=Status(status=504)),
    )
    with emulator.faults(*rules) as active:
        assert statuses(http, 4) == [200, 500, 200, 502]
    assert [(item.seen, item.fired) for item in active] == [(4, 1), (4, 1), (0, 0)]


def test_rules_end(http: httpx.Client, emulator: Emulator) -> None:
    """The former rules return, with their counts, after a `with`; a reset ends all."""
    emulator.set_faults(FaultRule(nth=3, fault=Status()))
    assert statuses(http, 1) == [200]
    with emulator.faults():
        assert statuses(http, 3) == [200] * 3
    assert statuses(http, 2) == [200, 503]
    emulator.set_faults(FaultRule(fault=Status()))
    emulator.reset()
    assert statuses(http, 1) == [200]


def test_no_fault_acts_on_the_admin_api(http: httpx.Client, emulator: Emulator) -> None:
    """Rules are set, read with their counts, and removed over HTTP while everything else fails."""
    rule = {"method": "GET", "fault": {"kind": "drop_connection", "how": "reset"}}
    with httpx.Client(base_url=f"{emulator.url}/_control") as admin:
        assert admin.put("/faults", json=[rule]).status_code == 200
        with pytest.raises(httpx.ReadError):
            http.get(NESTED)
        shown = admin.get("/faults").json()
        assert [(item["seen"], item["fired"]) for item in shown] == [(1, 1)]
        assert FaultRule.model_validate(shown[0]["rule"]) == FaultRule(method="GET", fault=DropConnection(how="reset"))
        noted = admin.get("/requests").json()[0]
        expected = {"fault": "drop_connection", "operation_status": None, "status": None, "response_sent": "none"}
        assert {name: noted[name] for name in expected} == expected
        assert admin.delete("/faults").status_code == 204
        assert admin.get("/faults").json() == []
    assert statuses(http, 1) == [200]


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ({}, "list"),
        ([{"nth": 0}], "[0].nth"),
        ([{"share": 2}], "[0].share"),
        ([{"colour": "red"}], "[0].colour"),
        ([{"delay_before": -1}], "[0].delay_before"),
        ([{"fault": {"kind": "none"}}], "[0].fault"),
        ([{}, {"fault": {"kind": "status", "status": 200}}], "[1].fault.status.status"),
        ([{"fault": {"kind": "status", "headers": {"a": "b\r\nc: d"}}}], "[0].fault.status.headers.a"),
        ([{"fault": {"kind": "truncate", "when": "before"}}], "[0].fault.truncate.when"),
        ([{"fault": {"kind": "lag", "seconds": 61}}], "[0].fault.lag.seconds"),
        ([{"fault": {"kind": "kill"}}], "arize-emulator --data FILE"),
    ],
)
def test_wrong_rules(emulator: Emulator, rules: Any, path: str) -> None:
    """A wrong rule is rejected with its path, and the rules in force stay."""
    emulator.set_faults(FaultRule(nth=7))
    with httpx.Client(base_url=f"{emulator.url}/_control") as admin:
        refused = admin.put("/faults", json=rules)
        assert refused.status_code == 400
        assert path in refused.json()["detail"]
        assert [item["rule"]["nth"] for item in admin.get("/faults").json()] == [7]


def test_a_test_cannot_kill_itself(emulator: Emulator) -> None:
    """A server inside a test rejects the fault `kill`."""
    with pytest.raises(ValueError, match="--data FILE"):
        emulator.set_faults(FaultRule(fault=Kill()))


@pytest.fixture
def official(client: ArizeClient) -> Callable[[], Any]:
    return client.integrations.list


def test_the_official_client_retries_safe_requests(emulator: Emulator, official: Callable[[], Any]) -> None:
    """It gets over a lost connection and over unknown fields, also on a connection in use."""
    official()
    emulator.clear_requests()
    with emulator.faults(FaultRule(nth=1, fault=DropConnection(how="reset")), FaultRule(nth=2, fault=ExtraFields())):
        assert official().integrations == []
    assert [item.fault for item in emulator.requests] == ["drop_connection", "extra_fields"]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Status(status=504), ServiceException),
        (HtmlPage(), ServiceException),
        (Truncate(), urllib3.exceptions.ProtocolError),
        (InvalidJson(), ValueError),
        (HtmlPage(status=200), ValueError),
    ],
)
def test_what_the_official_client_makes_of_a_fault(
    emulator: Emulator, official: Callable[[], Any], fault: Any, error: type[Exception]
) -> None:
    """Each fault has the effect that it simulates."""
    with emulator.faults(FaultRule(fault=fault)), pytest.raises(error):
        official()
    assert {item.fault for item in emulator.requests} == {fault.kind}
