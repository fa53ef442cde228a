"""The Chromium of this machine, without a window; none is ever downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = f"no Chromium: none of {', '.join(_COMMANDS)} is on PATH, and CHROMIUM names none"


def chromium_path() -> str | None:
    """Return where Chromium is: what the variable CHROMIUM names, or else what is on PATH; None where it is not."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _COMMANDS)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium until the end of `with`; RuntimeError where there is none."""
    path = chromium_path()
    if path is None:
        raise RuntimeError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        try:
            yield browser
        finally:
            browser.close()
