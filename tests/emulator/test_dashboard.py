"""The dashboard, in a real browser: it shows the account as it changes, and never a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from tests.api_contract import PROVIDERS

from arize_emulator import Emulator, FaultRule, Status
from arize_emulator.dashboard.page import HTML

from .browser import MISSING, chromium, chromium_path
from .samples import AGENT, BEARER, EVALUATOR, FLAT, NESTED, OAUTH, PROXY, SCHEMA, ai, change, llm, make, service_key

pytestmark = pytest.mark.xdist_group("page")
HOSTILE = '<img src="/x" onerror="document.title=\'struck\'"><script>document.title="struck"</script>'
expect.set_options(timeout=20_000)
SECRETS = ("another-secret", "header-secret", "bedrock-secret", "proxy-secret", "oauth-secret", "agent-secret")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if chromium_path() is None:
        pytest.skip(MISSING)
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser, emulator: Emulator) -> Iterator[Page]:
    """Open the page; at the end it must have no errors and no requests to other servers."""
    opened = browser.new_page()
    output: list[str] = []
    urls: list[str] = []
    opened.on("console", lambda message: output.append(_text(message)))
    opened.on("pageerror", lambda error: output.append(str(error)))
    opened.on("request", lambda request: urls.append(request.url))
    opened.goto(emulator.url)
    expect(opened.get_by_text("Live", exact=True)).to_be_visible()
    yield opened
    opened.close()
    assert output == []
    assert [url for url in urls if not url.startswith((f"{emulator.url}/", "data:"))] == []


def _text(message: ConsoleMessage) -> str:
    return f"{message.type}: {message.text}"


def row(page: Page, table: str, text: str) -> Locator:
    """Return the rows of a table that hold the text."""
    return page.locator(f"#{table} tbody").filter(has_text=text)


def integration(page: Page, name: str) -> Locator:
    """Return the row of the integration with this name."""
    return page.locator("#integrations tbody").filter(has=page.get_by_role("button", name=name, exact=True))


def everything(emulator: Emulator, http: httpx.Client) -> None:
    """Create an integration of every provider, in every way of authentication, and of every type."""
    config: dict[str, dict[str, Any]] = {"CUSTOM": {"auth": OAUTH}, "LITELLM": {"headers": {"x-team": "header-secret"}}}
    for provider in PROVIDERS:
        make(http, llm(provider, name=provider.lower(), **config.get(provider, {})))
    for auth in (BEARER, PROXY):
        make(http, llm("AWS_BEDROCK", name=str(auth["auth_type"]).lower(), auth=auth))
    headers = {"x-team": "header-secret"}
    make(http, ai("AZURE_OPEN_AI", name="azure", api_key="another-secret", headers=headers), FLAT)
    make(http, AGENT)
    make(http, EVALUATOR)
    assert len(emulator.integrations) == len(PROVIDERS) + 5


def test_what_is_created_shows_without_a_reload(page: Page, http: httpx.Client, emulator: Emulator) -> None:
    """A new integration appears with its provider, and is announced; a changed one shows the change."""
    expect(page.locator("#integrations-empty")).to_be_visible()
    made = make(http, llm("LITELLM"))
    expect(integration(page, "llm")).to_contain_text("LITELLM")
    expect(page.locator("#integrations-empty")).to_be_hidden()
    expect(page.locator("#news")).to_have_text("llm created.")
    change(http, made, name="renamed", config={"base_url": "https://other.example.com"})
    expect(integration(page, "renamed")).to_contain_text("https://other.example.com")
    expect(page.locator("#news")).to_have_text("renamed changed.")
    emulator.edit("renamed", {"config": {"model_names": ["small", "large"]}})
    expect(integration(page, "renamed")).to_contain_text("small, large")


def test_what_is_removed_disappears(page: Page, http: httpx.Client) -> None:
    """A deleted integration leaves the page, and so does everything with a reset."""
    made = make(http, llm())
    expect(integration(page, "llm")).to_be_visible()
    http.delete(f"{NESTED}/{made['id']}")
    expect(page.locator("#integrations tbody")).to_have_count(0)
    expect(page.locator("#news")).to_have_text("llm deleted.")
    expect(page.locator("#integrations-empty")).to_be_visible()
    httpx.post(f"{http.base_url}/_control/reset")
    expect(page.locator("#requests-empty")).to_be_visible()


def test_a_key_shows_as_set_and_never_its_value(page: Page, http: httpx.Client, emulator: Emulator) -> None:
    """The page says whether a secret is set; its value is nowhere, neither in details nor in bodies."""
    everything(emulator, http)
    expect(integration(page, "open_ai")).to_contain_text("API key set")
    expect(integration(page, "azure")).to_contain_text("Headers: x-team")
    emulator.edit("open_ai", {"api_key": None})
    expect(integration(page, "open_ai")).to_contain_text("API key not set")
    openers = page.locator("button.opens")
    for number in range(openers.count()):
        openers.nth(number).click()
    expect(page.locator("pre").filter(has_text='"api_key": "[secret]"').first).to_be_visible()
    expect(page.locator("pre").filter(has_text='"has_client_secret": true').first).to_be_visible()
    html = page.content()
    assert [secret for secret in SECRETS if secret in html] == []


def test_scopings_by_name(page: Page, emulator: Emulator) -> None:
    """Scopings show the names of organizations and spaces, and the ID of an unknown one."""
    acme, research = emulator.organization_id("Acme"), emulator.organization_id("Research")
    staging = emulator.space_id("Staging")
    emulator.add("integrations", llm(name="open"))
    emulator.add("integrations", {**llm(name="room"), "scopings": [{"organization_id": acme, "space_id": staging}]})
    emulator.add("integrations", {**llm(name="house"), "scopings": [{"organization_id": research}]})
    emulator.add("integrations", llm(name="lost"))
    emulator.edit("lost", {"scopings": [{"organization_id": "gone"}]})
    expect(integration(page, "open").get_by_text("Whole account")).to_be_visible()
    expect(integration(page, "room").get_by_text("Acme / Staging", exact=True)).to_be_visible()
    expect(integration(page, "house").get_by_text("Research / all spaces", exact=True)).to_be_visible()
    expect(integration(page, "lost").get_by_text("gone / all spaces", exact=True)).to_be_visible()


def test_defaults_of_spaces(page: Page, http: httpx.Client, emulator: Emulator) -> None:
    """A space shows its default integration, and the integration shows that space."""
    made = make(http, llm())
    setting = {"default_llm_integration": {"integration_id": made["id"], "model_name": "m"}}
    assert http.patch(f"/v2/spaces/{emulator.space_id('Lab')}", json=setting).status_code == 200
    expect(row(page, "spaces", "Lab")).to_contain_text("llm")
    expect(integration(page, "llm")).to_contain_text("default of Lab")


def test_requests_and_faults_appear(page: Page, http: httpx.Client, emulator: Emulator) -> None:
    """A request has its method, path, query, status, duration and fault; a rule has its counts."""
    emulator.set_faults(FaultRule(method="DELETE", path="/v2/*", fault=Status(status=504, when="after")))
    expect(row(page, "faults", "DELETE /v2/*")).to_contain_text("0 of 0")
    made = make(http, llm())
    http.get("/v2/spaces", params={"name": "Lab"})
    http.delete(f"{NESTED}/{made['id']}")
    expect(row(page, "requests", "POST")).to_contain_text("201")
    expect(row(page, "requests", "/v2/spaces?name=Lab")).to_contain_text(re.compile(r"200.*\d\.\d ms"))
    failed = row(page, "requests", "DELETE")
    expect(failed).to_contain_text("504")
    expect(failed).to_contain_text("fault: status")
    expect(failed).to_contain_text("operation: 204")
    expect(row(page, "faults", "DELETE /v2/*")).to_contain_text("1 of 1")
    expect(row(page, "faults", "DELETE /v2/*")).to_contain_text("status: 504")


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


def test_hostile_names_are_text(page: Page, http: httpx.Client, emulator: Emulator) -> None:
    """Markup in any name is shown as text and has no effect."""
    emulator.add("organizations", {"name": HOSTILE})
    space = emulator.add("spaces", {"name": HOSTILE, "organization": HOSTILE})
    scoping = {"organization_id": space["organization_id"], "space_id": space["id"]}
    make(http, {**llm("CUSTOM", name=HOSTILE, model_names=[HOSTILE]), "scopings": [scoping]})
    preset = {"name": HOSTILE, "description": HOSTILE, "config": {}}
    config = {**AGENT["config"], "input_schema": {"title": HOSTILE}, "request_presets": [preset]}
    emulator.add("integrations", {**AGENT, "description": HOSTILE, "config": config})
    http.get(f"/v2/{HOSTILE}", params={HOSTILE: HOSTILE})
    emulator.set_faults(FaultRule(path=HOSTILE, fault=Status(detail=HOSTILE)))
    expect(page.get_by_role("button", name=HOSTILE, exact=True)).to_be_visible()
    expect(row(page, "faults", HOSTILE)).to_be_visible()
    for opener in page.locator("button.opens").all():
        opener.click()
    expect(page.locator("pre").filter(has_text="onerror").first).to_be_visible()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 1
    assert page.title() == "Emulated Arize account"


def test_details_stay_open_and_keep_the_focus(page: Page, http: httpx.Client) -> None:
    """With the keyboard an integration opens; it stays open, focused and current while the account changes."""
    made = make(http, llm())
    opener = page.get_by_role("button", name="llm", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    details = page.get_by_role("region", name=f"{NESTED}/{made['id']}")
    expect(details).to_contain_text('"is_function_calling_enabled": true')
    change(http, made, config={"is_function_calling_enabled": False})
    expect(details).to_contain_text('"is_function_calling_enabled": false')
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Space")
    expect(details).to_be_hidden()


def test_filter(page: Page, emulator: Emulator) -> None:
    """The filter shows only the integrations that contain its text, also after a change."""
    for number in range(30):
        emulator.add("integrations", llm(name=f"number {number}"))
    shown = page.locator("#integrations tbody:visible")
    expect(shown).to_have_count(30)
    page.get_by_label("Show integrations that contain").fill("NUMBER 2")
    expect(shown).to_have_count(11)
    emulator.add("integrations", llm(name="number 200"))
    expect(shown).to_have_count(12)
    page.get_by_label("Show integrations that contain").fill("none")
    expect(page.get_by_text("No integration contains this text.")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")])
def test_it_fits(page: Page, http: httpx.Client, emulator: Emulator, width: int, scheme: str) -> None:
    """On a desktop and a phone nothing is wider than the window, and every text has enough contrast."""
    everything(emulator, http)
    emulator.edit("agent", {"name": "n" * 200})
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.get_by_role("button", name="open_ai", exact=True).click()
    expect(page.get_by_role("region").first).to_be_visible()
    wider = "[...document.querySelectorAll('section, td, pre')].filter((it) => it.scrollWidth > it.clientWidth + 1)"
    assert page.evaluate(f"{wider}.map((it) => it.outerHTML)") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [found for found in page.evaluate(CONTRASTS) if found["contrast"] < 4.5] == []


CONTRASTS = """() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (it) => {
    const color = getComputedStyle(it).backgroundColor;
    return color === "rgba(0, 0, 0, 0)" ? ground(it.parentElement) : color;
  };
  const texts = [...document.body.querySelectorAll("*")].filter((it) => it.checkVisibility()
    && [...it.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent.trim()));
  return texts.map((it) => {
    const [low, high] = [light(getComputedStyle(it).color), light(ground(it))].sort((a, b) => a - b);
    return {text: it.textContent, contrast: (high + 0.05) / (low + 0.05)};
  });
}"""
"""The contrast of every text with its background, as the Web Content Accessibility Guidelines count it."""


def test_it_says_when_the_server_is_gone(browser: Browser) -> None:
    """Without a response the page says so and goes on showing the account; it reconnects when the server is back."""
    opened = browser.new_page()
    with Emulator() as first:
        port = first.port
        first.add("integrations", llm(name="before"))
        opened.goto(first.url)
        expect(integration(opened, "before")).to_be_visible()
    expect(opened.get_by_role("status").filter(has_text="No response, retrying")).to_be_visible()
    expect(integration(opened, "before")).to_be_visible()
    with Emulator(port=port) as second:
        second.add("integrations", llm(name="after"))
        expect(integration(opened, "after")).to_be_visible()
        expect(opened.get_by_text("Live", exact=True)).to_be_visible()
    opened.close()


def test_the_policy_blocks_scripts_and_markup(browser: Browser, emulator: Emulator) -> None:
    """An injected script does not run, and markup made from a string is blocked."""
    opened = browser.new_page()
    output: list[str] = []
    opened.on("console", lambda message: output.append(_text(message)))
    opened.goto(emulator.url)
    added = (
        "const it = document.createElement('script'); it.textContent = 'window.struck = 1'; document.body.append(it)"
    )
    for attempt in (added, "document.body.innerHTML = '<b>x</b>'", "document.body.setAttribute('onclick', 'x()')"):
        opened.evaluate(f"() => {{ try {{ {attempt} }} catch {{}} }}")
    opened.locator("h1").click()
    assert opened.evaluate("window.struck") is None
    assert opened.locator("b").count() == 0
    assert [text for text in output if not text.startswith("error: ")] == []
    assert len(output) >= 3, "the console reports the violations"
    opened.close()


def test_the_page_needs_no_key_and_is_not_recorded(emulator: Emulator) -> None:
    """It needs no key, is not cached and not recorded, and no fault acts on it."""
    emulator.set_faults(FaultRule(fault=Status()))
    response = httpx.get(emulator.url)
    assert (response.status_code, response.text) == (200, HTML)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert httpx.head(emulator.url).status_code == 200
    assert httpx.post(emulator.url).status_code == 405
    assert emulator.requests == []


def test_the_overview_is_safe(http: httpx.Client, emulator: Emulator) -> None:
    """No secret is in the page's data: not in any form, under a misspelled name, in invalid JSON, or in a name."""
    everything(emulator, http)
    http.post(NESTED, json={**llm(name="x"), "apiKey": "sk-typo", "config": {"provider": "OPEN_AI", "key": "sk-key"}})
    http.post(NESTED, json={"type": "LLM", "name": "y", "config": "sk-config", "scopings": ["sk-scoping"]})
    http.post(FLAT, json={**ai(name="sk-named is my key", api_key="sk-named"), "meta": {"deep": ["sk-deep"]}})
    http.post(NESTED, content=b'{"api_key": "sk-broken"')
    http.post(NESTED, json="sk-text")
    http.post("/v2/elsewhere", json={"api_key": "sk-else"})
    http.get(NESTED, params={"api_key": "sk-query"})
    emulator.edit("agent", {"description": "its key is agent-secret"})
    texts = [httpx.get(f"{emulator.url}/_control/overview").text]
    texts += [httpx.get(f"{emulator.url}/_control/overview/{item['id']}").text for item in emulator.integrations]
    leaks = (*SECRETS, "sk-", "custom-secret", emulator.api_key)
    assert [leak for leak in leaks for text in texts if leak in text] == []
    assert "[secret] is my key" in texts[0]


