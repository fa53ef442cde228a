"""API keys: what a create must have, where the key is shown, how it is listed, refreshed and revoked."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import arize._generated.api_client as gen
import httpx
import pytest

from arize_emulator import Emulator

from .samples import KEYS, UNKNOWN_ID, after, make, predefined, service_key

DAY = 86_400


def body(emulator: Emulator, **more: Any) -> dict[str, Any]:
    """Return the body that creates a service key for the space Lab."""
    return service_key(emulator.organization_id("Research"), emulator.space_id("Lab"), **more)


def ids(http: httpx.Client, **query: str) -> list[str]:
    """Return the IDs of the listed keys."""
    response = http.get(KEYS, params=query)
    assert response.status_code == 200, response.text
    return [item["id"] for item in response.json()["api_keys"]]


def test_the_key_is_shown_once(http: httpx.Client, emulator: Emulator) -> None:
    """The response of a create has the key, the list does not; both have the fields of the client's models."""
    made = make(http, body(emulator), KEYS)
    (listed,) = http.get(KEYS, params={"key_type": "SERVICE"}).json()["api_keys"]
    assert set(made) == set(gen.CreatedServiceApiKey.model_fields)
    assert listed == {name: value for name, value in made.items() if name != "key"}
    assert set(listed["bot_user"]) == set(gen.ServiceKeyBotUser.model_fields)
    assert made["key"].startswith(made["redacted_key"][:6])
    user = make(http, {"key_type": "USER", "name": "mine"}, KEYS)
    assert set(user) == set(gen.CreatedUserApiKey.model_fields)
    assert emulator.get("bot", kind="api-keys")["key"] == made["key"]


def test_omitted_roles_are_the_least(http: httpx.Client, emulator: Emulator) -> None:
    """Roles that are left out are filled in."""
    bot = make(http, body(emulator), KEYS)["bot_user"]
    assert bot["account_role"] == predefined("MEMBER")
    assert bot["organizations"] == [
        {
            "org_id": emulator.organization_id("Research"),
            "role": predefined("READ_ONLY"),
            "spaces": [{"space_id": emulator.space_id("Lab"), "role": predefined("MEMBER")}],
        }
    ]


def roles(emulator: Emulator, organization: Any = None, space: Any = None) -> list[dict[str, Any]]:
    """Return the `organizations` of a key with these roles."""
    spaces = [{"space_id": emulator.space_id("Lab"), "role": space or predefined("MEMBER")}]
    owner = emulator.organization_id("Research")
    return [{"org_id": owner, "role": organization or predefined("READ_ONLY"), "spaces": spaces}]


CUSTOM = {"type": "CUSTOM", "id": UNKNOWN_ID}


@pytest.mark.parametrize(
    ("status", "given"),
    [
        (201, (predefined("ADMIN"), predefined("ADMIN"), predefined("ADMIN"))),
        (201, (predefined("MEMBER"), predefined("MEMBER"), predefined("READ_ONLY"))),
        (201, (predefined("MEMBER"), None, CUSTOM)),
        (400, (predefined("ANNOTATOR"), None, None)),
        (400, (predefined("MEMBER_UI_ONLY"), None, None)),
        (422, (CUSTOM, None, None)),
        (422, (predefined("MEMBER"), predefined("ANNOTATOR"), None)),
        (422, (predefined("MEMBER"), CUSTOM, None)),
        (422, (predefined("MEMBER"), None, predefined("ANNOTATOR"))),
        (400, (predefined("MEMBER"), None, predefined("OWNER"))),
        (400, (predefined("MEMBER"), None, {"name": "MEMBER"})),
        (400, (predefined("MEMBER"), None, {"type": "OTHER", "name": "MEMBER"})),
        (400, (predefined("MEMBER"), None, {"type": "CUSTOM", "id": "x"})),
    ],
)
def test_roles(http: httpx.Client, emulator: Emulator, status: int, given: tuple[Any, Any, Any]) -> None:
    """Roles that no service key can have are rejected: by their form with a 400, by a rule with a 422."""
    account, organization, space = given
    document = body(emulator, account_role=account, organizations=roles(emulator, organization, space))
    assert http.post(KEYS, json=document).status_code == status
    assert len(emulator.api_keys) == (1 if status == 201 else 0)


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (400, {"key_type": "OTHER"}),
        (400, {"key_type": ["SERVICE"]}),
        (400, {"key": "ak-mine"}),
        (400, {"name": None}),
        (400, {"description": None}),
        (400, {"expires_at": None}),
        (400, {"expires_at": "tomorrow"}),
        (400, {"expires_at": 1_900_000_000}),
        (400, {"expires_at": "2100-01-01T00:00:00"}),
        (422, {"expires_at": "2020-01-01T00:00:00Z"}),
        (422, {"name": "n" * 257}),
        (422, {"description": "d" * 1001}),
        (422, {"organizations": []}),
        (400, {"organizations": [{"org_id": UNKNOWN_ID}]}),
        (422, {"organizations": [{"org_id": UNKNOWN_ID, "spaces": []}]}),
        (404, {"organizations": [{"org_id": UNKNOWN_ID, "spaces": [{"space_id": UNKNOWN_ID}]}]}),
    ],
)
def test_rejected_creates(http: httpx.Client, emulator: Emulator, status: int, change: Any) -> None:
    """A wrong type or form is a 400, an unknown organization a 404, a broken rule a 422; nothing is created."""
    assert http.post(KEYS, json={**body(emulator), **change}).status_code == status
    assert emulator.api_keys == []


