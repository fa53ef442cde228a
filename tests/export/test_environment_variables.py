"""The errors of a command that reads its settings from environment variables alone, and stacks of an organization."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from tests.lifecycle import samples
from tests.raw_server import Response, serving

from arize_emulator import Emulator, FaultRule, Status
from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiConnectionError, SettingsError
from pulumi_arize.settings import ENVIRONMENT, load

from .exported import run, texts


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "no API key for Arize: set ARIZE_API_KEY"),
        (
            {"ARIZE_API_KEY": "a b", "ARIZE_API_PORT": "x"},
            "invalid settings for Arize: ARIZE_API_KEY: must be printable ASCII without spaces: was it copied "
            "completely?; ARIZE_API_PORT: must be a whole number",
        ),
    ],
)
def test_only_variables_are_named(variables: dict[str, str], message: str) -> None:
    """An error names the variables, and no setting of a stack, which would not be read."""
    with pytest.raises(SettingsError) as caught:
        load(lambda _: None, variables, origin=ENVIRONMENT)
    assert str(caught.value) == message


def test_a_timeout() -> None:
    """The error of a timeout names what can be set, and ends there."""
    over = threading.Event()

    def respond(_: object) -> Response:
        over.wait(5)
        return Response()

    with serving(respond) as server:
        variables = {"ARIZE_API_KEY": "k", "ARIZE_API_HOST": f"127.0.0.1:{server.port}", "ARIZE_API_SCHEME": "http"}
        settings = load(lambda _: None, variables, origin=ENVIRONMENT)
        client = Client(settings.model_copy(update={"request_timeout": 0.2, "max_retries": 0}))
        with pytest.raises(ApiConnectionError, match=r"in time; check ARIZE_API_HOST and ARIZE_API_SCHEME$"):
            client.request("GET", "/v2/spaces")
        over.set()


def test_a_stack_of_an_organization(emulator: Emulator, tmp_path: Path) -> None:
    """The file with its settings has the name that Pulumi reads; the commands have the full name."""
    emulator.add("integrations", samples.llm())
    done = run(emulator, str(tmp_path / "infra"), "--stack", "acme/infra/live")
    assert (done.returncode, done.stderr) == (0, "")
    assert "  pulumi stack init acme/infra/live\n" in done.stdout
    assert 'infra:keepServerKeys: "true"' in texts(tmp_path / "infra")["Pulumi.live.yaml"]


def test_spaces_that_fail_to_be_listed(emulator: Emulator, tmp_path: Path) -> None:
    """If the server fails to list them, it is an error: the program would have IDs instead of lookups."""
    emulator.add("integrations", samples.llm())
    with emulator.faults(FaultRule(path="/v2/spaces*", fault=Status(status=500))):
        done = run(emulator, str(tmp_path / "infra"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot read the account's spaces: 500" in done.stderr
    assert not (tmp_path / "infra").exists()
