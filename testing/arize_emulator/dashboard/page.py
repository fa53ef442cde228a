"""The dashboard's page, at the root of the server: it fetches the overview of the admin API every second.

It is one file and loads nothing from elsewhere. Its Content Security Policy allows its own script and style, by their
hashes, and requests to this server; it forbids markup made from strings.
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


def _hash(tag: str) -> str:
    """Return the hash of an element's content, as a policy writes it."""
    contents = re.findall(f"<{tag}>(.*?)</{tag}>", HTML, re.DOTALL)
    return f"'sha256-{base64.b64encode(hashlib.sha256(contents[0].encode()).digest()).decode()}'"


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
