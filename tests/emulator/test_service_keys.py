"""What a service key may read and change, and until when it is valid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any

import httpx
import pytest

from arize_emulator import Emulator, FaultRule, Lag

from .samples import FLAT, KEYS, NESTED, ORGANIZATIONS, SPACES, after, llm, names, predefined, scoping, service_key

Open = Callable[[str], httpx.Client]


@pytest.fixture
def with_key(emulator: Emulator) -> Iterator[Open]:
    """Return clients with other keys."""
    with ExitStack() as stack:

        def client(key: str) -> httpx.Client:
            headers = {"authorization": f"Bearer {key}"}
            return stack.enter_context(httpx.Client(base_url=emulator.url, headers=headers))

        yield client


def make_key(emulator: Emulator, space: str = "Staging", organization: str = "Acme", **more: Any) -> dict[str, Any]:
    """Create a service key for one space."""
    body = service_key(emulator.organization_id(organization), emulator.space_id(space), **more)
    return emulator.add("api-keys", body)


def assigned(emulator: Emulator, organization: str = "READ_ONLY", space: str = "MEMBER") -> dict[str, Any]:
    """Return the `organizations` of a key for the space Staging with these roles."""
    spaces = [{"space_id": emulator.space_id("Staging"), "role": predefined(space)}]
    owner = emulator.organization_id("Acme")
    return {"organizations": [{"org_id": owner, "role": predefined(organization), "spaces": spaces}]}


def in_space(emulator: Emulator, name: str, space: str, organization: str = "Acme") -> dict[str, Any]:
    """Return the body of an integration that one space sees."""
    return {**llm(name=name), "scopings": [scoping(emulator, organization, space)]}


def test_a_key_reads_what_lies_in_its_spaces(emulator: Emulator, with_key: Open) -> None:
    """It sees its space, the organization of it, and what the space sees; the rest is missing in lists and a 404."""
    ids = [
        emulator.add("integrations", body)["id"]
        for body in (
            {**llm(name="everywhere")},
            in_space(emulator, "here", "Staging"),
            in_space(emulator, "there", "Production"),
            {**llm(name="around"), "scopings": [scoping(emulator, "Acme")]},
            {**llm(name="elsewhere"), "scopings": [scoping(emulator, "Research")]},
        )
    ]
    bot = with_key(make_key(emulator)["key"])
    for path in (NESTED, FLAT):
        assert names(bot, path) == ["around", "here", "everywhere"]
        assert [bot.get(f"{path}/{item_id}").status_code for item_id in ids] == [200, 200, 404, 200, 404]
    assert names(bot, ORGANIZATIONS) == ["Acme"]
    assert names(bot, SPACES) == ["Staging"]
    assert bot.get(f"{SPACES}/{emulator.space_id('Production')}").status_code == 404
    assert bot.get(f"{ORGANIZATIONS}/{emulator.organization_id('Research')}").status_code == 404
    assert bot.get(NESTED, params={"space_id": emulator.space_id("Production")}).json()["integrations"] == []


def test_what_it_may_not_read_it_may_not_change(emulator: Emulator, with_key: Open) -> None:
    """A change of what lies outside of its spaces is a 404, as if it did not exist; nothing changes."""
    outside = emulator.add("integrations", in_space(emulator, "there", "Production"))["id"]
    bot, before = with_key(make_key(emulator)["key"]), emulator.state()
    for response in (
        bot.patch(f"{NESTED}/{outside}", json={"type": "LLM", "name": "mine"}),
        bot.delete(f"{NESTED}/{outside}"),
        bot.patch(f"{SPACES}/{emulator.space_id('Production')}", json={"name": "mine"}),
        bot.delete(f"{SPACES}/{emulator.space_id('Lab')}"),
        bot.delete(f"{ORGANIZATIONS}/{emulator.organization_id('Research')}"),
        bot.put(f"{KEYS}/{make_key(emulator, 'Lab', 'Research')['id']}/revoke"),
    ):
        assert response.status_code == 404, response.text
    assert emulator.integrations == before["integrations"]
    assert emulator.spaces == before["spaces"]
    assert {key["status"] for key in emulator.api_keys} == {"ACTIVE"}


def test_a_member_changes_what_lies_in_its_spaces(emulator: Emulator, with_key: Open) -> None:
    """It creates, changes and deletes integrations of its space alone, as its bot user; wider ones are a 403."""
    key = make_key(emulator)
    bot = with_key(key["key"])
    made = bot.post(NESTED, json=in_space(emulator, "mine", "Staging"))
    assert made.status_code == 201
    one = f"{NESTED}/{made.json()['id']}"
    assert made.json()["created_by_user_id"] == key["bot_user"]["id"]
    assert bot.patch(one, json={"type": "LLM", "name": "still mine"}).status_code == 200
    assert bot.patch(one, json={"type": "LLM", "scopings": []}).status_code == 403
    assert bot.post(NESTED, json=llm(name="wide")).status_code == 403
    assert bot.post(NESTED, json=in_space(emulator, "x", "Production")).status_code == 422
    wide = emulator.add("integrations", llm(name="wide"))["id"]
    assert bot.delete(f"{NESTED}/{wide}").status_code == 403
    assert bot.delete(one).status_code == 204
    assert [item["name"] for item in emulator.integrations] == ["wide"]


@pytest.mark.parametrize(
    ("account", "organization", "space", "integration", "own_space", "new_space", "new_organization"),
    [
        ("MEMBER", "READ_ONLY", "READ_ONLY", 403, 403, 403, 403),
        ("MEMBER", "READ_ONLY", "MEMBER", 201, 403, 403, 403),
        ("MEMBER", "READ_ONLY", "ADMIN", 201, 200, 403, 403),
        ("MEMBER", "ADMIN", "READ_ONLY", 201, 200, 201, 403),
        ("ADMIN", "READ_ONLY", "READ_ONLY", 201, 200, 201, 201),
    ],
)
def test_what_each_role_may_do(  # noqa: PLR0913, PLR0917 - a row of a table
    emulator: Emulator,
    with_key: Open,
    account: str,
    organization: str,
    space: str,
    integration: int,
    own_space: int,
    new_space: int,
    new_organization: int,
) -> None:
    """A read-only key changes nothing; administrators change their space, their organization, or the account."""
    roles = assigned(emulator, organization, space)
    bot = with_key(make_key(emulator, account_role=predefined(account), **roles)["key"])
    acme, staging = emulator.organization_id("Acme"), emulator.space_id("Staging")
    assert bot.post(NESTED, json=in_space(emulator, "x", "Staging")).status_code == integration
    assert bot.patch(f"{SPACES}/{staging}", json={"description": "d"}).status_code == own_space
    assert bot.post(SPACES, json={"name": "Room", "organization_id": acme}).status_code == new_space
    assert bot.post(ORGANIZATIONS, json={"name": "New"}).status_code == new_organization


def test_no_key_gives_more_rights_than_it_has(emulator: Emulator, with_key: Open) -> None:
    """A service key creates others for its spaces, with roles up to its own; above is a 422, as a reader a 403."""
    acme, staging = emulator.organization_id("Acme"), emulator.space_id("Staging")
    member = with_key(make_key(emulator)["key"])
    reader = with_key(make_key(emulator, **assigned(emulator, space="READ_ONLY"))["key"])
    least = assigned(emulator, space="READ_ONLY")
    assert member.post(KEYS, json=service_key(acme, staging)).status_code == 201
    assert reader.post(KEYS, json={**service_key(acme, staging), **least}).status_code == 403
    for more in (
        {"account_role": predefined("ADMIN")},
        assigned(emulator, organization="MEMBER"),
        assigned(emulator, space="ADMIN"),
    ):
        assert member.post(KEYS, json={**service_key(acme, staging), **more}).status_code == 422
    assert member.post(KEYS, json=service_key(acme, emulator.space_id("Production"))).status_code == 404


def test_who_revokes_a_key(emulator: Emulator, with_key: Open) -> None:
    """A member revokes and refreshes the keys that it created, an administrator of the space all of them."""
    acme, staging = emulator.organization_id("Acme"), emulator.space_id("Staging")
    member = with_key(make_key(emulator)["key"])
    admin = with_key(make_key(emulator, **assigned(emulator, space="ADMIN"))["key"])
    own = member.post(KEYS, json=service_key(acme, staging)).json()["id"]
    other = make_key(emulator)["id"]
    assert member.post(f"{KEYS}/{own}/refresh").status_code == 200
    assert member.put(f"{KEYS}/{own}/revoke").status_code == 204
    assert member.post(f"{KEYS}/{other}/refresh").status_code == 403
    assert member.put(f"{KEYS}/{other}/revoke").status_code == 403
    assert admin.put(f"{KEYS}/{other}/revoke").status_code == 204


def test_a_key_for_one_of_several_spaces(emulator: Emulator, with_key: Open) -> None:
    """A key for spaces of two organizations sees both of them."""
    organizations = [
        item
        for space, owner in (("Staging", "Acme"), ("Lab", "Research"))
        for item in service_key(emulator.organization_id(owner), emulator.space_id(space))["organizations"]
    ]
    bot = with_key(make_key(emulator, organizations=organizations)["key"])
    assert {*names(bot, SPACES)} == {"Lab", "Staging"}
    assert {*names(bot, ORGANIZATIONS)} == {"Acme", "Research"}


def test_when_a_key_is_valid(emulator: Emulator, with_key: Open, http: httpx.Client) -> None:
    """A revoked or an expired key is a 401, and so is an old one after its grace period."""
    endless, expiring, refreshed = make_key(emulator), make_key(emulator, expires_at=after(600)), make_key(emulator)
    fresh = http.post(f"{KEYS}/{refreshed['id']}/refresh", json={"grace_period_seconds": 300}).json()
    clients = [with_key(key["key"]) for key in (endless, expiring, refreshed, fresh)]

    def statuses() -> list[int]:
        return [client.get(SPACES).status_code for client in clients]

    assert statuses() == [200, 200, 200, 200]
    emulator.advance_clock(301)
    assert statuses() == [200, 200, 401, 200]
    emulator.advance_clock(300)
    assert statuses() == [200, 401, 401, 200]
    http.put(f"{KEYS}/{endless['id']}/revoke")
    http.post(f"{KEYS}/{fresh['id']}/refresh")
    assert statuses() == [401, 401, 401, 401]


def test_a_revocation_ends_a_grace_period(emulator: Emulator, with_key: Open, http: httpx.Client) -> None:
    """A revoked key has no valid value, neither the current one nor those before."""
    made = make_key(emulator)
    http.post(f"{KEYS}/{made['id']}/refresh", json={"grace_period_seconds": 300})
    bot = with_key(made["key"])
    assert bot.get(SPACES).status_code == 200
    http.put(f"{KEYS}/{made['id']}/revoke")
    assert bot.get(SPACES).status_code == 401


def test_a_grace_period_is_no_longer_than_the_key(emulator: Emulator, with_key: Open, http: httpx.Client) -> None:
    """An old value expires when the key would have, if that is sooner."""
    soon = after(100)
    made = make_key(emulator, expires_at=soon)
    http.post(f"{KEYS}/{made['id']}/refresh", json={"expires_at": soon, "grace_period_seconds": 3600})
    bot = with_key(made["key"])
    assert bot.get(SPACES).status_code == 200
    emulator.advance_clock(101)
    assert bot.get(SPACES).status_code == 401


def test_the_last_use_is_noted(emulator: Emulator, with_key: Open) -> None:
    """A key has the time of its last use, to the minute."""
    made = make_key(emulator)
    assert made["last_used_at"] is None
    bot = with_key(made["key"])
    bot.get(SPACES)
    first = emulator.get(made["id"], kind="api-keys")["last_used_at"]
    bot.get(SPACES)
    assert emulator.get(made["id"], kind="api-keys")["last_used_at"] == first > made["created_at"]
    emulator.advance_clock(61)
    bot.get(SPACES)
    assert emulator.get(made["id"], kind="api-keys")["last_used_at"] > first


def test_the_clock_is_the_servers(emulator: Emulator, http: httpx.Client) -> None:
    """A clock that is set ahead shows in new records and in `Date`, and a reset sets it back."""
    emulator.advance_clock(7 * 86_400)
    response = http.post(ORGANIZATIONS, json={"name": "Later"})
    later = after(6 * 86_400)
    assert response.json()["created_at"] > later
    assert datetime.strptime(response.headers["date"], "%a, %d %b %Y %H:%M:%S GMT").isoformat() > later[:19]
    emulator.reset()
    assert http.post(ORGANIZATIONS, json={"name": "Now"}).json()["created_at"] < later


def test_an_edit_by_the_admin_api(emulator: Emulator, http: httpx.Client, with_key: Open) -> None:
    """Another process sets the clock, changes the settings, and revokes a key behind its user's back."""
    with httpx.Client(base_url=f"{emulator.url}/_control") as admin:
        body = service_key(emulator.organization_id("Acme"), emulator.space_id("Staging"))
        made = admin.post("/api-keys", json=body).json()
        assert with_key(made["key"]).get(SPACES).status_code == 200
        assert admin.patch("/api-keys/bot", json={"status": "REVOKED"}).status_code == 200
        assert with_key(made["key"]).get(SPACES).status_code == 401
        assert [item["name"] for item in admin.get("/api-keys").json()] == ["bot"]
        assert admin.patch("/spaces/Lab", json={"is_private": True}).json()["is_private"] is True
        assert admin.patch("/spaces/Lab", json={"id": "x"}).status_code == 400
        assert admin.patch("/state", json={"expired_keys": "active"}).json()["expired_keys"] == "active"
        assert admin.patch("/state", json={"expired_keys": "gone"}).status_code == 400
        assert admin.patch("/state", json={"plan": "free"}).status_code == 400
        assert admin.post("/clock", json={"advance_seconds": 60}).status_code == 204
        assert admin.post("/clock", json={"advance_seconds": "60"}).status_code == 400
        assert admin.delete(f"/api-keys/{made['id']}").status_code == 204
        assert admin.get("/api-keys/bot").status_code == 404
    assert http.put(f"{KEYS}/{made['id']}/revoke").status_code == 404


def test_a_list_of_keys_can_lag(emulator: Emulator, http: httpx.Client) -> None:
    """For so many seconds a list does not have a new key, and has a revoked one as it was."""
    with emulator.faults(FaultRule(method="GET", fault=Lag(seconds=30))):
        made = make_key(emulator)
        assert http.get(KEYS, params={"key_type": "SERVICE"}).json()["api_keys"] == []
    http.put(f"{KEYS}/{made['id']}/revoke")
    assert http.get(KEYS, params={"key_type": "SERVICE"}).json()["api_keys"] == []
