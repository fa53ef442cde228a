"""The native provider: each verb is the lifecycle's, on the property values of the engine's protocol.

The lifecycle waits for answers, so each call has a thread; the engine's `--parallel` says how many there are at once.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi.provider.experimental import provider as api
from typing_extensions import override

from ..casing import camel, path_to_camel_case, schema_names
from ..engine_log import log
from ..errors import ArizeError, SettingsError
from ..lifecycle.check import CheckProblem, check, names_taken
from ..lifecycle.diff import Change, Values
from ..lifecycle.engine_operation import EngineOperation
from ..lifecycle.key_fingerprint import COMPARISON_INPUTS, comparison_inputs
from ..lifecycle.normalize import input_paths
from ..lifecycle.preview import predict_state
from ..lifecycle.replace_on_changes import forced_replacements, matches_path
from ..lifecycle.resource_operations import ReadResult, ResourceOperations, diff
from ..lifecycle.retained_secrets import RETAINED, is_adoption, stored_paths
from ..lifecycle.update_announcement import announcement, sent_secret_paths
from ..model.fields import field_models, fields
from ..model.resource_types import RESOURCE_TYPES, ResourceType
from ..safe_json import value_at
from ..sdk.resource_options import HIDE_DIFFS, REPLACE_ON_CHANGES
from ..settings import SECRETS, STACK, Settings
from . import provider_config
from .property_values import Properties, to_fields, to_plain, to_properties, with_secrets_of
from .schema import schema

if TYPE_CHECKING:
    from ..api.account import Account

T = TypeVar("T")

MAX_THREADS = 512
"""Threads at most; more calls than that wait for one."""

REQUIRED_OPTIONS = (REPLACE_ON_CHANGES, HIDE_DIFFS)
"""The properties that tell of options."""

RESOURCE_TYPES_BY_TOKEN = {f"arize:index:{kind.name}": kind for kind in RESOURCE_TYPES}


class NativeProvider(api.Provider):
    """The provider of every kind of resource, and of the look-ups."""

    def __init__(self, engine_address: str) -> None:
        self._engine_address = engine_address
        self._threads = ThreadPoolExecutor(MAX_THREADS, thread_name_prefix="arize")
        self._settings: Settings | None = None
        self._connected: Account | None = None
        self._origin = STACK
        self._operation = EngineOperation(engine_address)

    def set_urn(self, urn: str) -> None:
        """Note the name by which a program, or the engine, calls this provider."""
        self._origin = provider_config.origin_of(urn)

    @override
    async def get_schema(self, request: api.GetSchemaRequest) -> api.GetSchemaResponse:
        return api.GetSchemaResponse(json.dumps(schema()))

    @override
    async def check_config(self, request: api.CheckRequest) -> api.CheckResponse:
        found = provider_config.problems(to_plain(request.new_inputs))
        self.set_urn(request.urn)
        failures = [api.CheckFailure(problem.name, provider_config.reason(problem, self._origin)) for problem in found]
        inputs = {
            name: value.with_secret(value.is_secret or name in SECRETS) for name, value in request.new_inputs.items()
        }
        return api.CheckResponse(inputs, failures)

    @override
    async def diff_config(self, request: api.DiffRequest) -> api.DiffResponse:
        old, new = to_plain(request.old_state), to_plain(request.new_inputs)
        return api.DiffResponse(replaces=await self._call(provider_config.changed_account, old, new))

    @override
    async def configure(self, request: api.ConfigureRequest) -> api.ConfigureResponse:
        self._settings = provider_config.settings(to_plain(request.args), self._origin)
        self._operation = EngineOperation(self._engine_address)  # a process that is attached to serves several
        return api.ConfigureResponse(accept_secrets=True, supports_preview=True)

    @override
    async def check(self, request: api.CheckRequest) -> api.CheckResponse:
        resource_type = _resource_type(request.type)
        old_state = to_fields(resource_type, request.old_inputs)
        told = to_fields(resource_type, request.new_inputs)
        given = {
            name: value for name, value in told.items() if name not in (RETAINED, COMPARISON_INPUTS, *REQUIRED_OPTIONS)
        }
        with schema_names():
            inputs, problems = check(resource_type, given, old_state)
            problems += names_taken(resource_type, inputs, self._operation, request.urn)
        if not old_state:
            self._operation.replace(request.urn)
        if is_adoption(inputs, old_state) and not problems:
            note = await self._call(self._adoption, resource_type, request.urn, inputs)
            await self._call(log, self._engine_address, note)
            await self._call(log, self._engine_address, self._operation.caution())
        forced = str(told.get(REPLACE_ON_CHANGES) or "")
        paths = sent_secret_paths(resource_type, old_state, inputs, forced) if old_state and not problems else {}
        if any(paths.values()):  # every other change the engine shows at its path
            with schema_names():
                note = announcement(paths)
            await self._call(log, self._engine_address, note, urn=request.urn)
        options = {name: told[name] for name in REQUIRED_OPTIONS if name in told}
        response = {**inputs, **comparison_inputs(resource_type, inputs, os.environ), **options}
        properties = with_secrets_of(to_properties(resource_type, response), request.new_inputs)
        return api.CheckResponse(properties, [_failure(resource_type, problem) for problem in problems])

    @override
    async def diff(self, request: api.DiffRequest) -> api.DiffResponse:
        resource_type = _resource_type(request.type)
        self._operation.record_owned(request.resource_id, request.urn)
        old_state, inputs = to_fields(resource_type, request.old_state), to_fields(resource_type, request.new_inputs)
        self._operation.record_creator(old_state)
        found = diff(resource_type, old_state, inputs)
        hides = any(matches_path(change.path, str(inputs.get(HIDE_DIFFS) or "")) for change in found)
        replaced = forced_replacements(found, str(inputs.get(REPLACE_ON_CHANGES) or ""), old_state, inputs)
        return api.DiffResponse(
            changes=bool(found),
            replaces=[_path(path) for path in replaced],
            delete_before_replace=True,
            diffs=list(dict.fromkeys(camel(change.path[0]) for change in found)),
            detailed_diff={
                _path(change.path): api.PropertyDiff(
                    _diff_kind(change, old_state, inputs, replaces=change.path in replaced), _diff_inputs_only(change)
                )
                for change in found
                if not hides
            },
        )

    @override
    async def create(self, request: api.CreateRequest) -> api.CreateResponse:
        resource_type = _resource_type(request.type)
        inputs = to_fields(resource_type, request.properties)
        if request.preview:
            return api.CreateResponse(
                "", with_secrets_of(self._previewed(resource_type, inputs, None), request.properties)
            )
        item_id, state = await self._within(
            request.timeout, self._operations(resource_type, request.urn).create, inputs
        )
        return api.CreateResponse(item_id, with_secrets_of(to_properties(resource_type, state), request.properties))

    @override
    async def read(self, request: api.ReadRequest) -> api.ReadResponse:
        resource_type = _resource_type(request.type)
        verbs = self._operations(resource_type, request.urn)
        if not request.properties:
            imported = await self._call(verbs.import_, request.resource_id)
            if imported is None:  # an empty id would do, but the engine imports nothing without a word
                raise ArizeError(
                    f"cannot import {resource_type.title} {request.resource_id!r}: "
                    "there is none, or the key may not read it"
                )
            return _read(resource_type, *imported)
        inputs = to_fields(resource_type, request.inputs)
        state, named = to_fields(resource_type, request.properties), input_paths(resource_type, inputs)
        found = await self._call(verbs.read, request.resource_id, state, named)
        if found is None:
            return api.ReadResponse("")
        kept = {RETAINED: paths} if (paths := stored_paths(inputs, RETAINED)) else {}
        response = _read(resource_type, request.resource_id, ReadResult(found.state, {**found.inputs, **kept}))
        response.properties = with_secrets_of(response.properties, request.properties, request.inputs)
        response.inputs = with_secrets_of(response.inputs, request.inputs)
        return response

    @override
    async def update(self, request: api.UpdateRequest) -> api.UpdateResponse:
        resource_type = _resource_type(request.type)
        state, inputs = to_fields(resource_type, request.olds), to_fields(resource_type, request.news)
        if request.preview:
            return api.UpdateResponse(with_secrets_of(self._previewed(resource_type, inputs, state), request.news))
        update = self._operations(resource_type, request.urn).update
        updated = await self._within(request.timeout, update, request.resource_id, state, inputs)
        return api.UpdateResponse(with_secrets_of(to_properties(resource_type, updated), request.news))

    @override
    async def delete(self, request: api.DeleteRequest) -> None:
        resource_type = _resource_type(request.type)
        delete, state = (
            self._operations(resource_type, request.urn).delete,
            to_fields(resource_type, request.properties),
        )
        await self._within(request.timeout, delete, request.resource_id, state)

    @override
    async def invoke(self, request: api.InvokeRequest) -> api.InvokeResponse:
        from .invoke_handlers import handle_invoke  # noqa: PLC0415 - see `_account`

        return api.InvokeResponse(await self._call(handle_invoke, self._account, request.tok, to_plain(request.args)))

    @override
    async def cancel(self) -> None:
        if self._connected:
            self._connected.client.cancel()

    @property
    def _configured(self) -> Settings:
        if self._settings is None:
            raise SettingsError("the provider has no settings yet: the engine calls Configure first")
        return self._settings

    @property
    def _account(self) -> Account:
        """The account. HTTP is loaded with the first verb: a preview is quicker without."""
        from ..api.account import connect  # noqa: PLC0415 - see above

        self._connected = self._connected or connect(self._configured)
        return self._connected

    def _operations(self, resource_type: ResourceType, urn: str) -> ResourceOperations:
        from ..lifecycle.registry import lifecycle  # noqa: PLC0415 - see `_account`

        return lifecycle(resource_type, self._account, self._operation, urn)

    def _adoption(self, resource_type: ResourceType, urn: str, inputs: Values) -> str:
        from ..lifecycle.integration import IntegrationLifecycle  # noqa: PLC0415 - see `_account`

        return IntegrationLifecycle(resource_type, self._account, self._operation, urn).describe_adoption(inputs)

    def _previewed(self, resource_type: ResourceType, inputs: Values, old_state: Values | None) -> Properties:
        return to_properties(
            resource_type, predict_state(resource_type, inputs, old_state, self._configured.fingerprint_key_bytes)
        )

    async def _within(self, seconds: float, function: Callable[..., T], *arguments: Any) -> T:
        """Return what a function returns, whose requests have the time that a program gives the operation."""
        from ..api.retries import shared_deadline  # noqa: PLC0415 - see `_account`

        with shared_deadline(seconds):
            return await self._call(function, *arguments)

    async def _call(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Return what a function returns that waits, from a thread of its own."""
        with schema_names():
            run = contextvars.copy_context().run
        call = partial(function, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._threads, run, call)


