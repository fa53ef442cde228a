"""An emulator of the Arize API: a real HTTP server for tests and demonstrations, with an account in memory.

A request passes from `http` (the server, the request log and the check of the API key) to `operations`, which the paths
lead to. An operation reads the request's body by one of the two `forms` of an integration, which check it with
`validation`, and reads or changes the account in `store`.

- `faults`: what can go wrong with a request, and the rules that say with which
- `admin`: the account changed and read from outside of the API, in a test or at `/_control`
- `dashboard`: the account in a browser, without secret values
- `app`, `emulator`, `cli`: all of it put together, as a server in a test and as the command `arize-emulator`
- `errors`, `dialect`, `request_context`, `json_paths`: used by all of the above
"""

from __future__ import annotations

from .dialect import Dialect
from .emulator import Emulator
from .errors import ProblemResponse
from .faults.fault_types import (
    AnyFault,
    Combined,
    Delay,
    DropConnection,
    ExtraFields,
    FillIn,
    HtmlPage,
    InvalidJson,
    Kill,
    Lag,
    Mask,
    MovingPages,
    Normalize,
    OtherClient,
    OversizedBody,
    Redirect,
    Respell,
    Slow,
    Status,
    Truncate,
    WrongClock,
)
from .faults.rules import FaultRule
from .http.request_log import RecordedRequest

__all__ = [
    "AnyFault",
    "Combined",
    "Delay",
    "Dialect",
    "DropConnection",
    "Emulator",
    "ExtraFields",
    "FaultRule",
    "FillIn",
    "HtmlPage",
    "InvalidJson",
    "Kill",
    "Lag",
    "Mask",
    "MovingPages",
    "Normalize",
    "OtherClient",
    "OversizedBody",
    "ProblemResponse",
    "RecordedRequest",
    "Redirect",
    "Respell",
    "Slow",
    "Status",
    "Truncate",
    "WrongClock",
]
