"""The command, as a user types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.drivers.shell import Shell
from tests.e2e.engines import ENGINES, missing
from tests.lifecycle import samples

from arize_emulator import Emulator, FaultRule, Status

from .exported import run, summary, texts

KEYED = samples.llm() | {"name": "Production OpenAI"}
AZURE = samples.ai("AZURE_OPEN_AI") | {"name": "Azure East", "headers": {"X-Team": "s3cret-header"}}


@pytest.fixture
def filled(emulator: Emulator) -> Emulator:
    """Return an account with an integration of each kind."""
    scoped = {"organization_id": emulator.organization_id("Acme"), "space_id": emulator.space_id("Staging")}
    emulator.add("integrations", {**KEYED, "scopings": [scoped]})
    emulator.add("integrations", samples.agent() | {"name": "Support agent"})
    emulator.add("integrations", samples.evaluator() | {"name": "Tone"})
    emulator.add("ai-integrations", AZURE)
    return emulator


def test_it_says_what_it_wrote_and_what_comes_next(filled: Emulator, tmp_path: Path) -> None:
    """The files, the next commands, and the keys that the server keeps; the account is only read."""
    filled.clear_requests()
    done = run(filled, str(tmp_path / "infra"))
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(texts(tmp_path / "infra")) == [
        "Pulumi.prod.yaml",
        "Pulumi.yaml",
        "README.md",
        "__main__.py",
        "requirements.txt",
    ]
    for line in (
        f"Wrote {tmp_path / 'infra'}: 3 Integration, 1 AiIntegration",
        f"  cd {tmp_path / 'infra'}",
        "  pulumi stack init prod",
        "  pulumi preview",
    ):
        assert line in done.stdout.splitlines()
    assert {request.method for request in filled.requests} == {"GET"}
    settings = texts(tmp_path / "infra")["Pulumi.prod.yaml"]
    assert f'arize:port: "{filled.port}"' in settings
    assert 'infra:keepServerKeys: "true"' in settings


def test_filters_choose(filled: Emulator, tmp_path: Path) -> None:
    """By type in any case, by a space's name or ID, and by a part of the name."""

    def chosen(*words: str) -> list[str]:
        shown = summary(run(filled, str(tmp_path / "infra"), "--dry-run", "--json", *words))
        return [item["name"] for item in shown["integrations"]]

    everything = ["Support agent", "Azure East", "Tone", "Production OpenAI"]
    assert chosen() == everything
    assert chosen("--type", "evaluator") == ["Tone"]
    assert chosen("--type", "LLM") == ["Azure East", "Production OpenAI"]
    assert chosen("--name", "EAST") == ["Azure East"]
    assert chosen("--space", "Staging") == chosen("--space", filled.space_id("Staging")) == everything
    assert chosen("--space", "Production") == ["Support agent", "Azure East", "Tone"]
    assert not (tmp_path / "infra").exists()


def test_the_summary_is_for_machines(filled: Emulator, tmp_path: Path) -> None:
    """`--json` names each integration with its variable and its secret settings, and the next commands."""
    shown = summary(run(filled, str(tmp_path / "infra"), "--json", "--name", "azure"))
    (azure,) = shown["integrations"]
    assert azure["id"] == filled.get("Azure East")["id"]
    assert (azure["resource"], azure["variable"], azure["secrets"]) == (
        "AiIntegration",
        "azure_east",
        ["azureEastHeaders"],
    )
    assert shown["next"][-1] == "pulumi preview"


def test_nothing_that_exists_is_replaced(filled: Emulator, tmp_path: Path) -> None:
    """A file that is another one stays and is named; the same files are no conflict; `--force` replaces."""
    folder = tmp_path / "infra"
    assert run(filled, str(folder)).returncode == 0
    assert run(filled, str(folder)).returncode == 0
    (folder / "__main__.py").write_text("mine")
    (folder / "Pulumi.yaml").unlink()
    refused = run(filled, str(folder))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"error: {folder} has __main__.py already: choose another folder, or run again with --force\n"
    )
    assert texts(folder)["__main__.py"] == "mine"
    assert not (folder / "Pulumi.yaml").exists()
    assert run(filled, str(folder), "--force").returncode == 0
    assert texts(folder)["__main__.py"] != "mine"


