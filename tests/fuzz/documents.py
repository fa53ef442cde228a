"""What the fuzzers feed: any JSON that Python can hold, and valid inputs with something wrong in them."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st
from tests.json_paths import at, paths_in
from tests.lifecycle import strategies
from tests.lifecycle.strategies import Json, Strategy

PLACES = [("T3JnYW5pemF0aW9uOjE6YWJjZA==", "U3BhY2U6Mjphm2Nk")]
NAMES = """
name type config scopings description provider api_key base_url headers auth auth_type role_arn client_id client_secret
model_names is_default_models_enabled is_function_calling_enabled provider_metadata kind endpoint input_schema
request_presets organization_id space_id integration_id model_name has_api_key has_headers header_names id created_at
updated_at key_fingerprint adopt api_key_version deletion_protection __kept __declared __provider
__retained_secrets __input_paths
default_llm_integration default_agent_runtime integrations ai_integrations organizations spaces is_private
ml_models_enabled gradient_start_color pagination next_cursor has_more detail title status entitlement
limit properties $ref $defs required
"""
WORDS = """
LLM AGENT EVALUATOR OPEN_AI openAI CUSTOM AWS_BEDROCK VERTEX_AI DEFAULT BEARER_TOKEN OAUTH2_CLIENT_CREDENTIALS AWS
object string https://10.0.0.1 https://[ https://x.example.com x:y config.api_key #/$defs/x #
"""
DEEPEST = 400
"""Levels of the deepest document: far beyond what a program declares or the engine's protocol carries."""

names = st.sampled_from(["", *NAMES.split()]) | st.text(max_size=4)
numbers = st.one_of(
    st.integers(-(2**70), 2**70),
    st.sampled_from([10**400, -(10**400), 1e308, -1e308, float("inf"), float("-inf"), float("nan"), -0.0, 5e-324]),
    st.floats(),
)
texts = st.one_of(
    st.text(st.characters(), max_size=6),  # lone surrogates too: JSON can say them
    st.sampled_from(["\ud800", "\x00", "\n", "x" * 5000, *WORDS.split()]),
)
leaves = st.none() | st.booleans() | numbers | texts


def nested(depth: int, name: str, leaf: Any) -> Any:
    """Return a value inside so many objects, or lists where there is no name."""
    for _ in range(depth):
        leaf = {name: leaf} if name else [leaf]
    return leaf


deep = st.builds(nested, st.integers(1, DEEPEST), st.sampled_from(["", "config", "properties", "x"]), leaves)
anything = deep | st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5), max_leaves=15
)
objects = st.dictionaries(names, anything, max_size=6)
legal = {
    "Integration": strategies.in_both_dialects(strategies.integrations(PLACES)),
    "AiIntegration": strategies.in_both_dialects(strategies.ai_integrations(PLACES)),
    "Organization": st.fixed_dictionaries({"name": strategies.texts}, optional={"description": strategies.texts}),
    "Space": st.fixed_dictionaries(
        {"name": strategies.texts, "organization_id": st.just(PLACES[0][0])},
        optional={
            "description": strategies.texts,
            "is_private": st.booleans(),
            "ml_models_enabled": st.booleans(),
            "gradient_start_color": strategies.texts,
            "default_llm_integration": st.fixed_dictionaries(
                dict.fromkeys(("integration_id", "model_name"), strategies.texts)
            ),
            "default_agent_runtime": st.fixed_dictionaries({"integration_id": strategies.texts}),
        },
    ),
    "ServiceKey": st.fixed_dictionaries(
        {
            "name": strategies.texts,
            "organizations": st.lists(
                st.fixed_dictionaries(
                    {
                        "organization_id": st.just(PLACES[0][0]),
                        "spaces": st.lists(
                            st.fixed_dictionaries(
                                {"space_id": st.just(PLACES[0][1])}, optional={"role": st.just({"name": "ADMIN"})}
                            ),
                            min_size=1,
                            max_size=2,
                        ),
                    }
                ),
                min_size=1,
                max_size=2,
            ),
        },
        optional={
            "description": strategies.texts,
            "expires_at": st.sampled_from(["2999-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00"]),
            "account_role": st.just({"type": "PREDEFINED", "name": "ADMIN"}),
            "rotation": st.integers(1, 3),
            "expiry_warning_days": st.integers(0, 30),
        },
    ),
    "SpaceDefaultAgentRuntime": st.fixed_dictionaries(dict.fromkeys(("space_id", "integration_id"), strategies.texts)),
    "SpaceDefaultIntegration": st.fixed_dictionaries(
        dict.fromkeys(("space_id", "integration_id", "model_name"), strategies.texts)
    ),
}


