"""A process that runs many operations of a client: to start one for each takes longer than all of them."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.drivers.shell import inherited_variables

SECONDS = 60
"""How long a response may take."""


class Session:
    """Requests and responses are lines of JSON."""

    def __init__(self, command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> None:
        self._command = command
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env={**inherited_variables(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, request: Any) -> Any:
        """Return the response to a request; a process that gives none in time is killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        late = threading.Timer(SECONDS, self._process.kill)
        late.start()
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        response = self._process.stdout.readline()
        late.cancel()
        assert response, f"{self._command} ended at {request}"
        return json.loads(response)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=SECONDS)
