"""Many reads cost pages of the list, one read costs one request."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.lifecycle.deployed_resource import account

from arize_emulator import Emulator, RecordedRequest
from pulumi_arize.api.account import Account
from pulumi_arize.errors import NotFound
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION

ABSENT = "TGxtSW50ZWdyYXRpb246OTk5OmFCY0Q="


def fill(emulator: Emulator, number: int) -> list[str]:
    """Create this many AI integrations; return their IDs."""
    made = [emulator.add("ai-integrations", {"name": f"n{index}", "provider": "OPEN_AI"}) for index in range(number)]
    return [item["id"] for item in made]


def read_all(behind: Account, ids: list[str]) -> list[str]:
    """Read these at once, as an engine's refresh does; return the names, `missing` where there is none."""
    begin = threading.Barrier(len(ids))

    def read(item_id: str) -> str:
        begin.wait()
        try:
            return str(behind.readers[AI_INTEGRATION].read(item_id)["name"])
        except NotFound:
            return "missing"

    with ThreadPoolExecutor(len(ids)) as pool:
        return list(pool.map(read, ids))


def lists(requests: list[RecordedRequest]) -> int:
    """Return how many of the requests asked for a page."""
    return sum(request.path == AI_INTEGRATION.path for request in requests)


def test_one(emulator: Emulator) -> None:
    """A single read is a single GET of the resource."""
    (item_id,) = fill(emulator, 1)
    assert account(emulator).readers[AI_INTEGRATION].read(item_id)["name"] == "n0"
    assert [(request.method, request.path.rpartition("/")[0]) for request in emulator.requests] == [
        ("GET", AI_INTEGRATION.path)
    ]


def test_one_after_the_other(emulator: Emulator) -> None:
    """Reads one after the other each see what is there now."""
    (item_id,) = fill(emulator, 1)
    reader = account(emulator).readers[AI_INTEGRATION]
    reader.read(item_id)
    emulator.edit(item_id, {"name": "later"})
    assert reader.read(item_id)["name"] == "later"


@pytest.mark.parametrize(("number", "pages"), [(30, 1), (100, 1), (150, 2)])
def test_many(emulator: Emulator, number: int, pages: int) -> None:
    """Many reads at once cost the pages that hold them, and the first one a request of its own."""
    ids = fill(emulator, number)
    assert read_all(account(emulator), ids) == [f"n{index}" for index in range(number)]
    assert lists(emulator.requests) <= pages
    assert len(emulator.requests) <= pages + 2


def test_few_of_many(emulator: Emulator) -> None:
    """A few reads in an account of many never cost more requests than twice their number."""
    ids = fill(emulator, 350)
    assert read_all(account(emulator), ids[:3]) == ["n0", "n1", "n2"]
    assert len(emulator.requests) <= 6


def test_missing(emulator: Emulator) -> None:
    """What the list does not hold is read with a GET of its own, which alone tells that it is missing."""
    ids = fill(emulator, 20)
    assert read_all(account(emulator), [*ids, ABSENT]) == [*(f"n{index}" for index in range(20)), "missing"]
    assert [request.status for request in emulator.requests if request.path.endswith(ABSENT)] == [404]


def test_one_that_is_not_listed(emulator: Emulator) -> None:
    """Evaluators, which a list without a filter leaves out, are read too."""
    schema = {"type": "object"}
    body = {"type": "EVALUATOR", "name": "e", "config": {"endpoint": "https://e.example.com", "input_schema": schema}}
    made = [emulator.add("integrations", {**body, "name": f"e{index}"})["id"] for index in range(5)]
    reader = account(emulator).readers[INTEGRATION]
    with ThreadPoolExecutor(5) as pool:
        assert [item["name"] for item in pool.map(reader.read, made)] == [f"e{index}" for index in range(5)]


def test_one_missing(emulator: Emulator) -> None:
    """A single read of what is not there is a NotFound after one request."""
    with pytest.raises(NotFound):
        account(emulator).readers[AI_INTEGRATION].read(ABSENT)
    assert len(emulator.requests) == 1


def test_forget(emulator: Emulator) -> None:
    """After a write no read of either resource type gets its result from pages read before it."""
    ids = fill(emulator, 20)
    behind = account(emulator)
    read_all(behind, ids)
    emulator.edit(ids[7], {"name": "later"})
    behind.forget_reads()
    emulator.clear_requests()
    assert behind.readers[AI_INTEGRATION].read(ids[7])["name"] == "later"
    assert len(emulator.requests) == 1
