"""The machine and the versions that a run of the benchmark has."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tests.drivers.shell import PULUMI

PACKAGES = ("pulumi-arize", "pulumi", "httpx", "pydantic", "grpcio", "arize")


def machine(engine: str) -> dict[str, str]:
    """Return the machine, its load, and the versions."""
    packages = {package: version(package) for package in PACKAGES}
    return {
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "load": load(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "engine": output_of(PULUMI, "version") if engine == PULUMI else "embedded",
        **packages,
    }


def load() -> str:
    """Return the load averages of the last minute, five and fifteen minutes."""
    return " ".join(f"{average:.1f}" for average in os.getloadavg())


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def output_of(*command: str, folder: Path | None = None) -> str:
    """Return what a command prints, which must succeed."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
