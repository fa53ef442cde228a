"""A provider's configuration: checked setting by setting, compared, and taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from pulumi.runtime.proto import provider_pb2
from tests.lifecycle.samples import llm

from arize_emulator import Emulator, FaultRule, Status
from pulumi_arize.casing import camel
from pulumi_arize.settings import Settings
from pulumi_embedded.values import UNKNOWN, Secret, reveal

from .conftest import Configured, Start
from .front_ends import KINDS, Native, settings
from .inspection import error_message
from .provider_process import Failed, Json, Plugin

KEY = "s3cret-key"
WRONG: dict[str, tuple[Json, set[str]]] = {
    "no key": ({}, {"apiKey"}),
    "a key with a space": ({"apiKey": f"{KEY} x"}, {"apiKey"}),
    "an empty key": ({"apiKey": ""}, {"apiKey"}),
    "two hosts": ({"apiKey": KEY, "host": "a.example.com", "region": "eu-west-1a"}, {"host"}),
    "three hosts": (
        {"apiKey": KEY, "host": "a.example.com", "region": "eu-west-1a", "baseDomain": "b.example.com"},
        {"host", "baseDomain"},
    ),
    "http elsewhere": ({"apiKey": KEY, "host": "a.example.com", "scheme": "http"}, {"scheme"}),
    "no time": ({"apiKey": KEY, "requestTimeout": "0"}, {"requestTimeout"}),
    "retries below none": ({"apiKey": KEY, "maxRetries": "-1"}, {"maxRetries"}),
    "a proxy of no kind": ({"apiKey": KEY, "proxyUrl": "s3cret-proxy"}, {"proxyUrl"}),
    "several": (
        {"apiKey": "s3cret key", "port": "x", "verify": "perhaps", "apiDialect": "klingon"},
        {"apiKey", "port", "verify", "apiDialect"},
    ),
    "what is unknown waits, the rest does not": ({"apiKey": UNKNOWN, "port": "x"}, {"port"}),
}
RIGHT: dict[str, Json] = {
    "a key": {"apiKey": KEY},
    "an unknown key": {"apiKey": UNKNOWN},
    "all unknown": dict.fromkeys(("apiKey", "host", "port", "scheme", "verify", "proxyUrl"), UNKNOWN),
    "http to a host that is not known": {"apiKey": KEY, "scheme": "http", "host": UNKNOWN},
    "numbers as such": {"apiKey": KEY, "port": 443, "verify": True, "requestTimeout": 1.5},
    "numbers as texts": {"apiKey": KEY, "port": "443", "verify": "true", "requestTimeout": "1.5"},
    "what the engine adds": {"apiKey": KEY, "version": "0.1.0", "pluginDownloadURL": "https://example.com"},
}


@pytest.fixture
def unconfigured(plugin: Native) -> Plugin:
    """Return a plugin: its checks use nothing that it was configured with."""
    return plugin.plugin


@pytest.mark.parametrize("case", WRONG)
def test_each_bad_setting_is_named(unconfigured: Plugin, case: str) -> None:
    """All of them at once, each at its own property, in a line without a secret."""
    given, named = WRONG[case]
    inputs, failures = unconfigured.check_config(given)
    assert {path.strip('["]') for path, _ in failures} == named
    assert len(failures) == len(named)
    assert not any("\n" in reason or "s3cret" in reason for _, reason in failures)
    assert reveal(inputs) == given


def test_a_missing_key_says_what_to_do(unconfigured: Plugin) -> None:
    """It names the variable; a provider of the program is not sent to the stack's configuration."""
    (failure,) = unconfigured.check_config({})[1]
    assert failure == (
        "apiKey",
        "no API key for this provider: set its `apiKey`, or ARIZE_API_KEY; "
        "arize:apiKey is for the default provider only",
    )


def test_misspelt_settings(unconfigured: Plugin) -> None:
    """An unknown setting is an error that has the nearest name; the engine's own entries are no settings."""
    given = {"apiKey": "k", "hots": "a.example", "version": "0.1.0", "pluginDownloadURL": "https://x", "__internal": {}}
    (failure,) = unconfigured.check_config(given)[1]
    assert failure == ('["hots"]', "unknown setting; did you mean host?")


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_right_or_not_known_passes(unconfigured: Plugin, case: str) -> None:
    """It comes back as it was, and what is secret is marked."""
    inputs, failures = unconfigured.check_config(RIGHT[case])
    assert failures == []
    assert reveal(inputs) == RIGHT[case]
    assert {name for name, value in inputs.items() if isinstance(value, Secret)} == {*RIGHT[case]} & secrets()