def test_a_space_of_another_organization(http: httpx.Client, emulator: Emulator) -> None:
    """A space must be in the organization under which it is named, and exist."""
    acme = emulator.organization_id("Acme")
    assert http.post(KEYS, json=service_key(acme, emulator.space_id("Lab"))).status_code == 422
    assert http.post(KEYS, json=service_key(acme, UNKNOWN_ID)).status_code == 404
    organizations = service_key(acme, emulator.space_id("Staging"))["organizations"]
    user = {"key_type": "USER", "name": "mine", "organizations": organizations}
    assert http.post(KEYS, json=user).status_code == 400


def test_the_list_filters(http: httpx.Client, emulator: Emulator) -> None:
    """By default it has the user's own active keys; by space it has service keys, whose roles it does not show."""
    lab, other = make(http, body(emulator), KEYS)["id"], emulator.space_id("Staging")
    staging = make(http, service_key(emulator.organization_id("Acme"), other, name="other"), KEYS)["id"]
    mine = make(http, {"key_type": "USER", "name": "mine"}, KEYS)
    http.put(f"{KEYS}/{staging}/revoke")
    assert ids(http) == [mine["id"]]
    assert ids(http, user_id=mine["created_by_user_id"]) == [mine["id"]]
    assert ids(http, user_id=UNKNOWN_ID) == []
    assert ids(http, key_type="SERVICE") == [lab]
    assert ids(http, key_type="SERVICE", status="REVOKED") == [staging]
    assert ids(http, space_id=emulator.space_id("Lab")) == [lab]
    assert ids(http, space_id=other) == []
    assert ids(http, space_id=other, status="REVOKED") == [staging]
    (listed,) = http.get(KEYS, params={"space_id": emulator.space_id("Lab")}).json()["api_keys"]
    assert listed["bot_user"]["organizations"] == []


@pytest.mark.parametrize(
    ("status", "query"),
    [
        (400, {"key_type": "service"}),
        (400, {"status": "EXPIRED"}),
        (400, {"space_id": "lab"}),
        (404, {"space_id": UNKNOWN_ID}),
        (400, {"user_id": "me"}),
        (400, {"limit": "0"}),
    ],
)
def test_wrong_filters(http: httpx.Client, status: int, query: dict[str, str]) -> None:
    """A malformed filter is a 400, an unknown space a 404."""
    assert http.get(KEYS, params=query).status_code == status


def test_pages(http: httpx.Client, emulator: Emulator) -> None:
    """The list has pages, newest first."""
    made = [make(http, body(emulator), KEYS)["id"] for _ in range(3)]
    first = http.get(KEYS, params={"key_type": "SERVICE", "limit": 2}).json()
    rest = {"key_type": "SERVICE", "limit": "2", "cursor": first["pagination"]["next_cursor"]}
    assert [item["id"] for item in first["api_keys"]] + ids(http, **rest) == made[::-1]


