"""Runs a Pulumi program as the language host does; started as a script, in a process of its own.

Arguments: the address of the engine's services; JSON with project, stack, organization, root_directory, parallel,
dry_run; the program.
Exit codes: 0 success, 1 a `pulumi.RunError`, 32 an error that is logged.
"""

import sys

if __name__ == "__main__":
    # this script's folder would shadow the program's own modules
    sys.path.pop(0)

import asyncio
import contextlib
import json
import os
import runpy
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import grpc
import pulumi
import pulumi.runtime
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, resource_pb2_grpc

SHOWN = 32
"""The exit code of a program that has logged its error."""
UNLIMITED: Final = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
"""The options of channels and servers: messages may be of any length.

They are here because this file runs where the package is not installed.
"""
_POLL_INTERVAL = 0.5  # seconds between two checks that the engine runs


@contextlib.contextmanager
def engine_services(address: str) -> Iterator[dict[str, Any]]:
    """Connect to the engine; return the SDK's settings for its services."""
    with grpc.insecure_channel(address, options=UNLIMITED) as channel:
        engine = engine_pb2_grpc.EngineStub(channel)
        log = engine.Log
        # the SDK sends a dozen debug messages for each resource, which the engine would drop
        engine.Log = lambda request: request.severity == engine_pb2.DEBUG or log(request)  # type: ignore[assignment]
        yield {"monitor": resource_pb2_grpc.ResourceMonitorStub(channel), "engine": engine}


def run(
    settings: Mapping[str, Any], config: Mapping[str, str], secrets: Iterable[str], program: Callable[[], object]
) -> None:
    """Run a program and wait for all its registrations; raise its exception."""
    pulumi.runtime.set_all_config(dict(config), list(secrets))
    pulumi.runtime.configure(pulumi.runtime.Settings(**settings))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # when one registration fails, the results of the others are never retrieved
    loop.set_exception_handler(lambda *_: None)
    # each registration blocks a thread until its resource is done
    threads = ThreadPoolExecutor(4 * max(1, int(settings["parallel"])))
    loop.set_default_executor(threads)
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(program))  # type: ignore[arg-type]  # any result will do
    finally:
        _cancel(loop)
        threads.shutdown()
        loop.close()


def own_frames(error: BaseException, is_of_program: Callable[[Path], bool]) -> TracebackType | None:
    """Return the traceback from the first frame whose file is the program's; all of it where there is none."""
    frame = error.__traceback__
    while frame and not is_of_program(Path(frame.tb_frame.f_code.co_filename)):
        frame = frame.tb_next
    return frame or error.__traceback__


def report(error: Exception) -> int:
    """Log why a program failed and return the exit code."""
    if isinstance(error, pulumi.RunError):
        pulumi.log.error(str(error))
        return 1
    shown = "".join(traceback.format_exception(error))
    pulumi.log.error(f"Program failed with an unhandled exception:\n{shown}")
    return SHOWN


def _cancel(loop: asyncio.AbstractEventLoop) -> None:
    pending = asyncio.all_tasks(loop)
    for task in pending:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))


def _run_file(address: str, settings: Mapping[str, Any], program: Path) -> int:
    sys.argv = [str(program)]
    folder = (program if program.is_dir() else program.parent).resolve()
    config, secrets = pulumi.runtime.get_config_env(), pulumi.runtime.get_config_secret_keys_env()
    with engine_services(address) as services:
        try:
            run({**settings, **services}, config, secrets, lambda: _execute(program))
        except Exception as error:
            return report(error.with_traceback(own_frames(error, lambda file: file.resolve().parent == folder)))
    return 0


def _execute(program: Path) -> None:
    runpy.run_path(str(program), run_name="__main__")


def _end_with(engine: int) -> None:
    """End this process when the engine ends, even when that was killed."""
    while os.getppid() == engine:
        time.sleep(_POLL_INTERVAL)
    os._exit(SHOWN)


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    sys.exit(_run_file(sys.argv[1], json.loads(sys.argv[2]), Path(sys.argv[3])))
