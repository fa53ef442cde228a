"""An emulator of the Arize API: a real HTTP server for tests and demonstrations, with an account in memory.

- `errors`, `ids`, `clock`, `dialect`: errors, IDs, times and spellings as the API has them
- `request_json`, `body_validation`, `scalar_validation`, `nullability`: what a request may hold, read off the models,
  and which status a wrong one gets
- `store`, `account`, `scoping`: what the account holds, who sees it, and what must be unique in it
- `representation`, `integration_form`, `ai_integration_form`, `flat_mapping`, `request_presets`, `serialization`: the
  two forms in which one integration is written and read
- `pagination`, `integrations`, `organizations_and_spaces`: the operations behind the paths
- `routes`, `handlers`, `authentication`, `request_log`, `app`: the paths, and what stands between them and the
  operations
- `fault_rules`, `faults`, `response_rewriting`, `fault_conditions`, `responses`, `connections`, `fault_middleware`:
  what goes wrong, and when
- `admin`, `admin_routes`, `admin_documents`, `seed_data`, `persistence`: edits from outside, resets and restarts
- `redaction`, `dashboard_data`, `dashboard`: the account for people: without secret values, and in a browser
- `server`, `emulator`, `cli`: a running server, in a test and as a command
"""

from __future__ import annotations

from .dialect import Dialect
from .emulator import Emulator
from .errors import ProblemResponse
from .fault_rules import FaultRule
from .faults import (
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
from .request_log import RecordedRequest

__all__ = [
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
