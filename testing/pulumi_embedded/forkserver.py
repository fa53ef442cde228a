"""Starts Python processes in hundredths of a second, as forks of one that has imported what they need.

Each process has its own folder, environment and process group, as if a command had started it.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from typing_extensions import Self

from .processes import Child, Forked, start_process

_ENTRY: Final = Path(__file__).with_name("forkserver_entry.py")
# the interpreter and its libraries read these when they start: a fork does not read them again
_READ_AT_START: Final = ("PYTHON", "LD_", "DYLD_", "GRPC_", "OPENSSL_")
_READ_LATER: Final = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
_STOP_TIMEOUT: Final = 5.0  # seconds that the server has to end


@contextlib.contextmanager
def serve_forks(control: socket.socket, modules: Sequence[str], environment: Mapping[str, str]) -> Iterator[None]:
    """Serve requests that arrive on `control`, which belongs to the server from then on.

    The server imports `modules` first. In the end, or when this process is killed, it kills what it has forked.
    """
    with control:
        server = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-u", str(_ENTRY), str(control.fileno()), *modules],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[control.fileno()],
            start_new_session=True,
        )
    try:
        yield
    finally:
        # this closes the standard input, which ends the server
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.communicate(timeout=_STOP_TIMEOUT)
        server.kill()
        server.wait()


class ForkServer:
    """Forks processes of this interpreter while it is entered; it starts all others, and elsewhere all, by a command.

    `modules` are imported beforehand. They must start no thread: a fork would not have it.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules
        self._environment = dict(os.environ)
        self._control: socket.socket | None = None
        self._exit = contextlib.ExitStack()
        self._sending = threading.Lock()

    def __enter__(self) -> Self:
        if hasattr(os, "fork"):
            control, of_server = socket.socketpair()
            self._control = self._exit.enter_context(control)
            self._exit.enter_context(serve_forks(of_server, self._modules, self._environment))
        return self

    def __exit__(self, *_: object) -> None:
        self._control = None
        self._exit.close()

    def start(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Child:
        """Start a command: by a fork where it is `[<this interpreter>, "-u", …]` in a like environment."""
        if self._control is None or not self._can_fork(command, environment):
            return start_process(command, folder, environment)
        request = {"arguments": list(command[2:]), "folder": str(folder), "environment": dict(environment)}
        try:
            return self._fork(self._control, json.dumps(request))
        except (OSError, ValueError):
            # the server was killed
            return start_process(command, folder, environment)

    def _can_fork(self, command: Sequence[str], environment: Mapping[str, str]) -> bool:
        is_python = list(command[:2]) == [sys.executable, "-u"]
        return is_python and _read_at_start(environment) == _read_at_start(self._environment)

    def _fork(self, control: socket.socket, request: str) -> Forked:
        connection, of_server = socket.socketpair()
        output, output_writer = os.pipe()
        errors, errors_writer = os.pipe()
        sent = [of_server.detach(), output_writer, errors_writer]
        try:
            with self._sending:
                socket.send_fds(control, [b"+"], sent)
        finally:
            for descriptor in sent:
                os.close(descriptor)
        connection.sendall(f"{request}\n".encode())
        return Forked(connection, output, errors)


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if name.startswith(_READ_AT_START) and name not in _READ_LATER
    }
