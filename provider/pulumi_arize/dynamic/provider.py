"""The provider that `python -m pulumi.dynamic` unpickles: it runs the lifecycle's operations on the engine's values."""

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

from ..casing import camel, is_snake_case, to_snake_case
from ..check_and_diff import check_resource, diff_resource
from ..engine_log import DEBUG, WARNING, log, show_warnings
from ..hidden_properties import (
    PROVIDER,
    decode_input_paths,
    input_paths_property,
    resource_property,
    retained_property,
    to_fields,
)
from ..lifecycle.engine_operation import EngineOperation, operation_of, resource_label
from ..lifecycle.normalize import input_paths
from ..lifecycle.update_announcement import announcement
from ..model.resource_types import ResourceType
from ..sdk.resource_options import RESOURCE
from ..sdk.stack_settings import setting_names
from ..settings import Settings, load
from .property_values import to_plain, to_properties

if TYPE_CHECKING:
    from ..api.account import Account
    from ..lifecycle.resource_lifecycle import ResourceLifecycle


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
        return operation_of(engine_address(), self._settings.server)

    def _operations(self, properties: Mapping[str, Any]) -> ResourceLifecycle:
        from ..lifecycle.registry import lifecycle  # noqa: PLC0415 - see `_account`

        return lifecycle(self._resource_type, self._account, self._operation, _resource_of(properties))

    def configure(self, req: ConfigureRequest) -> None:
        """Load the settings from the stack's configuration and the environment."""
        if not os.environ.get(DEBUG):
            sys.tracebacklimit = 0  # `pulumi.dynamic` returns an error with its traceback: this leaves the message
        show_warnings(engine_address())
        keys = setting_names(getattr(req.config, "_props", ()), get_project())  # `Config` itself does not list its keys
        self._settings = load(lambda key: req.config.get(f"arize:{key}"), os.environ, keys=keys)

    def check(self, _olds: dict[str, Any], news: dict[str, Any]) -> CheckResult:
        """Return the normalized inputs, and every check failure."""
        old, new = to_plain(_olds), to_plain(news)
        resource = _resource_of(news)
        checked = check_resource(self._resource_type, old, new, self._operation, resource)
        if checked.adopts:
            log(engine_address(), self._operations(news).describe_adoption(checked.inputs))
            log(engine_address(), self._operation.adoption_warning())
        if checked.sent_paths:  # a dynamic provider does not learn which ones the engine hides
            log(engine_address(), self._labelled(resource, announcement(checked.sent_paths)))
        return CheckResult(
            to_properties(self._resource_type, checked.inputs), [CheckFailure(*failure) for failure in checked.failures]
        )

    def _labelled(self, resource: str, message: str) -> str:
        """Return a message with the resource that it is about: a dynamic provider knows no URN for the engine."""
        return f"{resource_label(resource, self._resource_type.title)}: {message}"

    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Return what an update would change; a state of the native plugin needs an update that sends nothing."""
        resource = _resource_of(_news)
        old, new = to_plain(_olds), to_plain(_news)
        found = diff_resource(self._resource_type, _id, old, new, self._operation, resource, _resource_of(_olds))
        if found.must_guard:
            log(engine_address(), self._operations(_news).guard_replacement(_id, found.old_state), WARNING)
        if found.warning:
            log(engine_address(), self._labelled(resource, found.warning), WARNING)
        return DiffResult(
            changes=bool(found.changes) or PROVIDER not in _olds,
            replaces=[camel(".".join(path)) for path in found.replaced],
            delete_before_replace=self._resource_type.deletes_before_replace,
        )

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create the resource."""
        inputs = self._to_fields(props)
        item_id, state = self._operations(props).create(inputs)
        return CreateResult(item_id, self._state(state, inputs, props))

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Read the resource; an empty id tells the engine that it is gone.

        A state in snake_case stays so, with its inputs, until an update: the engine finds by name what a program has
        made secret.
        """
        old_state, paths = self._to_fields(props), decode_input_paths(props)
        result = self._operations(props).read(id_, old_state, paths)
        if result is None:
            return ReadResult("", {})
        hidden = {**retained_property(old_state), **resource_property(props)}
        state = {**to_properties(self._resource_type, result.state), **hidden, **input_paths_property(paths)}
        if is_snake_case(props, self._resource_type.names):
            return ReadResult(id_, to_snake_case(state, self._resource_type.names))
        return ReadResult(id_, state, {**to_properties(self._resource_type, result.inputs), **hidden})

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
            **to_properties(self._resource_type, state),
            **retained_property(inputs),
            **resource_property(props),
            **input_paths_property(input_paths(self._resource_type, inputs)),
        }

    def _to_fields(self, properties: Mapping[str, Any]) -> dict[str, Any]:
        return to_fields(self._resource_type, to_plain(properties))


def engine_address() -> str:
    """Return the address of the engine: the first argument of `pulumi.dynamic`; empty in other processes."""
    return sys.argv[1] if len(sys.argv) > 1 else ""


def _resource_of(properties: Mapping[str, Any]) -> str:
    """Return the type and the name of the resource; empty where an earlier version wrote the properties."""
    return str(properties.get(RESOURCE) or "")
