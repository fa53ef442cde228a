"""A server or a proxy that repeats a secret: neither the error nor the debug log shows it."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.raw_server import Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiError

SECRET = "sk-4f9=Q7&zK+w1/XbT"
KEY = "ak+8sT/0uV=W&x2YzP"
BODY = {"config": {"provider": "CUSTOM", "auth": {"client_id": "me", "client_secret": SECRET}}}
JSON = {"content-type": "application/problem+json"}


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "JSON": lambda text: json.dumps(text)[1:-1],
    "URL": lambda text: quote(text, safe=""),
    "basic authentication, cut": lambda text: base64.b64encode(f"me:{text}".encode()).decode()[1:-3],
    "base64 in base64": lambda text: base64.b64encode(base64.b64encode(text.encode())).decode(),
}
"""A few of the encodings with which the redaction of a text is tested."""

PLACES: dict[str, Callable[[str], Response]] = {
    "detail": lambda echo: Response(f'{{"title": "No", "detail": "cannot use {echo}, sorry"}}'.encode(), 422, JSON),
    "title": lambda echo: Response(f'{{"title": "cannot use {echo}, sorry"}}'.encode(), 422, JSON),
    "detail that is no text": lambda echo: Response(
        f'{{"detail": {{"a": ["cannot use {echo}"]}}}}'.encode(), 400, JSON
    ),
    "plan": lambda echo: Response(f'{{"entitlement": "{echo}", "required_plan": "{echo}"}}'.encode(), 403, JSON),
    "page": lambda echo: Response(f"<p>cannot use {echo}, sorry</p>".encode(), 503, {"content-type": "text/html"}),
    "page that is no error": lambda echo: Response(f"<p>cannot use {echo}</p>".encode(), 200, {"content-type": echo}),
    "id of the request": lambda echo: Response(b"{}", 500, {"x-request-id": echo}),
    "long response": lambda echo: Response(json.dumps({"detail": f"{'word ' * 790}{echo}"}).encode(), 422, JSON),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [SECRET, KEY], ids=["body", "API key"])
def test_in_every_place(tmp_path: Path, secret: str, form: str, place: str) -> None:
    """Wherever a response repeats a secret, however encoded: it is redacted, and the rest of a message is shown."""
    output = FORMS[form](secret)
    log = tmp_path / "log"
    with serving(lambda _: PLACES[place](output)) as server:
        client = Client(server.settings(apiKey=KEY, logFile=str(log)))
        with pytest.raises(ApiError) as caught:
            client.request("POST", "/x", BODY, read_if_applied=lambda: None)
    core = output[4:-4]
    for shown in (str(caught.value), str(getattr(caught.value, "problem", "")), log.read_text()):
        assert core not in shown
        assert json.dumps(core)[1:-1] not in shown
        assert secret[:8] not in shown
    if place in ("detail", "title"):
        for shown in (str(caught.value), log.read_text()):
            assert re.search(r"cannot use \S*\[secret\], sorry", shown)
