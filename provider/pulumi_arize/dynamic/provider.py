"""The provider that `python -m pulumi.dynamic` unpickles: each verb is the lifecycle's, on the engine's values."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import (
    CheckFailure,
    CheckResult,
    ConfigureRequest,
    CreateResult,
    DiffResult,
    ReadResult,
    ResourceProvider,
    UpdateResult,
)

from ..api.account import connect
from ..lifecycle.check import check
from ..lifecycle.declaration import declared_paths
from ..lifecycle.kept import KEPT, adoption_note, paths_in
from ..lifecycle.registry import lifecycle
from ..lifecycle.verbs import Verbs, diff
from ..model.kinds import Kind
from ..settings import load
from .notice import EngineHandler, say
from .values import DECLARED, PROVIDER, marked, to_plain

DEBUG = "ARIZE_PROVIDER_DEBUG"
"""Environment variable that lets errors show where in the code they come from."""


class Provider(ResourceProvider):
    """The provider of one kind of resource."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind
        self._verbs: Verbs

    def configure(self, req: ConfigureRequest) -> None:
        """Connect to the account that the stack's configuration or the environment names."""
        if not os.environ.get(DEBUG):
            sys.tracebacklimit = 0  # `pulumi.dynamic` answers an error with its traceback: this leaves the message
        logging.getLogger("pulumi_arize").handlers[:] = [EngineHandler()]
        account = connect(load(lambda key: req.config.get(f"arize:{key}"), os.environ))
        self._verbs = lifecycle(self._kind, account)

    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Find every problem of a declaration."""
        before = to_plain(_olds)
        inputs, problems = check(self._kind, to_plain(news), before)
        note = adoption_note(inputs, before)
        if note and not problems:
            say(note)
        failures = [CheckFailure(problem.shown_path(self._kind.secrets), problem.reason) for problem in problems]
        return CheckResult(marked(self._kind, inputs), failures)

    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Say what an update would change; a state that another front end has left needs one that sends nothing."""
        found = diff(self._kind, to_plain(_olds), to_plain(_news))
        replaces = [".".join(change.path) for change in found if change.replaces]
        return DiffResult(
            changes=bool(found) or PROVIDER not in _olds,
            replaces=replaces,
            delete_before_replace=bool(replaces),
        )

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create what is declared."""
        declared = to_plain(props)
        item_id, state = self._verbs.create(declared)
        return CreateResult(item_id, self._outs(state, declared))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read what the server has; an empty id says that it is gone."""
        named = paths_in(props, DECLARED)
        found = self._verbs.read(id_, to_plain(props), named)
        if found is None:
            return ReadResult("", {})
        kept = _kept(props)
        outs = {**marked(self._kind, found.state), **kept, DECLARED: named}
        return ReadResult(id_, outs, {**marked(self._kind, found.inputs), **kept})

    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Send what changed, and only that."""
        declared = to_plain(_news)
        return UpdateResult(self._outs(self._verbs.update(_id, to_plain(_olds), declared), declared))

    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        """Delete the resource."""
        self._verbs.delete(_id, to_plain(_props))

    def _outs(self, state: Mapping[str, Any], declared: Mapping[str, Any]) -> dict[str, Any]:
        return {**marked(self._kind, state), **_kept(declared), DECLARED: declared_paths(self._kind, declared)}


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a declaration or a state says of the values that a program leaves out."""
    paths = paths_in(values, KEPT)
    return {KEPT: paths} if paths else {}
