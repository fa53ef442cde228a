"""The native provider: it runs the lifecycle's operations on the property values of the engine's protocol.

The lifecycle waits for responses, so each call has a thread; the engine's `--parallel` limits their number.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi.provider.experimental import provider as api
from pulumi.provider.experimental.property_value import PropertyValue
from typing_extensions import override

from ..casing import camel
from ..check_and_diff import ResourceDiff, check_resource, diff_resource
from ..engine_log import INFO, WARNING, log
from ..errors import ArizeError, SettingsError
from ..hidden_properties import retained_property, to_fields
from ..lifecycle.check import path_hiding_value
from ..lifecycle.diff import Change
from ..lifecycle.engine_operation import EngineOperation
from ..lifecycle.normalize import input_paths
from ..lifecycle.preview import predict_state
from ..lifecycle.replace_on_changes import matches_path
from ..lifecycle.state import ReadResult
from ..model.fields import field_models, has_output_only_fields
from ..model.resource_types import RESOURCE_TYPES, ResourceType
from ..safe_json import Values, value_at
from ..sdk.resource_options import HIDE_DIFFS, NATIVE_TYPES, READ_ID
from ..settings import SECRETS, STACK, Settings
from . import provider_config
from .property_values import Properties, to_plain, to_properties, with_secrets_of

if TYPE_CHECKING:
    from ..api.account import Account
    from ..lifecycle.resource_lifecycle import ResourceLifecycle

T = TypeVar("T")

MAX_THREADS = 512
"""Threads at most; more calls wait."""

RESOURCE_TYPES_BY_TOKEN = {f"{NATIVE_TYPES}{resource_type.name}": resource_type for resource_type in RESOURCE_TYPES}


class NativeProvider(api.Provider):
    """The provider of every resource type, and of the lookups."""

    def __init__(self, engine_address: str) -> None:
        self._engine_address = engine_address
        self._threads = ThreadPoolExecutor(MAX_THREADS, thread_name_prefix="arize")
        self._settings: Settings | None = None
        self._connected: Account | None = None
        self._origin = STACK
        self._operation = EngineOperation()

    def set_urn(self, urn: str) -> None:
        """Note the URN of this provider."""
        self._origin = provider_config.origin_of(urn)

    @override
    async def get_schema(self, request: api.GetSchemaRequest) -> api.GetSchemaResponse:
        from .schema import schema  # noqa: PLC0415 - a deployment needs no schema

        return api.GetSchemaResponse(json.dumps(schema()))

    @override
    async def check_config(self, request: api.CheckRequest) -> api.CheckResponse:
        given = request.new_inputs
        config = to_plain(given)
        found = provider_config.setting_failures(config)
        self.set_urn(request.urn)
        failures = [
            api.CheckFailure(
                path_hiding_value(failure.name) if failure.name in given else failure.name,
                provider_config.reason(failure, self._origin),
            )
            for failure in found
        ]
        inputs = {name: value.with_secret(value.is_secret or name in SECRETS) for name, value in given.items()}
        if not found and (server := provider_config.server_of_environment(config)):
            inputs[provider_config.SERVER] = PropertyValue(server)
        return api.CheckResponse(inputs, failures)

    @override
    async def diff_config(self, request: api.DiffRequest) -> api.DiffResponse:
        old, new = to_plain(request.old_state), to_plain(request.new_inputs)
        replaced = await self._run_in_thread(provider_config.changed_account, old, new)
        return api.DiffResponse(replaces=replaced, diffs=provider_config.changed_settings(old, new))

    @override
    async def configure(self, request: api.ConfigureRequest) -> api.ConfigureResponse:
        self._settings = provider_config.settings(to_plain(request.args), self._origin)
        # a process that is attached to serves several operations, also with other settings
        self._operation, self._connected = EngineOperation(self._engine_address, self._settings.server), None
        return api.ConfigureResponse(accept_secrets=True, supports_preview=True)

    @override
    async def check(self, request: api.CheckRequest) -> api.CheckResponse:
        resource_type = _resource_type(request.type)
        old, new = to_plain(request.old_inputs), to_plain(request.new_inputs)
        checked = check_resource(resource_type, old, new, self._operation, request.urn)
        if checked.adopts:
            describe = self._lifecycle(resource_type, request.urn).prepare_adoption
            await self._log(await self._run_in_thread(describe, checked.inputs))
            await self._log(self._operation.adoption_warning())
        if checked.announcement.has_secret:  # the engine shows every other change
            await self._log(str(checked.announcement), urn=request.urn)
        properties = with_secrets_of(to_properties(resource_type, checked.inputs), request.new_inputs)
        return api.CheckResponse(properties, [api.CheckFailure(*failure) for failure in checked.failures])

    @override
    async def diff(self, request: api.DiffRequest) -> api.DiffResponse:
        resource_type = _resource_type(request.type)
        old, new = to_plain(request.old_state), to_plain(request.new_inputs)
        found = diff_resource(resource_type, request.resource_id, old, new, self._operation, request.urn)
        if found.must_guard:
            guard = self._lifecycle(resource_type, request.urn).guard_replacement
            warning = await self._run_in_thread(guard, request.resource_id, found.old_state)
            await self._log(warning, WARNING, urn=request.urn)
        await self._log(found.warning, WARNING, urn=request.urn)
        hidden = any(matches_path(change.path, str(new.get(HIDE_DIFFS) or "")) for change in found.changes)
        return api.DiffResponse(
            changes=bool(found.changes),
            replaces=[_path(path) for path in found.replaced],
            delete_before_replace=resource_type.deletes_before_replace,
            diffs=list(dict.fromkeys(camel(change.path[0]) for change in found.changes)),
            detailed_diff={
                _path(change.path): api.PropertyDiff(_diff_kind(change, found), _diff_inputs_only(change))
                for change in found.changes
                if not hidden
            },
        )

    @override
    async def create(self, request: api.CreateRequest) -> api.CreateResponse:
        resource_type = _resource_type(request.type)
        inputs = _to_fields(resource_type, request.properties)
        if request.preview:
            predicted = self._predict_state(resource_type, inputs, None)
            return api.CreateResponse("", with_secrets_of(predicted, request.properties))
        create = self._lifecycle(resource_type, request.urn).create
        item_id, state = await self._run_within(request.timeout, create, inputs)
        return api.CreateResponse(item_id, with_secrets_of(to_properties(resource_type, state), request.properties))

    @override
    async def read(self, request: api.ReadRequest) -> api.ReadResponse:
        resource_type = _resource_type(request.type)
        lifecycle = self._lifecycle(resource_type, request.urn)
        if not request.properties:
            item_id, imported = await self._import(lifecycle, resource_type, request.resource_id)
            return _read_response(resource_type, item_id, imported, {READ_ID: PropertyValue(item_id)})
        inputs, state = _to_fields(resource_type, request.inputs), _to_fields(resource_type, request.properties)
        paths = input_paths(resource_type, inputs)
        result = await self._run_in_thread(lifecycle.read, request.resource_id, state, paths)
        if result is None:
            return api.ReadResponse("")
        result = ReadResult(result.state, {**result.inputs, **retained_property(inputs)})
        has_read_id = READ_ID in request.properties or not request.inputs  # without inputs, a program only reads it
        hidden = {READ_ID: PropertyValue(request.resource_id)} if has_read_id else {}
        response = _read_response(resource_type, request.resource_id, result, hidden)
        response.properties = with_secrets_of(response.properties, request.properties, request.inputs)
        response.inputs = with_secrets_of(response.inputs, request.inputs)
        return response

    async def _import(
        self, lifecycle: ResourceLifecycle, resource_type: ResourceType, import_id: str
    ) -> tuple[str, ReadResult]:
        imported = await self._run_in_thread(lifecycle.import_, import_id)
        if imported is None:  # an empty id would do, but the engine then fails without a message
            raise ArizeError(
                f"cannot import {resource_type.title} {import_id!r}: there is none, or the key may not read it"
            )
        return imported

    @override
    async def update(self, request: api.UpdateRequest) -> api.UpdateResponse:
        resource_type = _resource_type(request.type)
        state, inputs = _to_fields(resource_type, request.olds), _to_fields(resource_type, request.news)
        if request.preview:
            return api.UpdateResponse(with_secrets_of(self._predict_state(resource_type, inputs, state), request.news))
        update = self._lifecycle(resource_type, request.urn).update
        updated = await self._run_within(request.timeout, update, request.resource_id, state, inputs)
        return api.UpdateResponse(with_secrets_of(to_properties(resource_type, updated), request.news))

    @override
    async def delete(self, request: api.DeleteRequest) -> None:
        resource_type = _resource_type(request.type)
        state = _to_fields(resource_type, request.properties)
        delete = self._lifecycle(resource_type, request.urn).delete
        await self._run_within(request.timeout, delete, request.resource_id, state)

    @override
    async def invoke(self, request: api.InvokeRequest) -> api.InvokeResponse:
        from .invoke_handlers import handle_invoke  # noqa: PLC0415 - see `_account`

        args = to_plain(request.args)
        return api.InvokeResponse(await self._run_in_thread(handle_invoke, self._account, request.tok, args))

    @override
    async def cancel(self) -> None:
        if self._connected:
            self._connected.client.retries.cancel()

    @property
    def _configured(self) -> Settings:
        if self._settings is None:
            raise SettingsError("the provider has no settings yet: the engine calls Configure first")
        return self._settings

    @property
    def _account(self) -> Account:
        """The account. HTTP is loaded by the first operation: a preview is quicker without."""
        from ..api.account import connect  # noqa: PLC0415 - see above

        self._connected = self._connected or connect(self._configured)
        return self._connected

    def _lifecycle(self, resource_type: ResourceType, urn: str) -> ResourceLifecycle:
        from ..lifecycle.registry import lifecycle  # noqa: PLC0415 - see `_account`

        return lifecycle(resource_type, self._account, self._operation, urn)

    def _predict_state(self, resource_type: ResourceType, inputs: Values, old_state: Values | None) -> Properties:
        key = self._configured.fingerprint_key_bytes
        return to_properties(resource_type, predict_state(resource_type, inputs, old_state, key))

    async def _log(self, message: str, severity: int = INFO, *, urn: str = "") -> None:
        if message:
            await self._run_in_thread(log, self._engine_address, message, severity, urn=urn)

    async def _run_within(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Return what a function returns whose requests share the time that a program allows for the operation."""
        from ..api.retries import shared_deadline  # noqa: PLC0415 - see `_account`

        with shared_deadline(seconds):
            return await self._run_in_thread(function, *arguments)

    async def _run_in_thread(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Return what a blocking function returns."""
        run = contextvars.copy_context().run
        call = partial(function, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._threads, run, call)


def _resource_type(qualified: str) -> ResourceType:
    """Return the resource type of a URN's type, which begins with those of the components that hold the resource."""
    token = qualified.rpartition("$")[2]
    if token not in RESOURCE_TYPES_BY_TOKEN:
        raise ArizeError(
            f"there is no resource {token}, only {', '.join(RESOURCE_TYPES_BY_TOKEN)}: is the plugin of another "
            "version?"
        )
    return RESOURCE_TYPES_BY_TOKEN[token]


def _to_fields(resource_type: ResourceType, properties: Mapping[str, PropertyValue]) -> dict[str, Any]:
    return to_fields(resource_type, to_plain(properties))


def _read_response(
    resource_type: ResourceType, item_id: str, result: ReadResult, hidden: Properties
) -> api.ReadResponse:
    """Return the response to a read; `hidden` are the properties of the state that are no fields."""
    state, inputs = (to_properties(resource_type, values) for values in (result.state, result.inputs))
    return api.ReadResponse(item_id, {**state, **hidden}, inputs)


def _path(path: Iterable[str]) -> str:
    return ".".join(map(camel, path))


def _diff_inputs_only(change: Change) -> bool:
    """Tell whether the engine shows a change as one of the inputs: the state also holds output-only fields.

    These would show as removed.
    """
    return bool(change.old) and any(map(has_output_only_fields, field_models(change.field)))


def _diff_kind(change: Change, found: ResourceDiff) -> api.PropertyDiffKind:
    """Return what happens to the property in the inputs: a request may have another form."""
    kinds, replaces = api.PropertyDiffKind, change.path in found.replaced
    if value_at(found.inputs, change.path) is None:
        return kinds.DELETE_REPLACE if replaces else kinds.DELETE
    if value_at(found.old_state, change.path) is None:
        return kinds.ADD_REPLACE if replaces else kinds.ADD
    return kinds.UPDATE_REPLACE if replaces else kinds.UPDATE
