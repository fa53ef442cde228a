"""Responses that claim to be JSON and are none."""

from __future__ import annotations

import re

import pytest
from tests.raw_server import Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import InvalidResponse


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b'{"spaces": [', "application/json", "application/json that is incomplete, or no object"),
        (b"[]", "application/problem+json", "application/problem+json that is incomplete, or no object"),
        (b"<html>", "text/html", "text/html"),
    ],
)
def test_json_that_cannot_be_read(body: bytes, content_type: str, kind: str) -> None:
    """The error does not say that JSON is no JSON: it says that the JSON is incomplete, or no object."""
    with serving(lambda _: Response(body, headers={"content-type": content_type})) as server:
        client = Client(server.settings())
        with pytest.raises(InvalidResponse, match=rf"is not a JSON object but {re.escape(kind)}: is 127"):
            client.request("GET", "/v2/spaces")
