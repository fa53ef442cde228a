"""A lost response to the create of a service key: its key is lost, so it is revoked, and never another one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from arize_emulator import Emulator, ExtraFields, FaultRule, Lag, OtherClient, Status
from pulumi_arize.errors import ArizeError

from .deployed_resource import account
from .service_keys import ServiceKey, active, key_args
from .test_faults import LOST, PASSING, QUICK

NOT_APPLIED = ("closed", "429", "503")
CLOSED = PASSING["closed after"]


@pytest.fixture
def key(emulator: Emulator) -> ServiceKey:
    return ServiceKey(emulator, account(emulator, **QUICK))


@pytest.fixture
def others(emulator: Emulator, key: ServiceKey) -> Iterator[None]:
    """Fail where a key that existed before, with the same name and the same roles, was revoked."""
    key.deploy(key_args(emulator))
    before = key.id
    key.id, key.state = "", {}
    yield
    assert before in {item["id"] for item in active(emulator)}


def own(key: ServiceKey, before: int = 0) -> None:
    """Fail unless the deployed key is the only active one, but for those before it."""
    held = {item["id"]: item["key"] for item in active(key.emulator)}
    assert held[key.id] == key.state["key"]
    assert len(held) == 1 + before


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("fault", LOST)
def test_a_key_whose_response_was_lost_is_revoked(key: ServiceKey, fault: str) -> None:
    """Another one is made, whose key is known; the one of the same name that existed before stays."""
    with key.emulator.faults(FaultRule(method="POST", nth=1, fault=PASSING[fault])):
        key.deploy(key_args(key.emulator))
    own(key, before=1)
    assert [item["status"] for item in key.emulator.api_keys].count("REVOKED") == 1


@pytest.mark.parametrize("fault", NOT_APPLIED)
def test_a_request_that_created_nothing_is_repeated(key: ServiceKey, fault: str) -> None:
    """Nothing is revoked."""
    with key.emulator.faults(FaultRule(method="POST", nth=1, fault=PASSING[fault])):
        key.deploy(key_args(key.emulator))
    own(key)
    assert len(key.emulator.api_keys) == 1


def test_several_responses_are_lost(key: ServiceKey) -> None:
    """Each of the keys is revoked."""
    with key.emulator.faults(FaultRule(method="POST", times=3, fault=CLOSED)):
        key.deploy(key_args(key.emulator))
    own(key)
    assert len(key.emulator.api_keys) == 4


@pytest.mark.parametrize("fault", ["closed after", "500 after"])
def test_no_key_is_left_where_a_create_fails(key: ServiceKey, fault: str) -> None:
    """All responses are lost: the create fails, and nothing that it has created is valid."""
    with (
        key.emulator.faults(FaultRule(method="POST", fault=PASSING[fault])),
        pytest.raises(ArizeError, match="cannot create service key 'CI'") as raised,
    ):
        key.deploy(key_args(key.emulator))
    assert active(key.emulator) == []
    assert "may exist" not in str(raised.value)


def test_a_list_that_lags_is_waited_for(key: ServiceKey) -> None:
    """The key of a lost response is revoked also where the list shows it late."""
    lag = FaultRule(method="GET", fault=Lag(seconds=1))
    with key.emulator.faults(FaultRule(method="POST", nth=1, fault=CLOSED), lag):
        key.deploy(key_args(key.emulator))
        own(key)


def test_what_cannot_be_verified_is_an_error(key: ServiceKey) -> None:
    """Where the list fails too, the error says that a key may exist, and what to do."""
    with (
        key.emulator.faults(FaultRule(method="POST", fault=CLOSED), FaultRule(method="GET", fault=Status(status=503))),
        pytest.raises(ArizeError, match="one of this name may exist now whose key nobody knows: revoke it in Arize"),
    ):
        key.deploy(key_args(key.emulator))


def test_a_key_of_another_user_is_left_alone(key: ServiceKey) -> None:
    """Another user creates the same key at the same moment: the response of the next request shows whose it is."""
    with key.emulator.faults(FaultRule(method="POST", nth=1, fault=OtherClient(status=502))):
        key.deploy(key_args(key.emulator))
    own(key, before=1)


def test_what_cannot_be_distinguished_is_left_alone(key: ServiceKey, caplog: pytest.LogCaptureFixture) -> None:
    """Two keys of this user can be what one lost request has created: neither is revoked, and a warning names both."""
    args = key_args(key.emulator)
    with (
        key.emulator.faults(FaultRule(method="POST", nth=2, fault=CLOSED)),
        ThreadPoolExecutor(2) as pool,
    ):
        others = [ServiceKey(key.emulator, account(key.emulator, **QUICK)) for _ in range(2)]
        list(pool.map(lambda other: other.deploy(args), others))
    assert len(active(key.emulator)) in (2, 3)
    assert ("none was revoked" in caplog.text) is (len(active(key.emulator)) == 3)
    assert {other.state["key"] for other in others} <= {item["key"] for item in active(key.emulator)}


def test_a_list_that_fails_after_a_create(key: ServiceKey, caplog: pytest.LogCaptureFixture) -> None:
    """The key that was created stays, and a warning says that there may be another one."""
    with key.emulator.faults(
        FaultRule(method="POST", nth=1, fault=CLOSED), FaultRule(method="GET", fault=Status(status=500))
    ):
        key.deploy(key_args(key.emulator))
    assert key.state["key"] in {item["key"] for item in active(key.emulator)}
    assert "one more service key 'CI' may exist" in caplog.text


def test_a_response_without_a_key_is_an_error(key: ServiceKey) -> None:
    """What was created is of no use, and is revoked."""
    with (
        key.emulator.faults(FaultRule(method="POST", fault=ExtraFields(fields={"key": None}))),
        pytest.raises(ArizeError, match="the response has no key"),
    ):
        key.deploy(key_args(key.emulator))
    assert active(key.emulator) == []


def test_keys_of_the_same_name_at_once(emulator: Emulator) -> None:
    """Keys with the same arguments that are created at once do not revoke each other where responses are lost."""
    behind = account(emulator, **QUICK)
    keys = [ServiceKey(emulator, behind) for _ in range(4)]
    with emulator.faults(FaultRule(method="POST", times=3, fault=CLOSED)), ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: key.deploy(key_args(emulator)), keys))
    assert {item["id"]: item["key"] for item in active(emulator)} == {key.id: key.state["key"] for key in keys}
