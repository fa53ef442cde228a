"""A process that runs many operations of a client: to start one for each takes longer than all of them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

SECONDS = 60


class Session:
    """Requests and responses are lines of JSON; the variables of this process that name an account are left out."""

    def __init__(self, command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ARIZE_")}
        self._command = command
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env={**inherited, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, request: Any) -> Any:
        """Return the response to a request."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        response = self._process.stdout.readline()
        assert response, f"{self._command} ended at {request}"
        return json.loads(response)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=SECONDS)
