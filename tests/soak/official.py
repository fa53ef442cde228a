"""Compares the official client with this provider under faults: `python -m tests.soak.official [creates [runs]]`.

Each creates integrations one by one on its own server, with the same fault rules. It is no test: it prints counts.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable

import arize._generated.api_client as gen
from arize import ArizeClient

from arize_emulator import Emulator
from pulumi_arize.api.account import Account
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.model.resource_types import INTEGRATION
from pulumi_arize.settings import load

from .load import rules

Create = Callable[[str], object]


def official(emulator: Emulator) -> Create:
    """Return the create of the official client, with its own defaults."""
    client = ArizeClient(api_key=emulator.api_key, api_host=emulator.host, api_port=emulator.port, api_scheme="http")
    config = gen.CreateOpenAiConfig(provider="OPEN_AI", api_key="key")
    return lambda name: client.integrations.create_llm(name=name, config=config)


def ours(emulator: Emulator) -> Create:
    """Return the create of this provider, with its own defaults."""
    operations = lifecycle(INTEGRATION, Account(load(lambda _: None, emulator.env)))

    def create(name: str) -> object:
        inputs, _ = check(INTEGRATION, {"name": name, "config": {"provider": "OPEN_AI", "api_key": "key"}})
        return operations.create(inputs)

    return create


def outcomes(make: Callable[[Emulator], Create], creates: int, turn: int) -> Counter[str]:
    """Return the outcomes of so many creates; in another turn faults act on other requests."""
    counts: Counter[str] = Counter()
    started = time.monotonic()
    with Emulator() as emulator:
        create = make(emulator)
        emulator.set_faults(*rules(turn))
        for number in range(creates):
            counts[_outcome(emulator, create, f"Number {number}")] += 1
        sent = emulator.requests
        counts["POSTs sent after one had succeeded"] = _blind(emulator)
        counts["requests"], counts["faults"] = len(sent), sum(bool(request.fault) for request in sent)
    counts["seconds"] = round(time.monotonic() - started)
    return counts


def _outcome(emulator: Emulator, create: Create, name: str) -> str:
    try:
        create(name)
    except (ArizeError, Exception) as error:
        existing = [item for item in emulator.integrations if item["name"] == name]
        reported = "not reported" if "exist" not in str(error) and "taken" not in str(error) else "reported"
        return f"error, but created ({reported})" if existing else "error, not created"
    return "created" if any(item["name"] == name for item in emulator.integrations) else "lost"


def _blind(emulator: Emulator) -> int:
    """Return the number of POSTs sent after one of the same name had succeeded."""
    created: set[str] = set()
    blind = 0
    for request in emulator.requests:
        if request.method == "POST":
            name = request.body["name"]
            blind += name in created
            created |= {name} if request.succeeded else set()
    return blind


if __name__ == "__main__":
    number, runs = (int(word) for word in (*sys.argv[1:], *("100", "3")[len(sys.argv) - 1 :]))
    for turn in range(runs):
        for title, make in (("official client", official), ("pulumi-arize", ours)):
            sys.stdout.write(f"{title}: {dict(outcomes(make, number, turn))}\n")
            sys.stdout.flush()