def test_there_is_no_other_operation(http: httpx.Client, emulator: Emulator) -> None:
    """A key cannot be read alone, changed or deleted; an unknown one neither refreshed nor revoked."""
    made = make(http, body(emulator), KEYS)
    one = f"{KEYS}/{made['id']}"
    assert [http.request(method, one).status_code for method in ("GET", "PATCH", "DELETE")] == [404, 404, 404]
    for key, status in ((UNKNOWN_ID, 404), ("mine", 400)):
        assert http.put(f"{KEYS}/{key}/revoke").status_code == status
        assert http.post(f"{KEYS}/{key}/refresh", json={}).status_code == status


def test_a_revoked_key(http: httpx.Client, emulator: Emulator) -> None:
    """A second revocation changes nothing and succeeds too; a refresh is a 422."""
    made = make(http, body(emulator), KEYS)
    assert [http.put(f"{KEYS}/{made['id']}/revoke").status_code for _ in range(2)] == [204, 204]
    assert http.post(f"{KEYS}/{made['id']}/refresh").status_code == 422


def test_a_refresh(http: httpx.Client, emulator: Emulator) -> None:
    """A refreshed key keeps its identity and has another value; the response does not have the bot user."""
    made = make(http, body(emulator, description="d"), KEYS)
    fresh = http.post(f"{KEYS}/{made['id']}/refresh").json()
    assert set(fresh) == set(gen.RefreshApiKeyResponse.model_fields)
    same = ("id", "name", "description", "key_type", "created_at", "created_by_user_id", "expires_at")
    assert [fresh[name] for name in same] == [made[name] for name in same]
    assert fresh["key"] != made["key"]
    assert ids(http, key_type="SERVICE") == [made["id"]]


def test_a_refresh_with_another_id(http: httpx.Client, emulator: Emulator) -> None:
    """Where a server issues another record, the old one is revoked, or expires with the grace period."""
    emulator.configure(refreshed_id="new")
    made = make(http, body(emulator), KEYS)
    fresh = http.post(f"{KEYS}/{made['id']}/refresh").json()
    assert fresh["id"] != made["id"]
    assert ids(http, key_type="SERVICE") == [fresh["id"]]
    assert ids(http, key_type="SERVICE", status="REVOKED") == [made["id"]]
    newest = http.post(f"{KEYS}/{fresh['id']}/refresh", json={"grace_period_seconds": 60}).json()
    assert ids(http, key_type="SERVICE") == [newest["id"], fresh["id"]]
    emulator.advance_clock(60)
    assert ids(http, key_type="SERVICE") == [newest["id"]]


@pytest.mark.parametrize(
    ("status", "change"),
    [
        (422, {}),
        (422, {"expires_at": after(3 * DAY)}),
        (200, {"expires_at": after(DAY)}),
        (422, {"expires_at": after(DAY), "grace_period_seconds": 86_401}),
        (422, {"expires_at": after(DAY), "grace_period_seconds": -1}),
        (400, {"expires_at": after(DAY), "grace_period_seconds": "60"}),
        (400, {"expires_at": after(DAY), "name": "other"}),
        (422, {"expires_at": "2020-01-01T00:00:00Z"}),
    ],
)
def test_a_refresh_of_a_key_that_expires(
    http: httpx.Client, emulator: Emulator, status: int, change: dict[str, Any]
) -> None:
    """The refresh must say when the new key expires, and not later than the old one."""
    made = make(http, body(emulator, expires_at=after(2 * DAY)), KEYS)
    assert http.post(f"{KEYS}/{made['id']}/refresh", json=change).status_code == status


def test_a_refresh_that_inherits_the_expiry(http: httpx.Client, emulator: Emulator) -> None:
    """Where a server takes it over, the new key expires when the old one would have."""
    emulator.configure(refresh_expiry="inherited")
    made = make(http, body(emulator, expires_at=after(DAY)), KEYS)
    assert http.post(f"{KEYS}/{made['id']}/refresh").json()["expires_at"] == made["expires_at"]


