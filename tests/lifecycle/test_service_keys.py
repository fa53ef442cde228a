"""A service key: created, found in the list, replaced by a new one first, and revoked."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import unquote

import httpx
import pytest
from tests.raw_server import Response, serving

from arize_emulator import Emulator, ExtraFields, FaultRule, Status
from pulumi_arize.api.account import Account
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.lifecycle.expiry import expiry_warning
from pulumi_arize.lifecycle.preview import predict_state
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import SERVICE_KEY
from pulumi_arize.unknown import UNKNOWN

from .deployed_resource import account, canonical, places
from .service_keys import ServiceKey, active, in_days, key_args
from .strategies import Json

ADMIN = {"type": "PREDEFINED", "name": "ADMIN"}


@pytest.fixture
def args(emulator: Emulator) -> Json:
    """Return the arguments of a key for one space."""
    return key_args(emulator)


@pytest.fixture
def key(emulator: Emulator, behind: Account, args: Json) -> ServiceKey:
    """Return a deployed key."""
    key = ServiceKey(emulator, behind)
    key.deploy(args)
    return key


def replacing(key: ServiceKey, **more: Any) -> list[str]:
    """Return the fields that differ from the state and replace the key."""
    inputs = canonical(key.resource_type, {**key.inputs, **more})
    return [".".join(change.path) for change in diff(key.resource_type, key.state, inputs) if change.replaces]


def test_a_create_sends_the_api_s_names_and_keeps_the_key(emulator: Emulator, behind: Account) -> None:
    """The request is the documented one; the key is in the state, and no list is read."""
    organization, space = places(emulator)[0]
    expiry = in_days(30)
    key = ServiceKey(emulator, behind)
    sent = key.deploy(
        {
            "name": "CI",
            "description": "For CI.",
            "expires_at": expiry,
            "account_role": {"name": "ADMIN"},
            "organizations": [
                {
                    "organization_id": organization,
                    "role": {"name": "MEMBER"},
                    "spaces": [{"space_id": space, "role": {"type": "PREDEFINED", "name": "READ_ONLY"}}],
                }
            ],
            "rotation": 1,
            "expiry_warning_days": 3,
        }
    )
    assert sent == [("POST", "/v2/api-keys")]
    assert emulator.requests[-1].body == {
        "key_type": "SERVICE",
        "name": "CI",
        "description": "For CI.",
        "expires_at": expiry,
        "account_role": ADMIN,
        "organizations": [
            {
                "org_id": organization,
                "role": {"type": "PREDEFINED", "name": "MEMBER"},
                "spaces": [{"space_id": space, "role": {"type": "PREDEFINED", "name": "READ_ONLY"}}],
            }
        ],
    }
    (held,) = active(emulator)
    assert (key.id, key.state["key"]) == (held["id"], held["key"])
    assert key.state["redacted_key"].startswith(held["key"][:6])
    assert key.state["bot_user_id"]
    assert key.state["status"] == "ACTIVE"
    assert key.state.keys().isdisjoint({"bot_user", "key_type", "last_used_at"})


def test_nothing_changes_without_a_change(key: ServiceKey, args: Json) -> None:
    """A deployment of the same arguments and a refresh change nothing, and keep the key."""
    secret = key.state["key"]
    assert key.deploy(args) == []
    state = key.state
    assert key.refresh() == key.inputs
    assert key.state == state
    assert key.state["key"] == secret
    assert key.deploy(args) == []


def test_the_same_in_another_form_is_no_change(emulator: Emulator, behind: Account) -> None:
    """Another order, roles that are those by default, and another text of the same moment mean the same."""
    (one, first), (_, second), (other, third) = places(emulator)
    member = {"type": "PREDEFINED", "name": "MEMBER"}
    key = ServiceKey(emulator, behind)
    expires_at = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=60)
    key.deploy(
        {
            "name": "CI",
            "expires_at": expires_at.isoformat(),
            "organizations": [
                {"organization_id": one, "spaces": [{"space_id": first}, {"space_id": second, "role": ADMIN}]},
                {"organization_id": other, "spaces": [{"space_id": third}]},
            ],
        }
    )
    again = {
        "name": "CI",
        "expires_at": expires_at.astimezone(timezone(timedelta(hours=5))).isoformat(),
        "account_role": member,
        "organizations": [
            {
                "organization_id": other,
                "role": {"type": "PREDEFINED", "name": "READ_ONLY"},
                "spaces": [{"space_id": third, "role": member}],
            },
            {
                "organization_id": one,
                "spaces": [{"space_id": second, "role": {"name": "ADMIN"}}, {"space_id": first, "role": member}],
            },
        ],
    }
    assert key.deploy(again) == []
    key.refreshed()
    assert key.deploy(again) == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "CD"},
        {"description": "For CD."},
        {"expires_at": "2999-01-01T00:00:00Z"},
        {"account_role": ADMIN},
        {"rotation": "2026-07"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_makes_a_new_key_and_then_revokes_the_old_one(key: ServiceKey, args: Json, change: Json) -> None:
    """The old key opens the account until the new one is there; the state has the new one."""
    old = key.id
    assert key.deploy({**args, **change}) == [("POST", "/v2/api-keys"), ("PUT", f"/v2/api-keys/{old}/revoke")]
    (held,) = active(key.emulator)
    assert (held["id"], held["key"]) == (key.id, key.state["key"])
    assert key.deploy({**args, **change}) == []


def test_another_space_or_role_makes_a_new_key(key: ServiceKey) -> None:
    """The roles in organizations and spaces cannot be changed."""
    organization = key.inputs["organizations"][0]
    space = organization["spaces"][0]
    others = [
        {**organization, "role": ADMIN},
        {**organization, "spaces": [{**space, "role": ADMIN}]},
        {**organization, "spaces": [space, {"space_id": places(key.emulator)[1][1]}]},
    ]
    assert [replacing(key, organizations=[other]) for other in others] == [["organizations"]] * len(others)


def test_the_days_of_the_warning_change_without_a_request(key: ServiceKey, args: Json) -> None:
    """Only the state has them."""
    assert key.deploy({**args, "expiry_warning_days": 30}) == []
    assert key.state["expiry_warning_days"] == 30
    assert key.deploy({**args, "expiry_warning_days": 30}) == []


def revoke(key: ServiceKey) -> None:
    key.emulator.edit(key.id, {"status": "REVOKED"}, kind="api-keys")


def delete(key: ServiceKey) -> None:
    key.emulator.delete(key.id, kind="api-keys")


@pytest.mark.parametrize("outside", [None, revoke, delete], ids=["active", "revoked", "missing"])
def test_a_delete_revokes(key: ServiceKey, outside: Callable[[ServiceKey], None] | None) -> None:
    """A key that is revoked already, or missing, is no error."""
    if outside:
        outside(key)
    key.destroy()
    assert active(key.emulator) == []


@pytest.mark.parametrize("outside", [revoke, delete])
def test_a_key_that_was_revoked_outside_is_gone(
    key: ServiceKey, args: Json, outside: Callable[[ServiceKey], None]
) -> None:
    """A refresh drops it, and the next deployment makes another one."""
    outside(key)
    assert key.refresh() is None
    key.deploy(args)
    assert [item["key"] for item in active(key.emulator)] == [key.state["key"]]


@pytest.mark.parametrize("listed", ["unlisted", "active", "revoked"])
def test_an_expired_key_is_gone(emulator: Emulator, args: Json, listed: str) -> None:
    """A refresh drops it, however the server lists it."""
    emulator.configure(expired_keys=listed)
    key = ServiceKey(emulator, account(emulator))
    key.deploy({**args, "expires_at": in_days(1)})
    emulator.advance_clock(2 * 86400)
    key.verbs = lifecycle(SERVICE_KEY, account(emulator))
    assert key.refresh() is None


def test_a_limit_of_the_account_is_no_drift(emulator: Emulator, behind: Account, args: Json) -> None:
    """Where the server sets an expiry by default, the state shows it, and nothing changes."""
    emulator.configure(max_key_lifetime_seconds=86400)
    key = ServiceKey(emulator, behind)
    key.deploy(args)
    assert key.state["expires_at"] == active(emulator)[0]["expires_at"]
    assert key.refresh() == key.inputs
    assert key.deploy(args) == []
    assert "in 23 hours" in expiry_warning(SERVICE_KEY, key.state, key.inputs)
    assert "change `rotation`" in expiry_warning(SERVICE_KEY, key.state, key.inputs)


def test_roles_that_were_changed_outside_are_drift(key: ServiceKey, args: Json) -> None:
    """A refresh shows the roles that the key's user has now, and the next deployment makes another key."""
    (held,) = active(key.emulator)
    (organization,) = held["bot_user"]["organizations"]
    wider = {**held["bot_user"], "organizations": [{**organization, "role": ADMIN}]}
    key.emulator.edit(key.id, {"bot_user": wider}, kind="api-keys")
    inputs = key.refreshed()
    assert inputs["organizations"][0]["role"] == ADMIN
    assert [path for path, _ in key.deploy(args)] == ["POST", "PUT"]


