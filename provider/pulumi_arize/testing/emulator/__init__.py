"""An emulator of the Arize API: a real HTTP server for tests and demonstrations, with an account in memory.

- `problems`, `ids`, `clock`, `vocabulary`: errors, IDs, times and spellings as the API has them
- `bodies`, `shapes`, `leaves`, `nulls`: what a request may hold, read off the models, and which status a wrong one gets
- `records`, `account`, `scoping`: what the account holds, who sees it, and what must be unique in it
- `views`, `nested`, `flat`, `slots`, `presets`, `rendering`: the two forms in which one integration is written and read
- `paging`, `integrations`, `neighbours`: the operations behind the paths
- `routes`, `handlers`, `keys`, `traffic`, `app`: the paths, and what stands between them and the operations
- `rules`, `faults`, `forms`, `conditions`, `answers`, `connections`, `injection`: what goes wrong, and when
- `control`, `control_routes`, `documents`, `seeds`, `persistence`: edits from outside, resets and restarts
- `concealed`, `overview`, `page`: the account for people: without secret values, and in a browser
- `server`, `emulator`, `cli`: a running server, in a test and as a command
"""

from __future__ import annotations

from .emulator import Emulator
from .faults import (
    Delay,
    Drop,
    Extend,
    FillIn,
    Huge,
    Kill,
    Lag,
    Mask,
    MovingPages,
    Neighbour,
    Normalize,
    Page,
    Redirect,
    Respell,
    Slow,
    Status,
    Together,
    Truncate,
    WrongClock,
    WrongJson,
)
from .problems import Problem
from .rules import Rule
from .traffic import Received
from .vocabulary import Vocabulary

__all__ = [
    "Delay",
    "Drop",
    "Emulator",
    "Extend",
    "FillIn",
    "Huge",
    "Kill",
    "Lag",
    "Mask",
    "MovingPages",
    "Neighbour",
    "Normalize",
    "Page",
    "Problem",
    "Received",
    "Redirect",
    "Respell",
    "Rule",
    "Slow",
    "Status",
    "Together",
    "Truncate",
    "Vocabulary",
    "WrongClock",
    "WrongJson",
]
