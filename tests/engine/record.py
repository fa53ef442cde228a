"""Records what the real engine does in each scenario: `python -m tests.engine.record [scenario …]`."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from .engine_drivers import RealEngine
from .project import missing_commands
from .recordings import record, save
from .scenarios import SCENARIOS


def _version() -> str:
    """Return the engine's version; one that was built without says nothing, and ENGINE_VERSION says it instead."""
    output = subprocess.run(["pulumi", "version"], capture_output=True, text=True, check=True).stdout.strip()
    return output or os.environ.get("ENGINE_VERSION") or "of an unknown version"


def main(names: list[str]) -> None:
    """Record the scenarios that are named, or all; the real engine must be on PATH."""
    if missing := missing_commands():
        sys.exit(f"Recordings are made on the real engine; not on PATH: {', '.join(missing)}")
    if unknown := sorted(set(names) - set(SCENARIOS)):
        sys.exit(f"There is no scenario of this name: {', '.join(unknown)}")
    engine = f"pulumi {_version()}, Python package {version('pulumi')}"

    def record_scenario(name: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            save(name, record(RealEngine(), SCENARIOS[name], Path(folder) / "project"), engine)
        print(f"Recorded {name}", flush=True)  # noqa: T201 - it is run at a terminal

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(record_scenario, names or SCENARIOS))


if __name__ == "__main__":
    main(sys.argv[1:])
