"""Whatever inputs a program has, check returns, shows no secret, and allows exactly what the API allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.json_paths import at, paths_in, with_value
from tests.official_models import official
from tests.oracle import former

from arize_emulator import Emulator
from pulumi_arize.lifecycle.check import check
from pulumi_arize.unknown import UNKNOWN

from . import strategies
from .deployed_resource import KINDS, canonical
from .strategies import Json

PLACES = [("T3JnYW5pemF0aW9uOjE6YWJjZA==", "U3BhY2U6Mjphm2Nk")]
MARK = "s3cret"
CREATE = {"Integration": official.CreateIntegrationRequest, "AiIntegration": official.CreateAiIntegrationRequest}

legal = st.one_of(
    st.tuples(st.just("Integration"), strategies.in_both_dialects(strategies.integrations(PLACES))),
    st.tuples(st.just("AiIntegration"), strategies.in_both_dialects(strategies.ai_integrations(PLACES))),
)
NAMES = """
name type config scopings description provider api_key base_url headers auth auth_type role_arn client_id model_names
is_default_models_enabled provider_metadata kind endpoint input_schema request_presets space_id has_api_key id x
"""
names = st.sampled_from(NAMES.split())
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.just(UNKNOWN),
    st.text(st.characters(codec="utf-8"), max_size=4),
    st.sampled_from(["LLM", "AGENT", "OPEN_AI", "openAI", "CUSTOM", "DEFAULT", "https://10.0.0.1", "https://[", "x:y"]),
)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=12
)
fast = settings(max_examples=300)
unhurried = settings(max_examples=150, suppress_health_check=list(HealthCheck))


@st.composite
def damaged(draw: st.DrawFn, source: st.SearchStrategy[tuple[str, Json]], by: st.SearchStrategy[Any]) -> Any:
    """Return legal inputs with one value replaced, or another one added."""
    kind, inputs = draw(source)
    path = draw(st.sampled_from(list(paths_in(inputs))))
    if isinstance(at(inputs, path[:-1]), dict) and draw(st.integers(0, 3)) == 0:
        path = (*path[:-1], draw(names))
    return kind, with_value(inputs, path, draw(by))


@fast
@given(kind=st.sampled_from(sorted(KINDS)), values=st.dictionaries(names, anything, max_size=6))
def test_any_value(kind: str, values: Json) -> None:
    """Any value results in inputs and a list of failures, and never in an exception."""
    _, failures = check(KINDS[kind], values)
    assert all(failure.property_path and failure.reason and "\n" not in failure.reason for failure in failures)


@fast
@given(damaged(legal, anything))
def test_any_damage(case: tuple[str, Json]) -> None:
    """Any value instead of a legal one results in inputs and a list of failures, and never in an exception."""
    kind, inputs = case
    canonical_form, failures = check(KINDS[kind], inputs)
    assert check(KINDS[kind], canonical_form) == (canonical_form, failures)


@fast
@given(legal)
def test_legal(case: tuple[str, Json]) -> None:
    """Legal inputs have no failure, and their body is valid in the official client's model."""
    kind, inputs = case
    body = canonical(KINDS[kind], inputs)
    assert CREATE[kind].from_dict(body) is not None


@fast
@given(legal)
def test_dialects(case: tuple[str, Json]) -> None:
    """Inputs in either dialect have the same checked form."""
    kind, inputs = case
    assert canonical(KINDS[kind], former(inputs)) == canonical(KINDS[kind], inputs)


@fast
@given(damaged(legal, anything), st.sampled_from([MARK, [MARK], {"x": [MARK]}, {"x": MARK}]))
def test_no_secret_is_shown(case: tuple[str, Json], secret: Any) -> None:
    """No reason holds a secret, nor a value of a wrong type instead of one."""
    kind, inputs = case
    damaged_config = inputs.get("config")
    for owner in (inputs, damaged_config, damaged_config.get("auth") if isinstance(damaged_config, dict) else None):
        if isinstance(owner, dict):
            owner.update({name: secret for name in ("api_key", "client_secret", "headers") if name in owner})
    _, failures = check(KINDS[kind], inputs)
    assert not [failure for failure in failures if MARK in failure.reason]


@pytest.fixture(scope="module")
def http(emulator_server: Emulator) -> Iterator[httpx.Client]:
    headers = {"authorization": f"Bearer {emulator_server.api_key}"}
    with httpx.Client(base_url=emulator_server.url, headers=headers) as client:
        yield client


json_leaves = st.one_of(
    st.booleans(),
    st.integers(-9, 9),
    st.text(st.characters(codec="utf-8"), max_size=2).filter(lambda text: not text or text.strip()),
    st.sampled_from(
        ["AGENT", "OPEN_AI", "CUSTOM", "DEFAULT", "https://10.0.0.1", "http://x.example.com", "https://[", "x:y"]
    ),
    st.sampled_from(
        [[], {}, ["a"], {"a": "b"}, {"a": 1}, [{}], [1], {"type": "object"}, {"type": "string"}, {"type": 1}]
    ),
)
account_wide = st.one_of(
    st.tuples(st.just("Integration"), strategies.integrations([])),
    st.tuples(st.just("AiIntegration"), strategies.ai_integrations([])),
)


def has_scoping_id(inputs: Json) -> bool:
    """Tell whether a scoping has an ID, which only the server can check."""
    scopings = inputs.get("scopings")
    items = scopings if isinstance(scopings, list) else []
    return any(isinstance(value, str) for item in items if isinstance(item, dict) for value in item.values())


@unhurried
@given(damaged(account_wide, json_leaves))
def test_check_and_the_api_agree(emulator_server: Emulator, http: httpx.Client, case: tuple[str, Json]) -> None:
    """The API creates what check allows, and responds to everything else with 400 or 422."""
    kind, given_values = case
    inputs, failures = check(KINDS[kind], given_values)
    assume(not has_scoping_id(given_values))
    emulator_server.reset()
    response = http.post(KINDS[kind].path, json=inputs)
    expected = {400, 422} if failures else {201}
    assert response.status_code in expected, (failures, response.text)
