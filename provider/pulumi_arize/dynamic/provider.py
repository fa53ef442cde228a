"""The provider that `python -m pulumi.dynamic` unpickles: it runs the lifecycle's operations on the engine's values."""

from __future__ import annotations

import logging
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

from ..engine_log import WARNING, log, show_warnings
from ..hidden_properties import (
    PROVIDER,
    decode_input_paths,
    input_paths_property,
    program_properties,
    raw_inputs,
    resource_property,
    retained_property,
)
from ..lifecycle.check import check, has_protection, names_taken
from ..lifecycle.engine_operation import EngineOperation, operation_of, resource_label
from ..lifecycle.expiry import expiry_warning
from ..lifecycle.key_fingerprint import comparison_inputs
from ..lifecycle.normalize import input_paths
from ..lifecycle.replace_on_changes import forced_replacements, is_certain
from ..lifecycle.resource_operations import ResourceOperations, diff
from ..lifecycle.retained_secrets import is_adoption
from ..lifecycle.setting_claims import claim_settings
from ..lifecycle.update_announcement import announcement, sent_secret_paths
from ..model.resource_types import ResourceType
from ..sdk.resource_options import REPLACE_ON_CHANGES, RESOURCE
from ..sdk.stack_settings import plain_keys
from ..settings import Settings, load
from .property_values import to_engine, to_engine_with_secrets, to_fields, to_plain

if TYPE_CHECKING:
    from ..api.account import Account

DEBUG = "ARIZE_PROVIDER_DEBUG"
"""The environment variable that makes errors show their traceback."""


_log = logging.getLogger("pulumi_arize")


class DynamicProvider(ResourceProvider):
    """The provider of one resource type."""

    def __init__(self, resource_type: ResourceType) -> None:
        super().__init__()
        self._resource_type = resource_type
        self._settings: Settings

    @property
    def _account(self) -> Account:
        """The account. HTTP is loaded by the first operation: a check and a diff are quicker without."""
        from ..api.account import connect  # noqa: PLC0415 - see above

        return connect(self._settings)

    @property
    def _operation(self) -> EngineOperation:
        return operation_of(engine_address())

    def _operations(self, properties: Mapping[str, Any]) -> ResourceOperations:
        from ..lifecycle.registry import lifecycle  # noqa: PLC0415 - see `_account`

        return lifecycle(self._resource_type, self._account, self._operation, _resource_of(properties))

    def configure(self, req: ConfigureRequest) -> None:
        """Load the settings from the stack's configuration and the environment."""
        if not os.environ.get(DEBUG):
            sys.tracebacklimit = 0  # `pulumi.dynamic` returns an error with its traceback: this leaves the message
        show_warnings(engine_address())
        keys = plain_keys(getattr(req.config, "_props", ()), get_project())  # `Config` itself does not list its keys
        self._settings = load(lambda key: req.config.get(f"arize:{key}"), os.environ, keys=keys)

    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Return the normalized inputs, and every problem of them."""
        old_inputs = self._to_fields(_olds)
        has_moved = bool(_olds) and PROVIDER not in _olds  # ignored changes then have the plugin's names
        raw = raw_inputs(self._to_fields(news) if has_moved else to_plain(news))
        resource = _resource_of(news)
        inputs, problems = check(self._resource_type, raw, old_inputs)
        problems += names_taken(self._resource_type, inputs, self._operation, resource)
        if not _olds:
            self._operation.replace(resource)
        if is_adoption(inputs, old_inputs) and not problems:
            log(engine_address(), self._operations(news).describe_adoption(inputs))
            log(engine_address(), self._operation.adoption_warning())
        if old_inputs and not problems:
            self._announce(resource, sent_secret_paths(self._resource_type, old_inputs, inputs, _forced_paths(news)))
        failures = [CheckFailure(problem.shown_path, problem.reason) for problem in problems]
        comparison = to_engine(comparison_inputs(self._resource_type, inputs, os.environ))
        return CheckResult({**self._to_engine(inputs), **comparison, **program_properties(news)}, failures)

    def _announce(self, resource: str, paths: Mapping[str, bool]) -> None:
        """Say which properties the update sends: a dynamic provider does not learn which ones the engine hides."""
        if paths:
            log(engine_address(), f"{resource_label(resource, self._resource_type.title)}: {announcement(paths)}")

    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Return what an update would change; a state of the native plugin needs an update that sends nothing."""
        resource = _resource_of(_news)
        self._operation.record_owned(self._resource_type.claim(_id), resource, _resource_of(_olds))
        old_state, inputs = self._to_fields(_olds), self._to_fields(_news)
        claim_settings(self._resource_type, _id, inputs, self._operation, resource)
        self._operation.record_creator(old_state)
        changes = diff(self._resource_type, old_state, inputs)
        replaced = forced_replacements(changes, _forced_paths(_news), old_state, inputs)
        if is_certain(replaced, inputs) and has_protection(self._resource_type):
            log(engine_address(), self._operations(_news).guard_replacement(_id, old_state), WARNING)
        if not replaced and (warning := expiry_warning(self._resource_type, old_state, inputs)):
            _log.warning("%s: %s", resource_label(_resource_of(_news), self._resource_type.title), warning)
        return DiffResult(
            changes=bool(changes) or PROVIDER not in _olds,
            replaces=[".".join(path) for path in replaced],
            delete_before_replace=self._resource_type.deletes_before_replace,
        )

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create the resource."""
        inputs = self._to_fields(props)
        item_id, state = self._operations(props).create(inputs)
        return CreateResult(item_id, self._state(state, inputs, props))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read the resource; an empty id tells the engine that it is gone."""
        paths = decode_input_paths(props)
        result = self._operations(props).read(id_, self._to_fields(props), paths)
        if result is None:
            return ReadResult("", {})
        hidden = {**retained_property(props), **resource_property(props)}
        state = {**self._to_engine(result.state), **hidden, **input_paths_property(paths)}
        return ReadResult(id_, state, {**self._to_engine(result.inputs), **hidden})

    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Send the changes, and only those."""
        inputs = self._to_fields(_news)
        state = self._operations(_news).update(_id, self._to_fields(_olds), inputs)
        return UpdateResult(self._state(state, inputs, _news))

    def delete(self, _id: str, _props: dict[str, Any]) -> None:
        """Delete the resource."""
        self._operations(_props).delete(_id, self._to_fields(_props))

    def _state(self, state: Mapping[str, Any], inputs: Mapping[str, Any], props: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **self._to_engine(state),
            **retained_property(inputs),
            **resource_property(props),
            **input_paths_property(input_paths(self._resource_type, inputs)),
        }

    def _to_fields(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        return to_fields(self._resource_type, properties)

    def _to_engine(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return to_engine_with_secrets(self._resource_type, values)


def engine_address() -> str:
    """Return the address of the engine: the first argument of `pulumi.dynamic`; empty in other processes."""
    return sys.argv[1] if len(sys.argv) > 1 else ""


def _resource_of(properties: Mapping[str, Any]) -> str:
    """Return the type and the name of the resource; empty where an earlier version wrote the properties."""
    return str(properties.get(RESOURCE) or "")


def _forced_paths(properties: Mapping[str, Any]) -> str:
    return str(properties.get(REPLACE_ON_CHANGES) or "")
