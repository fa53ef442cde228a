"""The page at the root: the overview of the control API in a browser, brought up to date every second.

It is one file without anything from elsewhere. Its policy lets the browser run the script and the style that stand in
it, known by their hashes, and ask this server; markup made of text is refused.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse

HTML = files(__package__).joinpath("page.html").read_text(encoding="utf-8")


async def page(_request: Request) -> HTMLResponse:
    """Return the page."""
    return HTMLResponse(HTML, headers=_HEADERS)


def _hash(discriminator: str) -> str:
    """Return the hash of what stands between the two tags, as a policy names it."""
    found = re.findall(f"<{discriminator}>(.*?)</{discriminator}>", HTML, re.DOTALL)
    return f"'sha256-{base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()}'"


_POLICY = {
    "default-src": "'none'",
    "script-src": _hash("script"),
    "style-src": _hash("style"),
    "img-src": "data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
_HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