def test_the_overview_shows_free_form_values(http: httpx.Client, emulator: Emulator) -> None:
    """Free-form values in a body, such as a schema and the config of a preset, are shown under any name."""
    make(http, AGENT)
    http.patch(f"/v2/spaces/{emulator.space_id('Lab')}", json={"description": "quiet"})
    space, agent = httpx.get(f"{emulator.url}/_control/overview").json()["requests"]
    assert space["body"] == {"description": "quiet"}
    assert agent["body"]["config"]["input_schema"] == SCHEMA
    assert agent["body"]["config"]["request_presets"] == AGENT["config"]["request_presets"]
    assert agent["body"]["config"]["headers"] == {"authorization": "[secret]"}


def test_the_overview_shows_the_fields_of_every_object(http: httpx.Client, emulator: Emulator) -> None:
    """In a body, the values are shown of the fields that its path has, in objects inside of it too."""
    role = {"type": "CUSTOM", "id": "Um9sZToxOmFh"}
    spaces = [{"space_id": emulator.space_id("Lab"), "role": role, "typo": "sk-typo"}]
    organizations = [{"org_id": emulator.organization_id("Research"), "spaces": spaces}]
    http.post("/v2/api-keys", json={"key_type": "SERVICE", "name": "ci", "organizations": organizations})
    http.post(NESTED, json=llm("CUSTOM", auth={"auth_type": "API_KEY", "api_key": "sk-1"}))
    integration, key = (item["body"] for item in httpx.get(f"{emulator.url}/_control/overview").json()["requests"])
    config = llm("CUSTOM")["config"]
    assert integration["config"] == {**config, "auth": {"auth_type": "API_KEY", "api_key": "[secret]"}}
    assert key["organizations"] == [{**organizations[0], "spaces": [{**spaces[0], "typo": "[secret]"}]}]


