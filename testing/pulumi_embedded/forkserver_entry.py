"""Forks Python processes that have their imports behind them; started as a script, never imported.

Arguments: the descriptor of the socket that requests arrive on, then the modules to import beforehand.

A request is one byte with three descriptors: a connection of its own, standard output, standard error. On the
connection it goes on with a line of JSON (arguments, folder, environment). The response is two lines: the process ID,
and, when the process has ended, its exit code. At the end of the standard input this process kills all that it has
forked, and ends.
"""

import sys

if __name__ == "__main__":
    # this script's folder would shadow the programs' own modules
    sys.path.pop(0)

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import tempfile
import time
from pathlib import Path
from typing import Any

_DESCRIPTORS = 3


class ForkServer:
    """Has one thread: a process with several cannot be forked safely."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._running: dict[int, socket.socket] = {}
        self._child_ended, self._wakeup = socket.socketpair()
        for end in (self._child_ended, self._wakeup):
            end.setblocking(False)  # noqa: FBT003 - the socket's own signature
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self._wakeup.fileno(), warn_on_full_buffer=False)

    def serve(self) -> dict[str, Any] | None:
        """Return the request in each new process, and None in this one when it is to end."""
        with selectors.DefaultSelector() as selector:
            for source in (self._control, self._child_ended, sys.stdin):
                selector.register(source, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._child_ended in ready:
                    self._reap()
                if sys.stdin in ready:
                    break
                if self._control in ready:
                    _, descriptors, _, _ = socket.recv_fds(self._control, 1, _DESCRIPTORS)
                    if not descriptors:
                        break
                    if request := self._fork(*descriptors):
                        return request
        self._kill_all()
        return None

    def _fork(self, descriptor: int, output: int, errors: int) -> dict[str, Any] | None:
        connection = socket.socket(fileno=descriptor)
        with connection.makefile("rb") as reader:
            request: dict[str, Any] = json.loads(reader.readline())
        pid = os.fork()
        if pid == 0:
            self._detach(connection, output, errors)
            return request
        os.close(output)
        os.close(errors)
        self._running[pid] = connection
        _respond(connection, pid)
        return None

    def _detach(self, connection: socket.socket, output: int, errors: int) -> None:
        """Leave the server's signals, sockets and process group, in a new process."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for inherited in (self._control, self._child_ended, self._wakeup, connection, *self._running.values()):
            inherited.close()
        os.setsid()
        for descriptor, standard in ((os.open(os.devnull, os.O_RDONLY), 0), (output, 1), (errors, 2)):
            os.dup2(descriptor, standard)
            os.close(descriptor)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._child_ended.recv(4096)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                with self._running.pop(pid) as connection:
                    _respond(connection, os.waitstatus_to_exitcode(status))

    def _kill_all(self) -> None:
        for pid, connection in self._running.items():
            # the process leads its group only once it is detached
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError):
                    kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            _respond(connection, -signal.SIGKILL)


def _exit_code(error: BaseException) -> int:
    """Return the exit code of a process that ends with this exception."""
    code = error.code if isinstance(error, SystemExit) else 1
    return code if isinstance(code, int) else int(code is not None)


def _respond(connection: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # the client is gone
        connection.sendall(f"{number}\n".encode())


def run_python(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Run what `python -u <arguments>` would (`-m` and a module, a file, or a folder), in a folder and environment."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None  # it depends on the environment
    sys.dont_write_bytecode = bool(environment.get("PYTHONDONTWRITEBYTECODE"))
    is_module = arguments[0] == "-m"
    sys.argv = arguments[1:] if is_module else arguments
    paths = [os.getcwd() if is_module else _folder_of(Path(arguments[0]))]  # noqa: PTH109 - as the interpreter writes it
    paths += [entry for entry in environment.get("PYTHONPATH", "").split(os.pathsep) if entry]
    sys.path[:] = [*paths, *(entry for entry in sys.path if entry not in paths)]
    if is_module:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")


def _folder_of(program: Path) -> str:
    """Return where a program's own modules are."""
    return str(program if program.is_dir() else program.parent)


def _import(modules: list[str]) -> None:
    for module in modules:
        with contextlib.suppress(ImportError):  # the process that needs it reports that
            importlib.import_module(module)
    # the collector of a forked process passes over all this: it would copy each page that it visits
    gc.collect()
    gc.freeze()


def _exit() -> None:
    """End this process without the interpreter's own end, which takes down all modules."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(exit_code)


if __name__ == "__main__":
    exit_code = 0
    # what is registered first is called last: after all other exit handlers
    atexit.register(_exit)
    _import(sys.argv[2:])
    if received := ForkServer(socket.socket(fileno=int(sys.argv[1]))).serve():
        try:
            run_python(received["arguments"], received["folder"], received["environment"])
        except BaseException as error:
            exit_code = _exit_code(error)
            raise
