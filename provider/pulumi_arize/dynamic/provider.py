"""The provider that `python -m pulumi.dynamic` unpickles: each verb is the lifecycle's, on the engine's values."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pulumi import get_project
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

from ..engine_log import log, show_warnings
from ..lifecycle.check import check, names_taken
from ..lifecycle.engine_operation import EngineOperation, operation_of, resource_label
from ..lifecycle.key_fingerprint import comparison_inputs
from ..lifecycle.normalize import input_paths
from ..lifecycle.replace_on_changes import forced_replacements
from ..lifecycle.resource_operations import ResourceOperations, diff
from ..lifecycle.retained_secrets import RETAINED, is_adoption, stored_paths
from ..lifecycle.update_announcement import announcement, sent_secret_paths
from ..model.resource_types import ResourceType
from ..sdk.resource_options import REPLACE_ON_CHANGES, RESOURCE
from ..sdk.stack_settings import plain_keys
from ..settings import Settings, load
from .property_values import (
    INPUT_PATHS,
    PROVIDER,
    decode_input_paths,
    encode_input_paths,
    input_names,
    resource_of,
    to_engine,
    to_engine_with_secrets,
    to_fields,
    to_plain,
)

if TYPE_CHECKING:
    from ..api.account import Account

DEBUG = "ARIZE_PROVIDER_DEBUG"
"""Environment variable that lets errors show where in the code they come from."""


class DynamicProvider(ResourceProvider):
    """The provider of one kind of resource."""

    def __init__(self, resource_type: ResourceType) -> None:
        super().__init__()
        self._resource_type = resource_type
        self._settings: Settings

    @property
    def _account(self) -> Account:
        """The account. HTTP is loaded with the first verb: a check and a diff are quicker without."""
        from ..api.account import connect  # noqa: PLC0415 - see above

        return connect(self._settings)

    @property
    def _operation(self) -> EngineOperation:
        return operation_of(engine_address())

    def _operations(self, properties: Mapping[str, Any]) -> ResourceOperations:
        from ..lifecycle.registry import lifecycle  # noqa: PLC0415 - see `_account`

        return lifecycle(self._resource_type, self._account, self._operation, resource_of(properties))

    def _adoption(self, inputs: Mapping[str, Any], resource: str) -> str:
        from ..lifecycle.integration import IntegrationLifecycle  # noqa: PLC0415 - see `_account`

        return IntegrationLifecycle(self._resource_type, self._account, self._operation, resource).describe_adoption(
            inputs
        )

    def configure(self, req: ConfigureRequest) -> None:
        """Take the settings of the stack's configuration or of the environment."""
        if not os.environ.get(DEBUG):
            sys.tracebacklimit = 0  # `pulumi.dynamic` answers an error with its traceback: this leaves the message
        show_warnings(engine_address())
        keys = plain_keys(getattr(req.config, "_props", ()), get_project())  # it says of no key that it is there
        self._settings = load(lambda key: req.config.get(f"arize:{key}"), os.environ, keys=keys)

    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Find every problem of a declaration."""
        old_state = to_fields(self._resource_type, _olds)
        has_moved = bool(_olds) and PROVIDER not in _olds  # what is ignored then comes as the plugin spells it
        given = to_fields(self._resource_type, news) if has_moved else to_plain(news)
        resource = resource_of(news)
        inputs, problems = check(self._resource_type, given, old_state)
        problems += names_taken(self._resource_type, inputs, self._operation, resource)
        if not _olds:
            self._operation.replace(resource)
        if is_adoption(inputs, old_state) and not problems:
            log(engine_address(), self._adoption(inputs, resource))
            log(engine_address(), self._operation.caution())
        forced = str(news.get(REPLACE_ON_CHANGES) or "")
        paths = sent_secret_paths(self._resource_type, old_state, inputs, forced) if old_state and not problems else {}
        if paths:  # all of them: nobody tells a dynamic provider which ones the engine hides
            log(engine_address(), f"{resource_label(resource, self._resource_type.title)}: {announcement(paths)}")
        failures = [CheckFailure(problem.shown_path, problem.reason) for problem in problems]
        compared_too = {
            **to_engine_with_secrets(self._resource_type, inputs),
            **to_engine(comparison_inputs(self._resource_type, inputs, os.environ)),
        }
        return CheckResult({**compared_too, **_hidden_in(news)}, failures)

    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Say what an update would change; a state that another front end has left needs one that sends nothing."""
        self._operation.record_owned(_id, resource_of(_news), resource_of(_olds))
        old_state, inputs = to_fields(self._resource_type, _olds), to_fields(self._resource_type, _news)
        self._operation.record_creator(old_state)
        found = diff(self._resource_type, old_state, inputs)
        forced = str(_news.get(REPLACE_ON_CHANGES) or "")
        replaces = [".".join(path) for path in forced_replacements(found, forced, old_state, inputs)]
        return DiffResult(
            changes=bool(found) or PROVIDER not in _olds,
            replaces=replaces,
            delete_before_replace=True,
        )

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create what is declared."""
        inputs = to_fields(self._resource_type, props)
        item_id, state = self._operations(props).create(inputs)
        return CreateResult(item_id, self._outputs(state, inputs, props))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read what the server has; an empty id says that it is gone."""
        named = decode_input_paths(props)
        found = self._operations(props).read(id_, to_fields(self._resource_type, props), named)
        if found is None:
            return ReadResult("", {})
        kept = {**_kept(props), **input_names(props)}
        outs = {
            **to_engine_with_secrets(self._resource_type, found.state),
            **kept,
            INPUT_PATHS: encode_input_paths(named),
        }
        return ReadResult(id_, outs, {**to_engine_with_secrets(self._resource_type, found.inputs), **kept})

    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Send what changed, and only that."""
        inputs = to_fields(self._resource_type, _news)
        state = self._operations(_news).update(_id, to_fields(self._resource_type, _olds), inputs)
        return UpdateResult(self._outputs(state, inputs, _news))

    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        """Delete the resource."""
        self._operations(_props).delete(_id, to_fields(self._resource_type, _props))

    def _outputs(self, state: Mapping[str, Any], inputs: Mapping[str, Any], props: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **to_engine_with_secrets(self._resource_type, state),
            **_kept(inputs),
            **input_names(props),
            INPUT_PATHS: encode_input_paths(input_paths(self._resource_type, inputs)),
        }


def engine_address() -> str:
    """Return where the engine listens, which is the first argument of `pulumi.dynamic`; nothing in other processes."""
    return sys.argv[1] if len(sys.argv) > 1 else ""


def _hidden_in(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a program says of a resource beside its declaration."""
    return {name: given[name] for name in (RESOURCE, REPLACE_ON_CHANGES) if name in given}


def _kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a declaration or a state says of the values that a program leaves out."""
    paths = stored_paths(values, RETAINED)
    return {RETAINED: paths} if paths else {}