def _resource_type(qualified: str) -> ResourceType:
    """Return the kind that a URN names, whose type begins with those of the components that hold the resource."""
    token = qualified.rpartition("$")[2]
    if token not in RESOURCE_TYPES_BY_TOKEN:
        raise ArizeError(
            f"there is no resource {token}, only {', '.join(RESOURCE_TYPES_BY_TOKEN)}: is the plugin of another "
            "version?"
        )
    return RESOURCE_TYPES_BY_TOKEN[token]


def _read(resource_type: ResourceType, item_id: str, found: ReadResult) -> api.ReadResponse:
    return api.ReadResponse(
        item_id, to_properties(resource_type, found.state), to_properties(resource_type, found.inputs)
    )


def _failure(resource_type: ResourceType, problem: CheckProblem) -> api.CheckFailure:
    """Return a problem as the engine shows it, at its path in the schema."""
    named = CheckProblem(path_to_camel_case(problem.path, resource_type.names), problem.reason)
    return api.CheckFailure(named.shown_path, named.reason)


def _path(path: Iterable[str]) -> str:
    return ".".join(map(camel, path))


def _diff_inputs_only(change: Change) -> bool:
    """Tell whether a change is shown from program to program: the state holds what only the server says of the object.

    It would show as taken away.
    """
    models = field_models(change.field) if change.old else ()
    return any(model.output_fields or any(field.presence_field for field in fields(model).values()) for model in models)


def _diff_kind(change: Change, old_state: Values, inputs: Values, *, replaces: bool) -> api.PropertyDiffKind:
    """Return what happens to the property in the program's terms: a request may say the same in another form."""
    kinds = api.PropertyDiffKind
    if value_at(inputs, change.path) is None:
        return kinds.DELETE_REPLACE if replaces else kinds.DELETE
    if value_at(old_state, change.path) is None:
        return kinds.ADD_REPLACE if replaces else kinds.ADD
    return kinds.UPDATE_REPLACE if replaces else kinds.UPDATE
