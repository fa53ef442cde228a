"""Organizations and API keys on the dashboard, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from arize_emulator import Emulator

from .browser import MISSING, chromium_path
from .samples import service_key
from .test_dashboard import browser, page, row

__all__ = ["browser", "page"]

pytestmark = [
    pytest.mark.xdist_group("page"),
    pytest.mark.skipif(chromium_path() is None, reason=MISSING),
]


def test_organizations_and_keys_appear_and_change(page: Page, emulator: Emulator) -> None:
    """A key has its spaces, its status and its expiry, and never its value; an organization its spaces."""
    acme, staging = emulator.organization_id("Acme"), emulator.space_id("Staging")
    made = emulator.add("api-keys", service_key(acme, staging, name="CI bot", expires_at="2100-06-15T12:00:00Z"))
    emulator.add("api-keys", {"key_type": "USER", "name": "mine"})
    emulator.edit("Acme", {"description": "d" * 300}, kind="organizations")
    expect(row(page, "api_keys", "CI bot")).to_contain_text("Staging: MEMBER")
    expect(row(page, "api_keys", "CI bot")).to_contain_text("ACTIVE")
    expect(row(page, "api_keys", "CI bot")).to_contain_text(re.compile("expires .*2100"))
    expect(row(page, "api_keys", "mine")).to_contain_text("never expires")
    expect(row(page, "organizations", "Acme")).to_contain_text("dddd")
    emulator.edit("CI bot", {"expires_at": "2020-01-01T00:00:00.000Z"}, kind="api-keys")
    expect(row(page, "api_keys", "CI bot")).to_contain_text("EXPIRED")
    emulator.edit("CI bot", {"status": "REVOKED"}, kind="api-keys")
    expect(row(page, "api_keys", "CI bot")).to_contain_text("REVOKED")
    assert str(made["key"]) not in page.content()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    emulator.delete("Acme", kind="organizations")
    expect(row(page, "organizations", "Acme")).to_have_count(0)
    expect(row(page, "api_keys", "CI bot")).to_have_count(0)
