"""Header values that stand by chance in what the server sets: they are redacted nowhere but in text."""

from __future__ import annotations

import json

from arize_emulator import Emulator, FaultRule, InvalidJson
from pulumi_arize.api.account import Account

from .deployed_resource import Resource
from .samples import llm


def test_a_year_in_a_header_leaves_the_times_as_they_are(emulator: Emulator, behind: Account) -> None:
    """`created_at` and `updated_at` stay times, also after an update, where a header's value is a part of them."""
    integration = Resource(emulator, behind, "Integration")
    year = emulator.add("integrations", {"type": "LLM", **llm(), "name": "Other"})["created_at"][:4]
    given = llm("CUSTOM", headers={"x-year": year})
    for name in ("First", "Second"):
        integration.up({**given, "name": name})
        held = integration.document
        assert (integration.state["created_at"], integration.state["updated_at"]) == (
            held["created_at"],
            held["updated_at"],
        )
    integration.refresh()
    assert integration.up({**given, "name": "Second"}) == []


def test_a_time_that_is_the_secret_is_one(emulator: Emulator, behind: Account) -> None:
    """A whole time that is a header's value is a secret, wherever the server repeats it."""
    since = "2026-01-31T00:00:00Z"
    integration = Resource(emulator, behind, "Integration")
    integration.up(llm("CUSTOM", headers={"x-since": since}))
    repeated = json.dumps({**integration.document, "updated_at": since})
    with emulator.faults(FaultRule(path="*/v2/integrations/*", fault=InvalidJson(text=repeated))):
        integration.refresh()
    assert integration.state["updated_at"] == "[secret]"
