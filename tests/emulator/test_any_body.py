"""Every body, however wrong, gets a response that the API defines."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.api_contract import AI_PROVIDERS, PROVIDERS

from .samples import AGENT, EVALUATOR, FLAT, NESTED, OAUTH, PROXY, ai, llm, make

LEGAL = [
    *((NESTED, llm(provider)) for provider in PROVIDERS),
    (NESTED, llm("AWS_BEDROCK", auth=PROXY)),
    (NESTED, llm("CUSTOM", auth=OAUTH)),
    (NESTED, {**AGENT, "scopings": [{"organization_id": None, "space_id": None}]}),
    (NESTED, EVALUATOR),
    *((FLAT, ai(provider, headers={"a": "b"})) for provider in AI_PROVIDERS),
]
ODD: list[Any] = [
    None,
    True,
    0,
    -1.5,
    10**40,
    "",
    "\u0000",
    "\ud800",
    "x" * 9_000,
    [],
    [None],
    [[]],
    {},
    {"": None},
    {"a": {"b": []}},
]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return the path of every value in a JSON document."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield from paths(item, (*path, key))


def with_odd_value(body: Any, chance: random.Random) -> Any:
    """Return `body` with an odd value at one path."""
    path = chance.choice(list(paths(body)))
    odd = chance.choice(ODD)
    if not path:
        return odd
    result = copy.deepcopy(body)
    target = result
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = odd
    return result


@pytest.mark.parametrize("seed", range(20))
def test_no_body_breaks_the_server(http: httpx.Client, seed: int) -> None:
    """A body with an odd value is accepted or rejected, on create and PATCH, and the integration stays readable."""
    chance = random.Random(seed)  # noqa: S311 - the same choices in every run
    path, body = chance.choice(LEGAL)
    made = make(http, {**body, "name": "stored"}, path)
    for _ in range(12):
        content = json.dumps(with_odd_value(body, chance))
        for response in (
            http.post(path, content=content),
            http.patch(f"{path}/{made['id']}", content=content),
            http.get(f"{path}/{made['id']}"),
        ):
            assert response.status_code in (200, 201, 400, 409, 422), (content, response.text)