def test_what_goes_wrong_is_one_line(emulator: Emulator, tmp_path: Path) -> None:
    """No key, an empty account, a space that is not there, a refused key: one line each, and nothing is written."""
    folder = str(tmp_path / "infra")
    nothing = run(emulator, folder)
    no_space = run(emulator, folder, "--space", "Prodution")
    no_key = run(emulator, folder, ARIZE_API_KEY="")
    refused = run(emulator, folder, ARIZE_API_KEY="another")
    with emulator.faults(FaultRule(path="/v2/integrations*", fault=Status(status=403))):
        forbidden = run(emulator, folder)
    for done, words in (
        (nothing, "there is no integration to export"),
        (no_space, "did you mean 'Production'?"),
        (no_key, "set ARIZE_API_KEY"),
        (refused, "401"),
        (forbidden, "cannot read the account's integrations"),
    ):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done
        assert words in done.stderr
    assert not (tmp_path / "infra").exists()


def test_places_that_the_key_cannot_list_stay_ids(filled: Emulator, tmp_path: Path) -> None:
    """Where organizations and spaces may not be listed, the program names them by their IDs."""
    with filled.faults(
        FaultRule(path="/v2/organizations*", fault=Status(status=403)),
        FaultRule(path="/v2/spaces*", fault=Status(status=403)),
    ):
        assert run(filled, str(tmp_path / "infra")).returncode == 0
    main = texts(tmp_path / "infra")["__main__.py"]
    assert f'space = "{filled.space_id("Staging")}"' in main
    assert "arize.Scoping(organization_id=organization, space_id=space)" in main


def test_what_is_left_out_is_warned_of(filled: Emulator, tmp_path: Path) -> None:
    """An integration that cannot be declared as it is: a warning, a comment in the program, and all others."""
    filled.edit("Support agent", {"config": {"input_schema": {"const": None}}})
    done = run(filled, str(tmp_path / "infra"))
    assert done.returncode == 0
    assert done.stderr.startswith("warning: left out 'Support agent' (")
    main = texts(tmp_path / "infra")["__main__.py"]
    assert '# - "Support agent" (' in main
    assert "production_openai = " in main


def test_without_its_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    """Where typer is not installed, one line says how to get it."""
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError(\"No module named 'typer'\", name='typer')")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from pulumi_arize.cli.entry_points import export; export()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == ("error: the packages of this command are missing: run pip install 'pulumi-arize[cli]'\n")


@pytest.mark.parametrize("engine", ENGINES)
def test_the_next_commands_lead_to_a_preview_that_needs_no_secret(
    filled: Emulator, tmp_path: Path, engine: str, virtualenv: Path
) -> None:
    """After `stack init` and nothing else the preview adopts all; no header value that the API returns is anywhere."""
    if reason := missing(engine):
        pytest.skip(reason)
    shell = Shell(tmp_path / "infra", tmp_path / "home", engine, filled.env, virtualenv)
    shell.environment["PULUMI_HOME"] = str(tmp_path / "home")
    folder = tmp_path / "infra"
    done = run(filled, str(folder))
    assert done.returncode == 0, done.stderr
    project = (folder / "Pulumi.yaml").read_text()
    here = project.replace("    toolchain: pip\n", "").replace(".venv", str(shell.virtualenv))
    (folder / "Pulumi.yaml").write_text(here)
    shell.run("pulumi stack init prod")
    shown = shell.run("pulumi preview --stack prod")
    assert shown.count("adopts the existing integration") >= 4
    written = [*texts(tmp_path).values(), done.stdout, shown]
    assert not any("s3cret-header" in text for text in written)
