"""The command lines, against the requests and the previews that they cannot do without."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.drivers.shell import PULUMI, inherited_variables, run
from tests.e2e.engines import ENGINES, Engine

from .direct_clients import PAGE, HttpxClient
from .operations import MODULES, NATIVE
from .profiles import Profile
from .project import SCRIPTS, declare, stack
from .samples import Spread
from .server import account, delay, take_request_counts
from .timed_operation import tell

STACKS = ("dev", "staging", "prod")


@dataclass(frozen=True)
class Comparison:
    """The seconds of a command, and of what it is held against."""

    own: Spread
    base: Spread


def measure_export(folder: Path, profile: Profile) -> Comparison:
    """Compare `arize-export` with as many requests for a page, one after the other."""
    own, base = [], []
    with account(0) as server:
        client = HttpxClient(server)
        for number in range(profile.many):
            client.create(number)
        delay(server, profile.latency)
        take_request_counts(server)
        for number in range(profile.runs):
            command = [str(SCRIPTS / "arize-export"), str(folder / f"exported-{number}")]
            own.append(_seconds(partial(_run, command, folder, {**inherited_variables(), **server.env})))
            requests = take_request_counts(server)["GET"]
            a_page = _seconds(client.read_all) / -(-profile.many // PAGE)
            base.append(requests * a_page)
            take_request_counts(server)
            tell(f"export of {profile.many}: {own[-1]:.2f} s, {requests} pages {base[-1]:.2f} s")
    return Comparison(Spread(own), Spread(base))


def measure_promote(folder: Path, engine: str, profile: Profile) -> Comparison:
    """Compare `arize-promote diff` of three stacks with the slowest of their previews, which run at once too."""
    own, base = [], []
    with ExitStack() as ends:
        engines = _stacks(folder / "promote", engine, profile.resources, ends)
        pulumi = PULUMI if engine == PULUMI else str(SCRIPTS / "pulumi-embedded")
        command = [str(SCRIPTS / "arize-promote"), "diff", *STACKS, "--pulumi", pulumi]
        for _ in range(profile.runs):
            own.append(_seconds(partial(_run, command, engines[0].folder, engines[0].environment)))
            with ThreadPoolExecutor(len(engines)) as threads:
                previews = threads.map(_seconds, [partial(one.run, "preview", "--json") for one in engines])
                base.append(max(previews))
            tell(f"diff of three stacks: {own[-1]:.2f} s, the slowest preview {base[-1]:.2f} s")
    return Comparison(Spread(own), Spread(base))


def _stacks(folder: Path, engine: str, count: int, ends: ExitStack) -> Sequence[Engine]:
    """Return a deployed stack of one program for each environment, each with an account of its own."""
    servers = [ends.enter_context(account(0)) for _ in STACKS]
    variables = stack(folder, engine, servers[0].env).environment
    declare(folder, MODULES[NATIVE], count, 0)
    engines = [ENGINES[engine](folder, variables, name) for name in STACKS]
    for one, server in zip(engines, servers, strict=True):
        one.set_config("arize:port", str(server.port))
        if (outcome := one.operate("up")).code != 0:
            raise RuntimeError(f"the up of {one.stack} failed: {outcome}")
    return engines


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
    done = run(command, folder, environment)
    if done.returncode != 0:
        raise RuntimeError(f"{command} failed: {done.stderr}")


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun
