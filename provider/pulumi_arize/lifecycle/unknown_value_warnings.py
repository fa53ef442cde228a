"""A warning of what an answer says that this version does not know: once for all resources of a process."""

from __future__ import annotations

import logging
from functools import cache

from ..api.redaction import redacted
from ..casing import display_name

LONGEST = 120
"""Characters that are shown of what was answered, and why that is strange."""

_log = logging.getLogger(__name__)


def warn_of_unknown_values(path: str, response: str) -> None:
    """Tell the user of an answer that is not understood, unless that was told already."""
    _tell(display_name(path), redacted(response)[:LONGEST])


@cache
def _tell(path: str, response: str) -> None:
    _log.warning("the API answers `%s` with %s: it counts as unchanged", path, response)
