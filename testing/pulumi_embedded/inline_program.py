"""A program that is a function: it runs in a thread of this process, in the context of its caller."""

import asyncio
import contextvars
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pulumi
import pulumi.runtime
from pulumi.runtime.proto import resource_pb2

from .program_entry import SHOWN, engine_services, own_frames, report, run
from .program_process import Run

_STOP_TIMEOUT: Final = 2.0  # seconds that a function has to end once its engine is gone
_NOT_OF_PROGRAM: Final = {Path(file).parent for file in (asyncio.__file__, pulumi.__file__, __file__)}


class InlineProgram:
    """Runs a function that declares resources, once.

    The SDK keeps its state in context variables: the thread has a copy of its caller's, which stay unchanged.
    `error` is the exception of the function, with a traceback that begins in it.
    """

    def __init__(self, function: Callable[[], object]) -> None:
        self.error: BaseException | None = None
        self._function = function
        self._context = contextvars.copy_context()
        self._stopping = False
        self._code = SHOWN
        self._thread: threading.Thread

    def start(self, settings: Run) -> "InlineProgram":
        """Start the thread."""
        self._thread = threading.Thread(target=self._context.run, args=(self._run, settings), daemon=True)
        self._thread.start()
        return self

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        self._thread.join()
        return self._code

    def stop(self) -> None:
        """Wait for the end, which comes when the engine is gone; errors on the way are not reported."""
        self._stopping = True
        self._thread.join(_STOP_TIMEOUT)

    def _run(self, settings: Run) -> None:
        with engine_services(settings.address) as services:
            self._code = self._exit_code({**settings.settings(), **services}, settings.info)

    def _exit_code(self, settings: dict[str, Any], info: resource_pb2.DeploymentInfo) -> int:
        pulumi.runtime.reset_options()
        try:
            run(settings, info.config, info.configSecretKeys, self._function)
        except BaseException as error:
            if self._stopping and isinstance(error, Exception):
                return SHOWN
            self.error = error.with_traceback(own_frames(error, _is_of_program))
            # others, such as `pytest.skip.Exception`, are raised again where the operation was called
            return report(error) if isinstance(error, Exception) else SHOWN
        return 0


def _is_of_program(file: Path) -> bool:
    return _NOT_OF_PROGRAM.isdisjoint(file.parents)
