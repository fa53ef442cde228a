"""Any JSON through the dynamic provider, and what it answers on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pulumi.dynamic import Config, ConfigureRequest
from tests.raw_server import Server, message, serving

from pulumi_arize.dynamic.provider import DEBUG, DynamicProvider

from . import targets
from .documents import answers, as_json, declarations, objects, states

in_time = settings(
    deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck), max_examples=15, phases=[Phase.generate]
)
"""Each input may take so long; what fails is not made smaller, for that takes minutes of real requests."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Return a server that answers what it is given."""
    with serving(lambda _: b"") as running:
        yield running


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
@in_time
@given(data=st.data())
def test_any_value(server: Server, providers: dict[str, DynamicProvider], kind: str, data: st.DataObject) -> None:
    """Any declaration, state and answer go through, and what comes out can be carried by the engine's protocol."""
    document: dict[str, Any] = data.draw(answers(kind))
    output = message(200, {}, as_json(document))
    server.answer = lambda _: output
    olds, news = (targets.from_engine(data.draw(drawn)) for drawn in (states(kind), declarations(kind) | objects))
    assume(olds is not None and news is not None)
    targets.carried(providers[kind], olds or {}, news or {})
