"""Forks Python processes that have their imports behind them; started as a script, never imported.

Arguments: the descriptor of the socket on which processes are asked for, then the modules to import beforehand.

A request is one byte with three descriptors: a connection of its own, standard output, standard error. The connection
takes a line of JSON (arguments, folder, environment) and answers with two lines: the process ID, and, when it has
ended, the exit code. When the socket closes, every process is killed and this one ends.
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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_DESCRIPTORS = 3
_KILLED = -signal.SIGKILL


class ForkServer:
    """One thread, for a process with several cannot be forked safely."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._running: dict[int, socket.socket] = {}
        self._ended, wakeup = socket.socketpair()
        for end in (self._ended, wakeup):
            end.setblocking(False)  # noqa: FBT003 - the socket's own signature
        self._wakeup = wakeup
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(wakeup.fileno(), warn_on_full_buffer=False)

    def serve(self) -> dict[str, Any] | None:
        """Return twice: in each new process what it has to run, and here None once nobody can ask any more."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._control, selectors.EVENT_READ)
            selector.register(self._ended, selectors.EVENT_READ)
            while True:
                ready = [key.fileobj for key, _ in selector.select()]
                if self._ended in ready:
                    self._reap()
                if self._control in ready:
                    message, descriptors, _, _ = socket.recv_fds(self._control, 1, _DESCRIPTORS)
                    if not message:
                        self._kill_all()
                        return None
                    if wanted := self._fork(*descriptors):
                        return wanted

    def _fork(self, connection: int, output: int, errors: int) -> dict[str, Any] | None:
        line = socket.socket(fileno=connection)
        with line.makefile("rb") as reader:
            wanted: dict[str, Any] = json.loads(reader.readline())
        pid = os.fork()
        if pid == 0:
            self._leave(line, output, errors)
            return wanted
        os.close(output)
        os.close(errors)
        self._running[pid] = line
        _say(line, pid)
        return None

    def _leave(self, line: socket.socket, output: int, errors: int) -> None:
        """Keep nothing of the server's in a new process, and lead a group of one's own."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for ours in (self._control, self._ended, self._wakeup, line, *self._running.values()):
            ours.close()
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        for descriptor, standard in ((nothing, 0), (output, 1), (errors, 2)):
            os.dup2(descriptor, standard)
            os.close(descriptor)

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._ended.recv(4096)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                with self._running.pop(pid) as line:
                    _say(line, os.waitstatus_to_exitcode(status))

    def _kill_all(self) -> None:
        for pid, line in self._running.items():
            # the process leads its group only once it has left
            for kill in (os.killpg, os.kill):
                with contextlib.suppress(ProcessLookupError):
                    kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            _say(line, _KILLED)


def _say(line: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more
        line.sendall(f"{number}\n".encode())


def become(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Run what `python -u <arguments>` would (`-m` and a module, a file, or a folder), and where it would."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    tempfile.tempdir = None  # it depends on the environment
    sys.dont_write_bytecode = bool(environment.get("PYTHONDONTWRITEBYTECODE"))
    by_name = arguments[0] == "-m"
    sys.argv = arguments[1:] if by_name else arguments
    named = [os.getcwd()] if by_name else [_folder_of(Path(arguments[0]))]  # noqa: PTH109 - as the interpreter writes it
    named += [entry for entry in environment.get("PYTHONPATH", "").split(os.pathsep) if entry]
    sys.path[:] = [*named, *(entry for entry in sys.path if entry not in named)]
    if by_name:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")


def _folder_of(program: Path) -> str:
    """Return where a program's own modules are."""
    return str(program if program.is_dir() else program.parent)


def _prepare(modules: list[str]) -> None:
    for module in modules:
        with contextlib.suppress(ImportError):  # the process that needs it says so
            importlib.import_module(module)
    # what is there now is not looked at again in each process, which would copy it
    gc.collect()
    gc.freeze()


class Ending:
    """Ends a process once its exit handlers are through: to take down all that was imported costs much, for nothing."""

    def __init__(self) -> None:
        self.code = 0
        # the first that is registered is the last that is called
        atexit.register(self)

    def __call__(self) -> None:
        """End the process."""
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(self.code)

    @contextlib.contextmanager
    def noted(self) -> Iterator[None]:
        """Note the exit code that leads out of here."""
        try:
            yield
        except SystemExit as asked:
            self.code = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
            raise
        except BaseException:
            self.code = 1
            raise


if __name__ == "__main__":
    ending = Ending()
    _prepare(sys.argv[2:])
    if request := ForkServer(socket.socket(fileno=int(sys.argv[1]))).serve():
        with ending.noted():
            become(request["arguments"], request["folder"], request["environment"])