@pytest.mark.parametrize(
    "shown",
    [
        {"bot_user": {"name": "", "organizations": [], "account_role": {"type": "PREDEFINED", "name": "MEMBER"}}},
        {"bot_user": {"organizations": []}},
        {"bot_user": None},
        {"last_used_at": "2030-01-01T00:00:00Z", "future": [1]},
        {"redacted_key": "****", "key": None},
    ],
    ids=["user not found", "no organizations", "no user", "used", "shown otherwise"],
)
def test_what_a_list_leaves_out_is_no_drift(emulator: Emulator, behind: Account, args: Json, shown: Json) -> None:
    """A user whose roles the list does not say, another form of the key, and new fields change nothing."""
    key = ServiceKey(emulator, behind)
    given = {**args, "account_role": ADMIN}
    key.deploy(given)
    secret = key.state["key"]
    with emulator.faults(FaultRule(method="GET", fault=ExtraFields(fields=shown))):
        assert key.refresh() == key.inputs
    assert key.state["key"] == secret
    assert key.deploy(given) == []


def refreshed_outside(key: ServiceKey) -> Json:
    """Refresh the key as another client does; return what is then there."""
    url = f"{key.emulator.url}/v2/api-keys/{key.id}/refresh"
    response = httpx.post(url, json={}, headers={"authorization": f"Bearer {key.emulator.api_key}"})
    refreshed: Json = response.raise_for_status().json()
    return refreshed


