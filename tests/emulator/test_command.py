"""The command `arize-emulator`, in its own process."""

from __future__ import annotations

import importlib.metadata
import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.drivers.virtualenv import with_commands

from arize_emulator.faults.fault_types import KINDS
from pulumi_arize.settings import load

from .samples import FLAT, NESTED, SPACES, ai, llm

pytestmark = with_commands
COMMAND = "arize-emulator"


@contextmanager
def running(*options: str) -> Iterator[dict[str, str]]:
    """Run the command, and return the variables that it prints, and as `URL` its address."""
    process = subprocess.Popen([COMMAND, *options], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline() if process.stdout else ""
        url, _, variables = line.removeprefix("Arize API emulator on ").partition(" - export ")
        yield {"URL": url, **dict(part.split("=", 1) for part in variables.split())}
    finally:
        process.terminate()
        process.wait()


def ask(env: dict[str, str], method: str, path: str, body: Any = None) -> httpx.Response:
    """Send a request to where the variables lead."""
    url = f"{env['ARIZE_API_SCHEME']}://{env['ARIZE_API_HOST']}:{env['ARIZE_API_PORT']}{path}"
    return httpx.request(method, url, json=body, headers={"authorization": f"Bearer {env['ARIZE_API_KEY']}"})


def refused(*options: str) -> str:
    """Return the one line of error with which the command ends."""
    done = subprocess.run([COMMAND, *options], capture_output=True, text=True, check=False, timeout=60)
    name, _, error = done.stderr.partition(": ")
    assert (done.returncode, done.stdout, name, error.count("\n")) == (1, "", COMMAND, 1)
    return error.rstrip("\n")


def test_the_command(tmp_path: Path) -> None:
    """It prints how to reach it, speaks the requested dialect, and keeps its data across restarts."""
    options = ("--data", str(tmp_path / "a.json"), "--dialect", "legacy", "--api-key", "other")
    body = {"type": "llm", "name": "a", "config": {"provider": "openAI", "api_key": "k"}}
    with running(*options) as env:
        assert ask(env, "POST", NESTED, body).status_code == 201
        assert ask({**env, "ARIZE_API_KEY": "test-key"}, "GET", NESTED).status_code == 401
    with running(*options) as env:
        assert ask(env, "GET", NESTED).json()["integrations"][0]["config"]["provider"] == "openAI"


def test_another_file(tmp_path: Path) -> None:
    """A data file with other content stays as it is, and the command ends with one line of error."""
    other = tmp_path / "other.json"
    other.write_text("[1]")
    assert refused("--data", str(other)) == f"{other} holds no data of this emulator"
    assert other.read_text() == "[1]"


def test_port_that_is_taken() -> None:
    """The command ends with one line that names the address and the port."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        error = refused("--port", str(port))
    assert re.search(rf"cannot listen on 127\.0\.0\.1, port {port}: .", error)


def test_ipv6() -> None:
    """With an IPv6 address, the printed URL and the printed variables lead to the server."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError as error:
        pytest.skip(f"no IPv6 here: {error}")
    with running("--address", "::1") as env:
        headers = {"authorization": f"Bearer {env['ARIZE_API_KEY']}"}
        for url in (env["URL"], load(lambda _: None, env).base_url):
            assert httpx.get(f"{url}{SPACES}", headers=headers, trust_env=False).status_code == 200


@pytest.mark.parametrize(("when", "count"), [("before", 1), ("after", 2)])
def test_a_killed_server(tmp_path: Path, when: str, count: int) -> None:
    """The process dies without a response, and after a restart has everything that succeeded until then."""
    data = ("--data", str(tmp_path / "account.json"))
    rule = json.dumps({"method": "POST", "nth": 2, "fault": {"kind": "kill", "when": when}})
    with running(*data, "--fault", rule) as env:
        assert ask(env, "POST", NESTED, llm(name="first")).status_code == 201
        with pytest.raises(httpx.RemoteProtocolError):
            ask(env, "POST", NESTED, llm(name="second"))
        with pytest.raises(httpx.ConnectError):
            ask(env, "GET", NESTED)
    with running(*data) as env:
        assert len(ask(env, "GET", NESTED).json()["integrations"]) == count


def test_rules_from_a_file(tmp_path: Path) -> None:
    """The command reads a list of rules from a file, in addition to others."""
    file = tmp_path / "rules.json"
    file.write_text(json.dumps([{"nth": 1, "fault": {"kind": "status"}}, {"nth": 2, "fault": {"kind": "html_page"}}]))
    with running("--fault", f"@{file}", "--fault", '{"nth": 3, "fault": {"kind": "invalid_json"}}') as env:
        assert [ask(env, "GET", NESTED).text[:1] for _ in range(3)] == ["{", "<", "{"]
        assert [ask(env, "GET", NESTED).status_code] == [200]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("{", "--fault is not JSON"), ('{"nth": 0}', "[0].nth: "), ('{"fault": {"kind": "kill"}}', "--data FILE")],
)
def test_the_command_rejects_wrong_rules(text: str, problem: str) -> None:
    """It ends with one line of error."""
    assert problem in refused("--fault", text)


def test_the_help_and_the_version() -> None:
    """`-h` names each kind of fault, `--version` the version; neither starts a server."""
    help_, version = (
        subprocess.run([COMMAND, option], capture_output=True, text=True, check=True).stdout
        for option in ("-h", "--version")
    )
    assert {kind for kind in KINDS if kind in help_} == set(KINDS)
    assert version == f"arize-emulator {importlib.metadata.version('pulumi-arize-testing')}\n"


@pytest.mark.parametrize("way", ["option", "admin API"])
def test_every_kind_from_another_process(way: str, tmp_path: Path) -> None:
    """Each kind of fault can be set as JSON, with the command and over the admin API, and acts."""
    normalized: dict[str, Any] = {"fault": {"kind": "combined", "faults": [{"kind": "normalize"}, {"kind": "mask"}]}}
    rules = [normalized, *({"nth": 9, "fault": {"kind": kind}} for kind in KINDS if kind != "combined")]
    options = ("--data", str(tmp_path / "account.json"), *(("--fault", json.dumps(rules)) if way == "option" else ()))
    with running(*options) as env:
        if way == "admin API":
            assert ask(env, "PUT", "/_control/faults", rules).status_code == 200
        made = ask(env, "POST", FLAT, ai(headers={"X-Team": "secret"})).json()
        active = ask(env, "GET", "/_control/faults").json()
    assert (made["base_url"], made["headers"]) == ("", {"x-team": "****"})
    assert {item["rule"]["fault"]["kind"] for item in active} == set(KINDS)