def secrets() -> set[str]:
    """Return the settings that are secret."""
    return {camel(name) for name, info in Settings.model_fields.items() if not info.repr}


def test_the_environment_counts_too(start: Start) -> None:
    """A key of the environment is valid, and a bad port is an error that names the variable."""
    plugin = start(ARIZE_API_KEY=KEY, ARIZE_API_PORT="x")
    assert plugin.check_config({})[1] == [("port", "must be a whole number, in ARIZE_API_PORT")]
    assert plugin.check_config({"port": "443"})[1] == []


def test_settings_that_make_no_sense_are_not_taken(start: Start) -> None:
    """Without a check, `Configure` says the same in one line."""
    plugin = start()
    with pytest.raises(Failed, match=r"^no API key for Arize: .*arize:apiKey.*$") as failure:
        plugin.configure({})
    assert "\n" not in str(failure.value)
    with pytest.raises(Failed, match=r"^invalid settings for Arize: arize:port.*; arize:apiDialect: .*$"):
        plugin.configure({"apiKey": KEY, "port": "x", "apiDialect": "klingon"})


def test_its_capabilities(start: Start, emulator: Emulator) -> None:
    """It supports previews and secrets."""
    assert start().configure(settings(emulator)) == {"acceptSecrets": True, "supportsPreview": True}


def another(plugin: Plugin, old: Json, new: Json) -> list[str]:
    """Return the properties that make it another account."""
    response = plugin.diff_config(old, new)
    assert response.changes == provider_pb2.DiffResponse.DIFF_UNKNOWN
    return sorted(response.replaces)


HERE = {"apiKey": KEY}
MOVES: dict[str, tuple[Json, Json, list[str]]] = {
    "nothing": (HERE, HERE, []),
    "another host": (HERE, {**HERE, "host": "a.example.com"}, ["host"]),
    "another region": ({**HERE, "region": "eu-west-1a"}, {**HERE, "region": "us-east-1b"}, ["region"]),
    "no region any more": ({**HERE, "region": "eu-west-1a"}, HERE, ["region"]),
    "a host instead of a region": (
        {**HERE, "region": "eu-west-1a"},
        {**HERE, "host": "a.example.com"},
        ["host", "region"],
    ),
    "the same host in other words": (
        {**HERE, "region": "eu-west-1a"},
        {**HERE, "host": "api.eu-west-1a.arize.com", "port": "443"},
        [],
    ),
    "another port": ({**HERE, "host": "127.0.0.1", "port": "1"}, {**HERE, "host": "127.0.0.1", "port": "2"}, ["port"]),
    "other times": (HERE, {**HERE, "requestTimeout": "1", "maxRetries": "3", "logFile": "x"}, []),
    "another dialect": (HERE, {**HERE, "apiDialect": "legacy"}, []),
    "unknown": (HERE, {**HERE, "host": UNKNOWN}, []),
    "from nonsense": ({"port": "x"}, HERE, []),
    "to nonsense": (HERE, {"port": "x"}, []),
    "from nothing": ({}, HERE, []),
}


@pytest.mark.parametrize("case", MOVES)
def test_another_server_replaces(unconfigured: Plugin, case: str) -> None:
    """Where the API is elsewhere, so are the accounts: the settings that say so are named. Nothing else is."""
    old, new, named = MOVES[case]
    assert another(unconfigured, old, new) == named


def test_a_server_moves_from_the_environment_to_the_configuration(start: Start) -> None:
    """The same server is the same account, though the variable that has named it is unset now; another one is not."""
    before, _ = start(ARIZE_REGION="eu-west-1a").check_config(HERE)
    plugin = start()
    assert another(plugin, before, {**HERE, "region": "eu-west-1a"}) == []
    assert another(plugin, before, {**HERE, "region": "us-east-1b"}) == ["region"]
    same = start(ARIZE_REGION="eu-west-1a")
    assert same.diff_config(HERE, before).diffs == []
    assert same.check_config(before) == (before, [])


def test_a_server_that_moves_can_have_the_key_of_another_account(start: Start, emulator: Emulator) -> None:
    """The keys are compared as they are where the configuration has named the server all along."""
    emulator.add_account("theirs")
    before, _ = start(**emulator.env).check_config({"apiKey": emulator.api_key})
    assert another(start(), before, settings(emulator)) == []
    assert another(start(), before, settings(emulator, apiKey="theirs")) == ["apiKey"]