@pytest.mark.parametrize("refreshed_id", ["same", "new"])
def test_a_key_that_was_refreshed_outside_is_gone(
    key: ServiceKey, args: Json, refreshed_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody else has the new key: the next deployment makes another one, and leaves that one alone."""
    key.emulator.configure(refreshed_id=refreshed_id)
    refreshed = refreshed_outside(key)
    assert key.refresh() is None
    assert ("was refreshed in Arize" in caplog.text) is (refreshed_id == "same")
    key.deploy(args)
    assert {item["key"] for item in active(key.emulator)} == {refreshed["key"], key.state["key"]}


def test_a_key_is_found_on_any_page(emulator: Emulator, key: ServiceKey) -> None:
    """The list has pages, and the oldest key is on the last."""
    body = {"key_type": "SERVICE", "name": "other", "organizations": emulator.requests[-1].body["organizations"]}
    for _ in range(120):
        emulator.add("api-keys", body)
    emulator.clear_requests()
    key.verbs = lifecycle(SERVICE_KEY, account(emulator))
    assert key.refresh() == key.inputs
    assert len(key.requests()) == 2


def test_a_key_that_only_the_list_of_its_space_has_is_there(emulator: Emulator, key: ServiceKey) -> None:
    """Which keys the list of all keys has may depend on who asks: one that is in its space is not gone."""
    url = f"{emulator.url}/v2/api-keys"
    space = key.inputs["organizations"][0]["spaces"][0]["space_id"]
    query = {"space_id": space, "key_type": "SERVICE"}
    listed = httpx.get(url, params=query, headers={"authorization": f"Bearer {emulator.api_key}"}).content

    old = {**key.state, "created_at": "2026-01-01T00:00:00Z"}  # no list lags for so long
    with serving(
        lambda request: Response(listed if space in unquote(request.target) else b'{"api_keys": []}')
    ) as server:
        operations = lifecycle(SERVICE_KEY, Account(server.settings()))
        found = operations.read(key.id, old, ["name", "organizations"])
        assert found is not None
        assert found.inputs == key.inputs
        gone = Response(b'{"title": "Not Found"}', 404)
        none = Response(b'{"api_keys": []}')
        server.respond = lambda request: gone if space in unquote(request.target) else none
        assert operations.read(key.id, old, ["name", "organizations"]) is None


@pytest.mark.parametrize("wanted", ["id", "name"])
def test_an_import_has_no_key(
    emulator: Emulator, behind: Account, args: Json, wanted: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It says so, and neither an update nor a replacement follows from it; a rotation makes one with a known key."""
    deployed = ServiceKey(emulator, behind)
    deployed.deploy({**args, "expires_at": in_days(100)})
    key = ServiceKey(emulator, account(emulator))
    imported = key.verbs.import_(deployed.id if wanted == "id" else "CI")
    assert imported is not None
    key.id, key.state, key.inputs = imported[0], imported[1].state, imported[1].inputs
    assert "has no `key`" in caplog.text
    assert "key" not in key.state
    assert check(SERVICE_KEY, key.inputs) == (key.inputs, [])
    assert key.deploy(deployed.inputs) == []
    key.refreshed()
    assert key.deploy(deployed.inputs) == []
    key.deploy({**deployed.inputs, "rotation": 2})
    assert [item["key"] for item in active(emulator)] == [key.state["key"]]


def test_an_import_of_what_is_no_active_service_key(emulator: Emulator, behind: Account, key: ServiceKey) -> None:
    """A revoked one is none, and no name finds it."""
    key.destroy()
    fresh = ServiceKey(emulator, behind)
    with pytest.raises(ArizeError, match="no service key is named 'CI'"):
        fresh.verbs.import_("CI")
    assert fresh.verbs.import_(emulator.api_keys[0]["id"]) is None


@pytest.mark.parametrize("wanted", ["id", "name"])
def test_an_adoption_is_as_an_import(
    emulator: Emulator, key: ServiceKey, args: Json, wanted: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It creates nothing and has no key; leaving `adopt` out together with a rotation makes one."""
    adopting = ServiceKey(emulator, account(emulator))
    assert [method for method, _ in adopting.deploy({**args, "adopt": key.id if wanted == "id" else "CI"})] == ["GET"]
    assert "has no `key`" in caplog.text
    assert (adopting.id, "key" in adopting.state) == (key.id, False)
    assert adopting.deploy(args) == []
    assert [method for method, _ in adopting.deploy({**args, "rotation": 1})] == ["POST", "PUT"]
    assert [item["key"] for item in active(emulator)] == [adopting.state["key"]]


def test_an_adoption_does_not_change_a_key(emulator: Emulator, key: ServiceKey, args: Json) -> None:
    """Other arguments than the key has are refused: none of them can be changed."""
    with pytest.raises(ArizeError, match="cannot be adopted: its `accountRole` is"):
        ServiceKey(emulator, account(emulator)).deploy({**args, "adopt": key.id, "account_role": ADMIN})
    assert [item["id"] for item in active(emulator)] == [key.id]


@pytest.mark.parametrize(
    ("wrong", "path", "reason"),
    [
        ({"name": ""}, "name", "must not be empty"),
        ({"name": "n" * 257}, "name", "at most 256 characters"),
        ({"description": "d" * 1001}, "description", "at most 1,000 characters"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at", "must be in the future"),
        ({"expires_at": "2999-01-01"}, "expires_at", "must be a date and time with a time zone"),
        ({"expires_at": "2999-01-01T00:00:00"}, "expires_at", "must be a date and time with a time zone"),
        ({"expires_at": "2999-02-30T00:00:00Z"}, "expires_at", "must be a date and time with a time zone"),
        ({"organizations": []}, "organizations", "must not be empty"),
        ({"organizations": [{}] * 101}, "organizations", "must have at most 100 items"),
        ({"organizations": [{"organization_id": "o", "spaces": []}]}, "organizations[0].spaces", "must not be empty"),
        ({"organizations": [{"spaces": [{"space_id": "s"}]}]}, "organizations[0].organization_id", "is required"),
        ({"organizations": [{"organization_id": "o"}]}, "organizations[0].spaces", "is required"),
        ({"account_role": {"name": "ANNOTATOR"}}, "account_role.name", "must be one of ADMIN, MEMBER"),
        ({"account_role": {"name": "MEMBER_UI_ONLY"}}, "account_role.name", "must be one of ADMIN, MEMBER"),
        (
            {"account_role": {"type": "CUSTOM", "id": "r"}},
            "account_role.type",
            "only a role in a space",
        ),
        (
            {"organizations": [{"organization_id": "o", "role": {"type": "CUSTOM", "id": "r"}, "spaces": []}]},
            "organizations[0].role.type",
            "only a role in a space",
        ),
        (
            {"organizations": [{"organization_id": "o", "spaces": [{"space_id": "s", "role": {"name": "ANNOTATOR"}}]}]},
            "organizations[0].spaces[0].role.name",
            "must be one of ADMIN, MEMBER, READ_ONLY",
        ),
        (
            {"organizations": [{"organization_id": "o", "spaces": [{"space_id": "s", "role": {"type": "CUSTOM"}}]}]},
            "organizations[0].spaces[0].role.id",
            "is required",
        ),
        ({"expiry_warning_days": -1}, "expiry_warning_days", "must be at least 0"),
        ({"expiry_warning_days": "soon"}, "expiry_warning_days", "must be a whole number"),
        ({"key": "ak-mine"}, "key", "is set by the server"),
    ],
)
def test_wrong_input_is_found_at_its_path(args: Json, wrong: Json, path: str, reason: str) -> None:
    """The check names the property and what is allowed there."""
    found = [(failure.property_path, failure.reason) for failure in check(SERVICE_KEY, {**args, **wrong})[1]]
    assert [text for where, text in found if where == path and reason in text], found


def test_custom_roles_in_a_space_are_right(args: Json) -> None:
    """A space can have a role that the account has defined."""
    custom = {"space_id": "s", "role": {"type": "CUSTOM", "id": "r"}}
    assert check(SERVICE_KEY, {**args, "organizations": [{"organization_id": "o", "spaces": [custom]}]})[1] == []


def test_what_is_not_known_yet_is_not_checked(args: Json) -> None:
    """In a preview, the organization and the space may not exist yet."""
    inputs = {
        "name": UNKNOWN,
        "expires_at": UNKNOWN,
        "organizations": [{"organization_id": UNKNOWN, "spaces": [{"space_id": UNKNOWN, "role": UNKNOWN}]}],
    }
    assert check(SERVICE_KEY, inputs)[1] == []
    assert check(SERVICE_KEY, {**args, "organizations": UNKNOWN})[1] == []
    predicted = predict_state(SERVICE_KEY, check(SERVICE_KEY, inputs)[0], None, b"")
    assert (predicted["key"], predicted["id"]) == (UNKNOWN, UNKNOWN)


def test_days_that_are_not_known_yet_warn_of_nothing(args: Json) -> None:
    """In a preview, the days of the warning may come from another resource."""
    inputs = {**args, "expires_at": in_days(1), "expiry_warning_days": UNKNOWN}
    assert check(SERVICE_KEY, inputs)[1] == []
    assert expiry_warning(SERVICE_KEY, inputs, inputs) == ""


def test_a_passed_expiry_matters_where_a_key_is_made(args: Json) -> None:
    """An expiry that has passed since the last deployment is a warning, until something makes a new key."""
    old = {**canonical(SERVICE_KEY, args), "expires_at": "2020-01-01T00:00:00Z"}
    assert check(SERVICE_KEY, old, old)[1] == []
    assert "has expired" in expiry_warning(SERVICE_KEY, old, old)
    (failure,) = check(SERVICE_KEY, {**old, "rotation": 2}, old)[1]
    assert (failure.property_path, failure.reason) == ("expires_at", "must be in the future")


@pytest.mark.parametrize(
    ("days", "options", "warning"),
    [
        (13.5, {}, "expires in 13 days"),
        (1.52, {}, "expires in 36 hours"),
        (14.5, {}, ""),
        (29.5, {"expiry_warning_days": 30}, "expires in 29 days"),
        (5, {"expiry_warning_days": 4}, ""),
        (0.9, {"expiry_warning_days": 0}, ""),
        (-1, {"expiry_warning_days": 0}, "has expired"),
    ],
)
def test_a_near_expiry_is_a_warning(args: Json, days: float, options: Json, warning: str) -> None:
    """The warning comes as many days before as the option says, and says what to do."""
    inputs = {**args, **options, "expires_at": in_days(days)}
    text = expiry_warning(SERVICE_KEY, inputs, inputs)
    assert bool(text) is bool(warning)
    assert warning in text
    assert ("set a later `expiresAt`" in text) is bool(warning)


def test_an_unknown_space_is_one_clear_error(emulator: Emulator, behind: Account, args: Json) -> None:
    """The error names the key and what the server says."""
    args["organizations"][0]["spaces"][0]["space_id"] = "U3BhY2U6OTk5OnhYeFg="
    with pytest.raises(ArizeError, match="cannot create service key 'CI': 404"):
        ServiceKey(emulator, behind).deploy(args)


def test_a_server_that_repeats_the_key_does_not_show_it(
    emulator: Emulator, behind: Account, args: Json, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever field holds the key in later responses, no state and no message has it outside of `key`."""
    caplog.set_level(logging.DEBUG)
    key = ServiceKey(emulator, behind)
    key.deploy(args)
    secret = key.state["key"]
    echoed = {"note": secret, "bot_user": {"name": secret}, "created_by_user_id": secret, "status": secret}
    with emulator.faults(FaultRule(method="GET", fault=ExtraFields(fields=echoed))):
        key.refresh()
    shown = {name: value for name, value in key.state.items() if name != "key"}
    assert secret not in repr(shown) + caplog.text
    assert key.state["key"] == secret


@pytest.mark.parametrize("operation", ["read", "delete"])
def test_an_error_that_repeats_the_key_does_not_show_it(key: ServiceKey, operation: str) -> None:
    """The texts of a server are searched for the key that the state has."""
    secret = key.state["key"]
    forms = f"{secret} {base64.b64encode(secret.encode()).decode()} {secret[:20]}"
    with (
        key.emulator.faults(FaultRule(fault=Status(status=422, detail=f"of {forms}"))),
        pytest.raises(ArizeError, match=r"cannot (read|delete) service key 'CI': 422") as raised,
    ):
        key.refresh() if operation == "read" else key.destroy()
    assert "[secret]" in str(raised.value)
    assert not any(form in str(raised.value) for form in forms.split())
