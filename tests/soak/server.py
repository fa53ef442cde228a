"""The emulator in its own process: it can be killed, and restarted on its port with its account."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
from typing_extensions import Self

from arize_emulator import FaultRule
from arize_emulator.admin.account_admin import DEFAULT_KEY
from arize_emulator.http.server import LOOPBACK, environment

Json = dict[str, Any]


class Server:
    """An emulated account, whose process runs inside `with` until it is killed.

    `data` is the file that keeps the account across restarts, if any.
    """

    def __init__(self, data: Path | None = None) -> None:
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind((LOOPBACK, 0))
            self.port = free.getsockname()[1]
        self._http = httpx.Client(base_url=f"http://{LOOPBACK}:{self.port}/_control", timeout=30)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.kill()
        self._http.close()

    @property
    def env(self) -> dict[str, str]:
        """The environment variables that lead a client here."""
        return environment(LOOPBACK, self.port, DEFAULT_KEY)

    @property
    def is_running(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it unless it runs, and return once it responds."""
        if self.is_running:
            return
        emulator = Path(sys.executable).with_name("arize-emulator")
        options = ["--data", str(self._data)] if self._data else []
        command = [str(emulator), "--port", str(self.port), *options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        while not self._responds():
            assert self._process.poll() is None, "the emulator did not start"
            time.sleep(0.02)

    def kill(self) -> None:
        """Kill it with SIGKILL; it may be dead already."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def set_faults(self, *rules: FaultRule) -> None:
        """Replace the fault rules; a restart removes them."""
        self._http.put("/faults", json=[rule.model_dump(mode="json") for rule in rules]).raise_for_status()

    def writes(self) -> int:
        """Return the number of requests but GETs that it has received; 0 while it is dead."""
        with contextlib.suppress(httpx.HTTPError):
            return sum(request["method"] != "GET" for request in self.requests())
        return 0

    def requests(self) -> list[Json]:
        """Return the requests received."""
        received: list[Json] = self._http.get("/requests").raise_for_status().json()
        return received

    def clear_requests(self) -> None:
        """Forget the requests received."""
        self._http.delete("/requests").raise_for_status()

    def integrations(self) -> list[Json]:
        """Return the account's integrations with their secrets."""
        integrations: list[Json] = self._http.get("/integrations").raise_for_status().json()
        return integrations

    def places(self) -> list[tuple[str, str]]:
        """Return the pairs of an organization and a space."""
        state = self._http.get("/state").raise_for_status().json()
        return [(space["organization_id"], space["id"]) for space in state["spaces"]]

    def _responds(self) -> bool:
        with contextlib.suppress(httpx.HTTPError):
            return self._http.get("/state").is_success
        return False
