"""Any value that the protocol can carry through the plugin's process: it responds with values, failures or a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.native.provider_process import PLUGIN, Failed, Plugin, urn_of
from tests.raw_server import Server, message

from pulumi_arize.casing import to_camel_case
from pulumi_embedded.errors import RefusedError
from pulumi_embedded.values import RESOURCE, SECRET, SIGNATURE

from . import targets
from .documents import anything, as_json, damaged, declarations, objects, responses, states

pytestmark = pytest.mark.soak

ASSET = "c44067f5952c0a294b673a41bacd8c17"
ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7"
UNKNOWNS = [
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]
special = st.one_of(
    st.sampled_from(UNKNOWNS),
    anything.map(lambda value: {SIGNATURE: SECRET, "value": value}),
    st.builds(dict, st.just({SIGNATURE: ASSET, "text": "an asset"})),
    st.builds(dict, st.just({SIGNATURE: ARCHIVE, "path": "an archive"})),
    st.builds(dict, st.just({SIGNATURE: RESOURCE, "urn": urn_of("a:b:C"), "id": "x"})),
)
"""What the protocol has in addition to JSON."""

malformed = st.sampled_from([SECRET, ASSET, ARCHIVE, RESOURCE, "", 5]).map(lambda kind: {SIGNATURE: kind})


@pytest.fixture(scope="module")
def plugin(server: Server) -> Iterator[Plugin]:
    """Return the plugin, for that server."""
    running = Plugin(PLUGIN)
    there = {"apiKey": "key", "host": "127.0.0.1", "port": str(server.port), "scheme": "http"}
    running.configure({**there, **{name: str(value) for name, value in targets.QUICK.items()}})
    yield running
    running.close()


def result_of(call: Callable[[], Any], *, foreseen: bool = True) -> Any:
    """Return the result of a call, or None for an error of one line; one that is not foreseen comes out."""
    try:
        return call()
    except Failed as failure:
        output = str(failure)
        assert "\n" not in output, output
        assert len(output) <= targets.LONGEST
        assert not foreseen or "the provider has failed" not in output, output
    except RefusedError:  # an asset that comes back: the embedded engine reads none
        pass
    return None


def every_call(plugin: Plugin, kind: str, olds: dict[str, Any], news: dict[str, Any], *, foreseen: bool = True) -> None:
    """Check, compare, read and preview; what a check returns goes on as an engine hands it on."""
    urn = urn_of(f"arize:index:{kind}")
    checked = result_of(lambda: plugin.check(urn, olds, news), foreseen=foreseen)
    inputs, failures = checked or (news, [])
    assert all("\n" not in reason for _, reason in failures)
    for declared in (inputs, news):
        result_of(partial(plugin.diff, urn, "id", (olds, olds), declared), foreseen=foreseen)
        result_of(partial(plugin.create, urn, declared, preview=True), foreseen=foreseen)
        result_of(partial(plugin.update, urn, "id", (olds, olds), declared, preview=True), foreseen=foreseen)
    result_of(lambda: plugin.read(urn, "id", (news, olds)), foreseen=foreseen)
    result_of(lambda: plugin.read(urn, "id"), foreseen=foreseen)


def drawn(data: st.DataObject, kind: str, *sources: Any) -> list[dict[str, Any]]:
    """Return documents that the protocol can carry, in either casing of their names."""
    documents = [(data.draw(source), data.draw(st.booleans())) for source in sources]
    carried = [(targets.from_engine(document), spelled) for document, spelled in documents]
    assume(all(document is not None for document, _ in carried))
    names = targets.KINDS[kind].names
    return [to_camel_case(document, names) if spelled else document or {} for document, spelled in carried]


def is_whole(value: Any) -> bool:
    """Tell whether what is not JSON is still what the protocol has: a document is damaged in several places."""
    if isinstance(value, list):
        return all(map(is_whole, value))
    if not isinstance(value, dict):
        return True
    holds = {SECRET: "value", ASSET: "text", ARCHIVE: "path", RESOURCE: "urn"}.get(str(value.get(SIGNATURE)))
    there = SIGNATURE not in value or (holds in value and (holds == "value" or isinstance(value[holds], str)))
    return there and all(map(is_whole, value.values()))


@pytest.mark.parametrize("kind", targets.KINDS)
@targets.in_time(4)
@given(data=st.data())
def test_any_value(server: Server, plugin: Plugin, kind: str, data: st.DataObject) -> None:
    """Any inputs, state and response of the server go through."""
    output = message(200, {}, as_json(data.draw(responses(kind))))
    server.respond = lambda _: output
    every_call(plugin, kind, *drawn(data, kind, states(kind), declarations(kind) | objects))


@pytest.mark.parametrize("kind", targets.KINDS)
@targets.in_time(4)
@given(data=st.data())
def test_what_is_no_json(server: Server, plugin: Plugin, kind: str, data: st.DataObject) -> None:
    """Unknowns, secrets, assets and references to resources may stand anywhere."""
    output = message(404, {}, b"{}")
    server.respond = lambda _: output
    olds, news = drawn(data, kind, states(kind), damaged(declarations(kind), special=special))
    every_call(plugin, kind, olds, news, foreseen=is_whole(news))


@targets.in_time(4)
@given(data=st.data())
def test_what_breaks_the_protocol(server: Server, plugin: Plugin, data: st.DataObject) -> None:
    """What the protocol does not have is an error of one line."""
    output = message(404, {}, b"{}")
    server.respond = lambda _: output
    broken = damaged(declarations("Integration"), special=malformed)
    every_call(plugin, "Integration", {}, *drawn(data, "Integration", broken), foreseen=False)