def test_the_overview_shows_the_latest_requests(http: httpx.Client, emulator: Emulator) -> None:
    """The last fifty requests are shown, newest first, with the number of all."""
    for number in range(60):
        http.get(NESTED, params={"limit": number + 1})
    shown = httpx.get(f"{emulator.url}/_control/overview").json()
    assert [item["query"]["limit"] for item in shown["requests"]] == [str(number) for number in range(60, 10, -1)]
    assert shown["request_count"] == len(emulator.requests) == 60
    assert all(item["seconds"] >= 0 for item in shown["requests"])
    assert shown["requests"][0]["received_at"] > shown["requests"][-1]["received_at"]


def test_the_overview_shows_settings_that_are_not_defaults(emulator: Emulator) -> None:
    """A setting is shown if its value is not the default."""
    emulator.add("integrations", llm("ANTHROPIC"))
    emulator.add("ai-integrations", ai("VERTEX_AI", function_calling_enabled=False))
    flat, nested = httpx.get(f"{emulator.url}/_control/overview").json()["integrations"]
    assert nested["settings"] == []
    assert nested["secrets"] == [{"label": "API key", "set": True, "names": []}]
    assert (nested["type"], nested["provider"], nested["resources"]) == (
        "LLM",
        "ANTHROPIC",
        ["Integration", "AiIntegration"],
    )
    assert [(item["label"], item["value"]) for item in flat["settings"]] == [
        ("Project ID", "p"),
        ("Location", "us"),
        ("Project access label", "l"),
    ]