def test_a_rotated_key_replaces_nothing(unconfigured: Plugin, emulator: Emulator) -> None:
    """Neither while both keys work, nor once the old one is revoked, nor where the new one is not let in yet."""
    old, new = settings(emulator), settings(emulator, apiKey="rotated")
    assert another(unconfigured, old, new) == []
    emulator.add_key("rotated")
    assert another(unconfigured, old, new) == []
    emulator.revoke_key(emulator.api_key)
    assert another(unconfigured, old, new) == []


def test_a_server_that_does_not_answer_is_not_waited_for(unconfigured: Plugin, emulator: Emulator) -> None:
    """Nothing is known of the accounts then, so nothing is replaced; a preview is not held up by all the retries."""
    old, new = settings(emulator, requestDeadline="0.5"), settings(emulator, requestDeadline="0.5", apiKey="other")
    with emulator.faults(FaultRule(fault=Status(status=503))):
        assert another(unconfigured, old, new) == []
    assert len(emulator.requests) > 1


def test_the_key_of_another_account_replaces(unconfigured: Plugin, emulator: Emulator) -> None:
    """Two keys of one server that see no organization in common are of two accounts."""
    emulator.add_account("theirs")
    assert another(unconfigured, settings(emulator), settings(emulator, apiKey="theirs")) == ["apiKey"]


def test_resources_go_to_the_account_of_the_key(configured: Configured, emulator: Emulator) -> None:
    """A provider of the second account makes nothing in the first."""
    emulator.add_account("theirs")
    front = configured(apiKey="theirs")
    item_id, _ = front.deployed(KINDS["AiIntegration"], {"name": "A", "provider": "OPEN_AI"})
    assert emulator.integrations == []
    assert front.read(KINDS["AiIntegration"], item_id, ({}, {}))[0] == item_id


@pytest.mark.parametrize("name", ["other", "default", "default_0_1_0"])
def test_a_key_that_is_not_taken(configured: Configured, name: str) -> None:
    """A 401 names the provider that has the key, and the stack's configuration where the key is from there."""
    front = configured(urn=urn(name), apiKey="s3cret-other")
    inputs = front.checked(KINDS["Integration"], llm())
    for message in (
        error_message(lambda: front.create(KINDS["Integration"], inputs)),
        error_message(lambda: front.plugin.invoke("arize:index:getIntegration", {"name": "A"})),
    ):
        assert "401" in message
        if name == "other":
            assert (
                "which is from `apiKey` of the provider 'other'; `pulumi refresh`, `--refresh` and `pulumi destroy` use"
                in message
            )
        else:
            assert (
                "which is from arize:apiKey; set another one with `pulumi config set --secret arize:apiKey <key>`"
                in message
            )


def test_an_address_where_nobody_listens(configured: Configured) -> None:
    """The error names the provider that has the wrong address."""
    front = configured(urn=urn("other"), port="1")
    message = error_message(lambda: front.plugin.invoke("arize:index:getSpace", {"name": "A"}))
    assert "no response from 127.0.0.1:1: " in message
    assert "check `host`, `scheme` and `port` of the provider 'other', or" in message
    assert "arize:" not in message


def urn(name: str) -> str:
    """Return the URN of a provider."""
    return f"urn:pulumi:dev::test::pulumi:providers:arize::{name}"


@pytest.mark.parametrize(
    ("name", "source"), [("other", "`logFile` of the provider 'other'"), ("default_0_1_0", "arize:logFile")]
)
def test_an_unwritable_log(configured: Configured, tmp_path: Path, name: str, source: str) -> None:
    """The error names where its path comes from: the provider of the program, or the stack."""
    path = tmp_path / "missing" / "log"
    plugin = configured(urn=urn(name), logFile=str(path)).plugin
    message = error_message(lambda: plugin.invoke("arize:index:getSpace", {"name": "Lab"}))
    assert message == f"{source}: cannot write {path}: No such file or directory"


def test_another_configuration_of_a_running_plugin(start: Start, emulator: Emulator, legacy_emulator: Emulator) -> None:
    """An engine attached to a plugin configures it for each operation: requests go to the account of the last one."""
    front = Native(start())
    for server in (emulator, legacy_emulator, emulator):
        front.plugin.configure(settings(server))
        name = f"of {server.port} {len(server.integrations)}"
        item_id, _ = front.deployed(KINDS["Integration"], {**llm(), "name": name})
        assert item_id in {item["id"] for item in server.integrations}
