"""Runs a Pulumi program in a process of its own, as the language host does; started as a script, never imported.

Arguments: JSON with monitor, engine, project, stack, organization, root_directory, parallel, dry_run; then the program.
Exit codes: 0 success, 1 a `pulumi.RunError`, 32 an error that was already shown.
"""

import sys

if __name__ == "__main__":
    # this script's folder would shadow the program's own modules
    sys.path.pop(0)

import asyncio
import json
import logging
import os
import runpy
import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pulumi
import pulumi.runtime

_SHOWN = 32
_WATCH = 0.5  # seconds between two looks at whether the engine is still there


def _users_traceback(error: BaseException, program: Path) -> str:
    """Return the traceback from the program's first own frame on."""
    folder = (program if program.is_dir() else program.parent).resolve()
    frame = error.__traceback__
    while frame and Path(frame.tb_frame.f_code.co_filename).resolve().parent != folder:
        frame = frame.tb_next
    return "".join(traceback.format_exception(type(error), error, frame or error.__traceback__))


def run(settings: dict[str, object], program: Path) -> int:
    """Run the program to its end and return the exit code."""
    pulumi.runtime.set_all_config(pulumi.runtime.get_config_env(), pulumi.runtime.get_config_secret_keys_env())
    pulumi.runtime.configure(pulumi.runtime.Settings(**settings))  # type: ignore[arg-type]  # JSON of its arguments
    sys.argv = [str(program)]
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    # each registration blocks a thread until its resource is done
    threads = ThreadPoolExecutor(4 * max(1, int(str(settings["parallel"]))))
    loop.set_default_executor(threads)
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: _execute(program)))
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
        return 1
    except Exception as error:
        pulumi.log.error(f"Program failed with an unhandled exception:\n{_users_traceback(error, program)}")
        return _SHOWN
    finally:
        threads.shutdown()
        loop.close()
    return 0


def _end_with(engine: int) -> None:
    """End this process when the engine is gone, however that came: nobody would answer it any more."""
    while os.getppid() == engine:
        time.sleep(_WATCH)
    os._exit(_SHOWN)


def _execute(program: Path) -> None:
    runpy.run_path(str(program), run_name="__main__")


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    sys.exit(run(json.loads(sys.argv[1]), Path(sys.argv[2])))
