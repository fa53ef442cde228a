"""A line of JSON for each attempt at a request, in a file that only its owner can read, without secrets."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

import httpx

from ..errors import SettingsError
from ..model.redaction import REDACTED, redact_document
from ..model.secret_fields import returns_secret
from ..safe_json import parse
from .active_secrets import active_secrets, redacted

MAX_BODY_LENGTH = 4_000
"""Characters of a response that are written."""


class DebugLog:
    """The file that `logFile` names. Threads and processes may share it: each line is written at once."""

    def __init__(self, path: str, source: str) -> None:
        """Open the file. `source` is where its path comes from. Raises SettingsError."""
        try:
            self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError as error:
            raise SettingsError(f"{source}: cannot write {path}: {error.strerror}") from None

    def write(
        self, request: httpx.Request, sent: Mapping[str, Any] | None, begun: float, response: httpx.Response | Exception
    ) -> None:
        """Write a request, its response or error, and the duration; `begun` is a time of `time.perf_counter`."""
        took = time.perf_counter() - begun
        line = {
            "time": datetime.now(timezone.utc).isoformat(timespec="milliseconds"),
            "request": redacted(f"{request.method} {request.url.raw_path.decode('ascii')}"),
            "sent": redact_document(sent, active_secrets()),
            "ms": round(took * 1000, 1),
            **_outcome(request, response),
        }
        written = json.dumps({name: value for name, value in line.items() if value is not None})
        os.write(self._file, f"{written}\n".encode())


def _outcome(request: httpx.Request, response: httpx.Response | Exception) -> dict[str, Any]:
    """Return the entries for a response or an error; of a long body, the beginning of its text."""
    if isinstance(response, Exception):
        return {"failed": f"{type(response).__name__}: {response}".rstrip(": ")}
    request_id = response.headers.get("x-request-id")
    is_secret = response.is_success and request.method == "POST" and returns_secret(request.url.path)
    return {
        "status": response.status_code,
        "request_id": redacted(request_id) if request_id else None,
        "received": REDACTED if is_secret else _truncate(response.content) or None,
    }


def _truncate(content: bytes) -> Any:
    response = parse(content)
    text = content.decode(errors="replace") if response is None else json.dumps(redact_document(response, ()))
    if len(text) > MAX_BODY_LENGTH:
        return f"{redacted(text[:MAX_BODY_LENGTH])} …"
    return redacted(text) if response is None else redact_document(response, active_secrets())