@pytest.mark.parametrize(("setting", "active", "revoked"), [("unlisted", 0, 0), ("active", 1, 0), ("revoked", 0, 1)])
def test_an_expired_key(http: httpx.Client, emulator: Emulator, setting: str, active: int, revoked: int) -> None:
    """An expired key is listed as the account's setting says, and cannot be refreshed."""
    emulator.configure(expired_keys=setting)
    made = make(http, body(emulator, expires_at=after(60)), KEYS)
    assert len(ids(http, key_type="SERVICE")) == 1
    emulator.advance_clock(60)
    assert len(ids(http, key_type="SERVICE")) == active
    assert len(ids(http, key_type="SERVICE", status="REVOKED")) == revoked
    assert http.post(f"{KEYS}/{made['id']}/refresh", json={"expires_at": after(90)}).status_code == 422


def test_the_accounts_maximum(http: httpx.Client, emulator: Emulator) -> None:
    """Where keys have a maximum lifetime, a key without `expires_at` has it, and one beyond it is a 422."""
    free = make(http, body(emulator), KEYS)
    emulator.configure(max_key_lifetime_seconds=DAY)
    made = make(http, body(emulator), KEYS)
    expiry = datetime.fromisoformat(made["expires_at"].replace("Z", "+00:00"))
    assert timedelta(hours=23) < expiry - datetime.now(timezone.utc) <= timedelta(days=1)
    assert http.post(KEYS, json=body(emulator, expires_at=after(2 * DAY))).status_code == 422
    assert make(http, body(emulator, expires_at=after(3600)), KEYS)["expires_at"] < made["expires_at"]
    assert http.post(f"{KEYS}/{free['id']}/refresh").json()["expires_at"] >= made["expires_at"]


def test_times_are_written_in_utc(http: httpx.Client, emulator: Emulator) -> None:
    """A time with another offset is returned as the same time in UTC."""
    made = make(http, body(emulator, expires_at="2100-01-01T02:00:00+02:00"), KEYS)
    assert made["expires_at"] == "2100-01-01T00:00:00.000Z"


def test_keys_survive_a_restart(tmp_path: Path) -> None:
    """A key in a file opens the account after a restart, and so does its former value in the grace period."""
    data = tmp_path / "account.json"
    with Emulator(data=data) as first, httpx.Client(base_url=first.url) as http:
        http.headers["authorization"] = f"Bearer {first.api_key}"
        first.configure(refresh_expiry="inherited")
        made = make(http, body(first), KEYS)
        fresh = http.post(f"{KEYS}/{made['id']}/refresh", json={"grace_period_seconds": 600}).json()
        before = first.state()
    with Emulator(data=data) as second:
        assert second.state() == before
        for key in (made["key"], fresh["key"]):
            response = httpx.get(f"{second.url}/v2/spaces", headers={"authorization": f"Bearer {key}"})
            assert [item["name"] for item in response.json()["spaces"]] == ["Lab"]


def test_no_key_is_recorded_or_shown(http: httpx.Client, emulator: Emulator) -> None:
    """Neither the request log nor the page's data has a key, not even one in a misspelled field or in a name."""
    made = make(http, body(emulator), KEYS)
    http.get(KEYS, headers={"authorization": f"Bearer {made['key']}"})
    http.post(KEYS, json={**body(emulator), "api-key": "sk-misspelled"})
    http.post(f"{KEYS}/{made['id']}/refresh", json={"grace_period_seconds": 60, "old": {"key": "sk-old"}})
    emulator.add("spaces", {"name": f"for {made['key']}", "organization": "Acme"})
    fresh = http.post(f"{KEYS}/{made['id']}/refresh", json={"grace_period_seconds": 60}).json()
    text = httpx.get(f"{emulator.url}/_control/overview").text
    keys = (made["key"], fresh["key"])
    assert [key for key in (*keys, "sk-misspelled", "sk-old") if key in text] == []
    assert [key for key in keys if key in repr(emulator.requests)] == []
    assert '"for [secret]"' in text.replace(" :", ":")
