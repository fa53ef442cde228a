"""The command, as a user runs it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.documents import ROOT, Document
from tests.drivers.shell import PULUMI, Shell
from tests.lifecycle import samples

from arize_emulator import Emulator, FaultRule, Status

from .exported import run, summary, texts

KEYED = samples.llm() | {"name": "Production OpenAI"}
AZURE = samples.ai("AZURE_OPEN_AI") | {"name": "Azure East", "headers": {"X-Team": "s3cret-header"}}
ALL = ["Support agent", "Azure East", "Tone", "Production OpenAI"]
FORBIDDEN = Status(status=403)
PAGE = Document(ROOT / "docs" / "how-to" / "export.md")
OUTPUT, PREVIEW = (block.text for block in PAGE.blocks if block.language == "text")


@pytest.fixture
def filled(emulator: Emulator) -> Emulator:
    """Return an account with an integration of each type."""
    scoped = {"organization_id": emulator.organization_id("Acme"), "space_id": emulator.space_id("Staging")}
    emulator.add("integrations", {**KEYED, "scopings": [scoped]})
    emulator.add("integrations", samples.agent() | {"name": "Support agent"})
    emulator.add("integrations", samples.evaluator() | {"name": "Tone"})
    emulator.add("ai-integrations", AZURE)
    return emulator


def test_output(filled: Emulator, tmp_path: Path) -> None:
    """It prints what its page shows: the files, the next commands, the number of keys. It only reads the account."""
    filled.clear_requests()
    done = run(filled, "infra", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, OUTPUT, "")
    files = texts(tmp_path / "infra")
    assert [line.strip() for line in OUTPUT.splitlines()[1 : 1 + len(files)]] == sorted(files)
    assert {request.method for request in filled.requests} == {"GET"}
    assert f'arize:port: "{filled.port}"' in files["Pulumi.prod.yaml"]
    assert 'infra:keepServerKeys: "true"' in files["Pulumi.prod.yaml"]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], ALL),
        (["--type", "evaluator"], ["Tone"]),
        (["--type", "LLM"], ["Azure East", "Production OpenAI"]),
        (["--name", "EAST"], ["Azure East"]),
        (["--space", "Staging"], ALL),
        (["--space", "ID of Staging"], ALL),
        (["--space", "Production"], ALL[:-1]),
    ],
)
def test_filters(filled: Emulator, tmp_path: Path, words: list[str], names: list[str]) -> None:
    """It filters by type, by the name or ID of a space, and by a part of the name; a dry run writes nothing."""
    options = [filled.space_id("Staging") if word.startswith("ID") else word for word in words]
    printed = summary(filled, str(tmp_path / "infra"), "--dry-run", *options)
    assert [item["name"] for item in printed["integrations"]] == names
    assert not (tmp_path / "infra").exists()


def test_summary(filled: Emulator, tmp_path: Path) -> None:
    """`--json` prints each integration with its variable and its secret settings, and the next commands."""
    printed = summary(filled, str(tmp_path / "infra"), "--name", "azure")
    assert printed["integrations"] == [
        {
            "id": filled.get("Azure East")["id"],
            "name": "Azure East",
            "resource": "AiIntegration",
            "variable": "azure_east",
            "secrets": ["azureEastHeaders"],
        }
    ]
    assert printed["next"][-1] == "pulumi preview"


def test_existing_files_stay(filled: Emulator, tmp_path: Path) -> None:
    """It refuses to overwrite a file with another text, and names it; `--force` overwrites it."""
    folder = tmp_path / "infra"
    for _ in range(2):  # the same text is no conflict
        assert run(filled, str(folder)).returncode == 0
    (folder / "__main__.py").write_text("mine")
    (folder / "Pulumi.yaml").unlink()
    refused = run(filled, str(folder))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"error: cannot write to {folder}: it has __main__.py with other contents; "
        "choose another folder, or run again with --force\n"
    )
    assert texts(folder)["__main__.py"] == "mine"
    assert not (folder / "Pulumi.yaml").exists()
    assert run(filled, str(folder), "--force").returncode == 0
    assert texts(folder)["__main__.py"] != "mine"


@pytest.mark.parametrize(
    ("words", "variables", "message"),
    [
        (["--space", "Prodution"], {}, "no space is named 'Prodution'; did you mean 'Production'?"),
        (["--name", "opanai"], {}, "no integration has 'opanai' in its name; did you mean 'OpenAI'"),
        (["--name", "xyz"], {}, "none that this key can read matches --type, --space and --name"),
        ([], {"ARIZE_API_KEY": ""}, "set ARIZE_API_KEY"),
        ([], {"ARIZE_API_KEY": "another"}, "401"),
    ],
)
def test_errors(filled: Emulator, tmp_path: Path, words: list[str], variables: dict[str, str], message: str) -> None:
    """A mistyped filter, a missing key and a wrong key each end it with one line, and nothing is written."""
    done = run(filled, str(tmp_path / "infra"), *words, cwd=None, **variables)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done
    assert message in done.stderr
    assert not (tmp_path / "infra").exists()


def test_nothing_to_export(emulator: Emulator, tmp_path: Path) -> None:
    """An account that is empty, or whose integrations the key may not read, ends it with one line."""
    empty = run(emulator, str(tmp_path / "infra"))
    with emulator.faults(FaultRule(path="/v2/integrations*", fault=FORBIDDEN)):
        forbidden = run(emulator, str(tmp_path / "infra"))
    for done, message in ((empty, "there is no integration"), (forbidden, "cannot read the account's integrations")):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done
        assert message in done.stderr


def test_scope_targets_that_cannot_be_listed_stay_ids(filled: Emulator, tmp_path: Path) -> None:
    """If the key may not list organizations and spaces, the program has their IDs."""
    with filled.faults(
        FaultRule(path="/v2/organizations*", fault=FORBIDDEN), FaultRule(path="/v2/spaces*", fault=FORBIDDEN)
    ):
        assert run(filled, str(tmp_path / "infra")).returncode == 0
    main = texts(tmp_path / "infra")["__main__.py"]
    assert f'space = "{filled.space_id("Staging")}"' in main
    assert "arize.Scoping(organization_id=organization, space_id=space)" in main


def test_scope_targets_that_fail_to_be_listed(filled: Emulator, tmp_path: Path) -> None:
    """If the server fails to list them, it is an error: the program would have IDs instead of lookups."""
    with filled.faults(FaultRule(path="/v2/spaces*", fault=Status(status=500))):
        done = run(filled, str(tmp_path / "infra"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot read the account's spaces: 500" in done.stderr
    assert not (tmp_path / "infra").exists()


def test_skipped_integrations(filled: Emulator, tmp_path: Path) -> None:
    """An integration that cannot be declared unchanged is skipped with a warning and a comment in the program."""
    filled.edit("Support agent", {"config": {"input_schema": {"const": None}}})
    done = run(filled, str(tmp_path / "infra"))
    assert done.returncode == 0
    assert done.stderr.startswith("warning: skipped 'Support agent' (")
    main = texts(tmp_path / "infra")["__main__.py"]
    assert '# - "Support agent" (' in main
    assert "production_openai = " in main

    alone = run(filled, str(tmp_path / "agent"), "--type", "AGENT")
    assert alone.returncode == 1
    assert "no integration that a program can declare unchanged" in alone.stderr


def test_next_commands(filled: Emulator, tmp_path: Path, engine: str, virtualenv: Path) -> None:
    """The printed commands lead to the preview that the page shows; it adopts all integrations without a secret."""
    folder = tmp_path / "infra"
    shell = Shell(folder, tmp_path / "home", engine, filled.env, virtualenv)
    shell.environment["PULUMI_HOME"] = str(tmp_path / "home")
    done = run(filled, str(folder))
    assert done.returncode == 0, done.stderr
    project = (folder / "Pulumi.yaml").read_text()
    # the virtual environment of the tests is used instead of the one that `pulumi install` creates
    (folder / "Pulumi.yaml").write_text(
        project.replace("    toolchain: pip\n", "").replace(".venv", str(shell.virtualenv))
    )
    shell.run("pulumi stack init prod")
    preview = shell.run("pulumi preview --stack prod")
    assert preview.count("adopts the existing ") >= len(ALL)
    if engine == PULUMI:
        assert _without_ids(PREVIEW) <= _without_ids(preview)
    assert not any("s3cret-header" in text for text in [*texts(tmp_path).values(), done.stdout, preview])


def _without_ids(text: str) -> set[str]:
    return {re.sub(r"'[A-Za-z0-9+/=]{20,}'", "ID", line).strip() for line in text.splitlines()}


@pytest.mark.parametrize("command", ["export", "promote"])
def test_an_interrupted_start(tmp_path: Path, command: str) -> None:
    """It ends the command without a traceback."""
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\nfrom pulumi_arize.cli import entry_points as it\n"
    line = [sys.executable, "-c", f"{code}it.{command}()"]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
