"""The `ax` command line, for many commands in one process: its import takes seconds.

Each line of standard input is the JSON list of a command's arguments; each line of standard output is JSON with its
exit code and what it printed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence

from ax.cli import app  # type: ignore[import-not-found]  # it runs in another environment


def run(words: Sequence[str]) -> dict[str, object]:
    """Run a command; its output is captured in files."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        os.dup2(output.fileno(), 1)
        os.dup2(errors.fileno(), 2)
        code = code_of(words)
        sys.stdout.flush()
        sys.stderr.flush()
        output.seek(0)
        errors.seek(0)
        return {"code": code, "output": output.read(), "errors": errors.read()}


def code_of(words: Sequence[str]) -> int | str:
    """Run a command, and return its exit code."""
    try:
        app(args=list(words), prog_name="ax")
    except SystemExit as ended:
        return ended.code or 0
    except Exception:
        traceback.print_exc()
        return 1
    return 0


with os.fdopen(os.dup(1), "w") as results:
    for line in sys.stdin:
        results.write(f"{json.dumps(run(json.loads(line)))}\n")
        results.flush()
