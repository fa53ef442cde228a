"""A 400 over plain http: the server may want https, or the API rejects the request, and its problem then says why."""

from __future__ import annotations

import pytest
from tests.raw_server import Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiStatusError

PROBLEM = (
    b'{"type": "https://arize.com/docs/ax/rest-reference/errors#invalid-request", "title": "Bad Request", '
    b'"status": 400, "detail": "name is required"}'
)
NGINX = b"<html><center>The plain HTTP request was sent to HTTPS port</center></html>"


@pytest.mark.parametrize(("body", "is_of_the_api"), [(PROBLEM, True), (NGINX, False)])
def test_only_a_foreign_response_questions_the_scheme(*, body: bytes, is_of_the_api: bool) -> None:
    """A problem document of the API, which has an https address as its type, says nothing of the scheme."""
    with serving(lambda _: Response(body, 400)) as server, pytest.raises(ApiStatusError) as caught:
        Client(server.settings()).request("GET", "/v2/integrations")
    assert ("requires https" in str(caught.value)) != is_of_the_api
    assert ("name is required" in str(caught.value)) == is_of_the_api
