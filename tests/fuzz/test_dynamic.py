"""Any JSON through the dynamic provider, and what it returns on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pulumi.dynamic import Config, ConfigureRequest
from tests.raw_server import Server, message

from pulumi_arize.dynamic.provider import DynamicProvider
from pulumi_arize.engine_log import DEBUG

from . import targets
from .documents import as_json, declarations, objects, responses, states

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module")
def providers(server: Server) -> Iterator[dict[str, DynamicProvider]]:
    """Return a provider of each kind, configured."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(DEBUG, "1")  # else the provider shortens the tracebacks of its process, which is this one
        given_settings = {"apiKey": "key", "host": "127.0.0.1", "port": server.port, "scheme": "http"}
        config = {f"arize:{key}": str(value) for key, value in {**given_settings, **targets.QUICK}.items()}
        made = {name: DynamicProvider(kind) for name, kind in targets.KINDS.items()}
        for provider in made.values():
            provider.configure(ConfigureRequest(Config(config, "p")))
        yield made


@pytest.mark.parametrize("kind", targets.KINDS)
@targets.in_time(8)
@given(data=st.data())
def test_any_value(server: Server, providers: dict[str, DynamicProvider], kind: str, data: st.DataObject) -> None:
    """Any inputs, state and response go through, and what comes out can be carried by the engine's protocol."""
    document: dict[str, Any] = data.draw(responses(kind))
    output = message(200, {}, as_json(document))
    server.respond = lambda _: output
    olds, news = (targets.from_engine(data.draw(drawn)) for drawn in (states(kind), declarations(kind) | objects))
    assume(olds is not None and news is not None)
    targets.carried(providers[kind], olds or {}, news or {})
