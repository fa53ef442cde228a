"""The plugin for pytest: it is cheap where it is not used, and leaves nothing after a run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from importlib.metadata import entry_points
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "testing"
PYTEST = [sys.executable, "-m", "pytest", "-p", "pytest_pulumi_arize", "-p", "no:cacheprovider", "-p", "no:randomly"]
SECONDS = 120
LOADED = "import json, sys; print(json.dumps(sorted(sys.modules)))"
DEPLOY = """
import pulumi_arize as arize

def declare():
    arize.Integration("one", name="One", config=arize.OpenAiConfig(api_key="k"))

def test_deploy(stack, emulator):
    assert stack.up(declare).created == ["one"]
    assert emulator.get("One")["api_key"] == "k"
"""
FAIL = """
import pulumi_arize as arize

def declare():
    arize.Integration("one", name="", config=arize.OpenAiConfig(api_key="k"))

def test_fail(stack):
    stack.up(declare)
"""
HANG = """
import sys, time

def declare():
    print("running", file=sys.stderr, flush=True)
    time.sleep(600)

def test_hang(stack):
    stack.up(declare)

def test_next():
    print("went on", file=sys.stderr, flush=True)
"""


def python(code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after some code."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{LOADED}"], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_loading_it_costs_nothing() -> None:
    """Except for pytest, which loads it, the plugin loads nothing of the product nor of what that needs."""
    assert python("import pytest_pulumi_arize") - python("import pytest") == {"pytest_pulumi_arize"}


def test_it_is_found_by_its_entry_point() -> None:
    """Where the package is installed, pytest finds the plugin."""
    assert [entry.value for entry in entry_points(group="pytest11") if "pulumi" in entry.name] == [
        "pytest_pulumi_arize"
    ]


def test_failure_points_at_the_test(pytester: pytest.Pytester) -> None:
    """A failed operation is shown at the test's own line, with the messages of the engine, without frames of ours."""
    pytester.makepyfile(FAIL)
    result = pytester.run(*PYTEST, "-q", timeout=SECONDS)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [">*stack.up(declare)", "E*property *name* value*must not be empty", "*.py:*: OperationFailedError"]
    )
    result.stdout.no_fnmatch_line("*operation_result.py*")
    result.stdout.no_fnmatch_line("*pytest_pulumi_arize/stack.py*")


def test_runs_at_the_same_time(pytester: pytest.Pytester) -> None:
    """Runs of one project at the same time do not interfere."""
    pytester.makepyfile(DEPLOY)
    running = [subprocess.Popen([*PYTEST, "-q"], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert ["1 passed" in process.communicate(timeout=SECONDS)[0] for process in running] == [True, True]


def test_nothing_is_written_elsewhere(pytester: pytest.Pytester, tmp_path: Path) -> None:
    """A run writes to the temporary folders of pytest alone."""
    pytester.makepyfile(DEPLOY)
    home, base = tmp_path / "home", tmp_path / "base"
    home.mkdir()
    before = sorted(pytester.path.rglob("*"))
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*PYTEST, f"--basetemp={base}"], env=environment, timeout=SECONDS, check=True, capture_output=True)
    assert sorted(pytester.path.rglob("*")) == before
    assert list(home.iterdir()) == []
    assert list(base.rglob("Pulumi.test.yaml"))


def test_interrupt_ends_the_run_with_its_processes(pytester: pytest.Pytester) -> None:
    """Ctrl-C during an operation ends the whole run with all its processes."""
    pytester.makepyfile(HANG)
    process = subprocess.Popen(  # a run in the background ignores Ctrl-C, and all that it starts does
        [*PYTEST, "-s", "-q"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread is there yet
    )
    assert process.stderr
    with process.stderr as output:
        assert output.readline() == "running\n"
        process.send_signal(signal.SIGINT)
        # every process that the run has started holds this pipe: it is at its end when all are gone
        assert "went on" not in output.read()
    assert process.wait(SECONDS) == pytest.ExitCode.INTERRUPTED


def test_the_example(tmp_path: Path) -> None:
    """The tests of `examples/testing` pass where the package is installed."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "example", ignore=shutil.ignore_patterns(".*", "__pycache__"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"], cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "14 passed" in done.stdout