@st.composite
def damaged(draw: st.DrawFn, source: Strategy, times: int = 3, special: Strategy = anything) -> Json:
    """Return a document with values replaced, added or removed at any path, up to so many; `special` are put there."""
    document: Json = copy.deepcopy(draw(source))
    for _ in range(draw(st.integers(0, times))):
        path = draw(st.sampled_from(list(paths_in(document)) or [("name",)]))
        place = at(document, path[:-1])
        damage = draw(st.sampled_from(["replace", "replace", "add", "remove"]))
        if damage == "remove" and path[-1] in (place if isinstance(place, dict) else ()):
            del place[path[-1]]
        elif damage == "add" and isinstance(place, dict):
            place[draw(names)] = draw(special)
        else:
            place[path[-1]] = draw(special)
    return document


def declarations(kind: str) -> st.SearchStrategy[Json]:
    """Return inputs of a resource type: almost valid ones, and any object."""
    return damaged(legal[kind]) | objects


def states(kind: str) -> st.SearchStrategy[Json]:
    """Return states of a kind, as an older version, another tool or an accident may have left them."""
    returned = st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("id", "has_api_key", "key_fingerprint", "created_at", "__declared"), anything)
    )
    return damaged(st.builds(lambda inputs, more: {**inputs, **more}, legal[kind], returned)) | objects


codings = st.sampled_from([b"gzip", b"br", b"deflate", b"zstd", b"identity", b"gzip, br", b"?"])
moments = st.sampled_from(
    [
        b"Mon, 01 Jan 0001 00:00:00 GMT",
        b"Fri, 31 Dec 9999 23:59:59 -2359",
        b"Tue, 99 Foo 2026 25:61:61 GMT",
        b"Mon, 24 Nov 2026 01:00:00 +99999999",
        b"9" * 400,
        b"0",
        b"-1",
        b"1e9",
        "²".encode("latin-1"),
    ]
)
printable = st.binary(max_size=30).map(lambda value: value.translate(None, b"\r\n\0"))
headers = st.fixed_dictionaries(
    {},
    optional={
        "content-type": st.sampled_from([b"application/json", b"text/html; charset=nonsense"]) | printable,
        "retry-after": moments | printable,
        "date": moments | printable,
        "x-request-id": printable,
        "location": printable,
        "content-encoding": codings,
        "transfer-encoding": st.sampled_from([b"chunked", b"gzip"]),
    },
)
statuses = st.sampled_from([200, 201, 204, 301, 307, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504]) | (
    st.integers(100, 999)
)


def as_json(document: Any) -> bytes:
    """Return a document as a server that is none too careful writes it."""
    with_long_numbers = isinstance(document, int) and abs(document) > 10**300  # Python writes none longer than this
    return b"1" * 400 if with_long_numbers else json.dumps(document).encode()


bodies = st.one_of(
    objects.map(as_json),
    anything.map(as_json),
    st.binary(max_size=200),
    st.integers(500, 20_000).map(lambda depth: b'{"a":' * depth + b"1" + b"}" * depth),
    st.integers(500, 20_000).map(lambda depth: b"[" * depth),
    st.just(b'{"id": ' + b"9" * 5000 + b"}"),
)


@st.composite
def responses(draw: st.DrawFn, kind: str) -> Json:
    """Return what a server may say of a resource: a document almost as it ought to be, alone or on a page."""
    document = draw(damaged(st.builds(lambda inputs: {"id": "id", **inputs}, legal[kind])))
    if draw(st.booleans()):
        document.setdefault("id", "id")
    lists = {key: [document] for key in ("integrations", "ai_integrations", "organizations", "spaces")}
    page = {**lists, "pagination": draw(anything)}
    setting = {"default_llm_integration": draw(anything), "default_agent_runtime": draw(anything)}
    return draw(damaged(st.just({**page, **setting, **document}), times=1))
