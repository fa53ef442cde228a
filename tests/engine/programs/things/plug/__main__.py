"""A native provider of things, which are those of the dynamic one: the same files, faults and record of calls.

Types: `plug:index:Thing`. Functions: `plug:index:getThing` by `id`, `plug:index:echo`. Configuration: another `account`
is another provider, `bad` is refused, `plain` accepts neither secrets nor references.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import grpc
from pulumi.provider.experimental import provider as sdk
from pulumi.provider.experimental import server
from pulumi.provider.experimental.property_value import PropertyValue
from pulumi.runtime import rpc
from pulumi.runtime.proto import provider_pb2, status_pb2

# the program's folder, where the objects are
sys.path.append(str(Path.cwd()))

from things import (  # type: ignore[import-not-found]  # found where the plugin runs
    FaultError,
    fail_if_asked,
    save,
    saved,
    take_part,
)

_OURS = ("label", "__provider", "serial")
_REPLACES = "kind"
# the SDK hands unknowns over as they are on the wire, and can send them in no other way
UNKNOWN = PropertyValue(rpc.UNKNOWN)


class PartialError(Exception):
    """The object is there, but it is not as it should be."""

    def __init__(self, id_: str, properties: dict[str, PropertyValue], inputs: dict[str, PropertyValue]) -> None:
        super().__init__(f"{id_} is not ready")
        self.id = id_
        self.properties = properties
        self.inputs = inputs


class Servicer(server.ProviderServicer):
    """The SDK's own, and the response for an object that is there but not ready, which the SDK cannot return."""

    async def Create(self, request: Any, context: Any) -> Any:  # noqa: N802 - named by the protocol
        """Create an object."""
        return await self._partly(super().Create, request, context)

    async def Update(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Update an object."""
        return await self._partly(super().Update, request, context)

    async def Read(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Read an object."""
        return await self._partly(super().Read, request, context)

    async def _partly(self, method: Any, request: Any, context: Any) -> Any:
        try:
            return await method(request, context)
        except Exception as error:
            if isinstance(error.__context__, PartialError):
                await context.abort_with_status(_status(error.__context__))
            raise


def _status(error: PartialError) -> Any:
    detail = provider_pb2.ErrorResourceInitFailed(
        id=error.id,
        properties=PropertyValue.marshal_map(error.properties),
        inputs=PropertyValue.marshal_map(error.inputs),
        reasons=[str(error)],
    )
    output = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=str(error))
    output.details.add().Pack(detail)
    status = grpc.Status()
    status.code, status.details = grpc.StatusCode.UNKNOWN, str(error)
    status.trailing_metadata = (("grpc-status-details-bin", output.SerializeToString()),)
    return status


def plain(value: PropertyValue) -> Any:
    """Return a value without marks."""
    inner: Any = value.value
    if isinstance(inner, Mapping):
        return {key: plain(item) for key, item in inner.items()}
    if isinstance(inner, (list, tuple)):
        return [plain(item) for item in inner]
    if hasattr(inner, "urn"):
        return inner.urn
    return int(inner) if isinstance(inner, float) and inner.is_integer() else inner


def all_plain(values: Any) -> dict[str, Any]:
    """Return properties without marks."""
    return {key: plain(value) for key, value in values.items()}


def marked(values: dict[str, Any]) -> dict[str, PropertyValue]:
    """Return properties as the SDK has them."""
    return {key: _marked(value) for key, value in values.items()}


def _marked(value: Any) -> PropertyValue:
    if isinstance(value, dict):
        return PropertyValue(marked(value))
    if isinstance(value, list):
        return PropertyValue([_marked(item) for item in value])
    return PropertyValue(float(value) if isinstance(value, int) and not isinstance(value, bool) else value)


class Plug(sdk.Provider):
    """Things with a native provider."""

    def __init__(self) -> None:
        self.account = ""

    async def check_config(self, request: sdk.CheckRequest) -> sdk.CheckResponse:
        """Refuse what is `bad`, and give the account its name."""
        failures = [sdk.CheckFailure("bad", "it is not good")] if "bad" in request.new_inputs else []
        inputs = {"account": PropertyValue("main"), **request.new_inputs}
        return sdk.CheckResponse(inputs, failures)

    async def diff_config(self, request: sdk.DiffRequest) -> sdk.DiffResponse:
        """Ask for another provider where the account is another."""
        old, new = all_plain(request.old_state), all_plain(request.new_inputs)
        replaces = ["account"] if old.get("account") != new.get("account") else []
        # the SDK passes on what it is given: the number of the protocol, not what it documents
        some, none = provider_pb2.DiffResponse.DIFF_SOME, provider_pb2.DiffResponse.DIFF_NONE
        return sdk.DiffResponse(some if old != new else none, replaces)  # type: ignore[arg-type]

    async def configure(self, request: sdk.ConfigureRequest) -> sdk.ConfigureResponse:
        """Take the configuration."""
        given = all_plain(request.args)
        Path("provider.pid").write_text(str(os.getpid()))
        if given.get("unusable"):
            raise FaultError("the configuration cannot be used")
        self.account = given.get("account", "")
        strong = not given.get("plain")
        return sdk.ConfigureResponse(strong, not given.get("blind"), strong, strong)

    async def check(self, request: sdk.CheckRequest) -> sdk.CheckResponse:
        """Refuse what `invalid` lists."""
        new = all_plain(request.new_inputs)
        fail_if_asked("check", new)
        failures = [sdk.CheckFailure(name, "it is not valid") for name in new.get("invalid") or []]
        return sdk.CheckResponse(request.new_inputs, failures)

    async def diff(self, request: sdk.DiffRequest) -> sdk.DiffResponse:
        """Compare, property by property; those of a map one by one."""
        new = all_plain(request.new_inputs)
        old = {key: value for key, value in all_plain(request.old_state).items() if key not in _OURS}
        fail_if_asked("diff", new)
        if new.get("undecided"):
            return sdk.DiffResponse()
        found = dict(_differences("", old, new))
        places = sorted({path.partition(".")[0] for path in found})
        return sdk.DiffResponse(
            changes=bool(found),
            diffs=places,
            stables=["label"],
            replaces=new.get("replaces") or [],
            delete_before_replace=bool(new.get("delete_first")),
            detailed_diff=found if not new.get("coarse") else None,
        )

    async def create(self, request: sdk.CreateRequest) -> sdk.CreateResponse:
        """Write the object's file; in a preview say what is known."""
        new = all_plain(request.properties)
        if request.preview:
            return sdk.CreateResponse("", self._foreseen(request.properties))
        # others go on meanwhile
        await asyncio.to_thread(take_part, new)
        await asyncio.to_thread(fail_if_asked, "create", new)
        id_ = f"{new['name']}-{new.get('kind')}"
        outputs = self._write(id_, new, request.properties)
        if new.get("partial") == "create":
            raise PartialError(id_, outputs, dict(request.properties))
        return sdk.CreateResponse(id_, outputs)

    async def update(self, request: sdk.UpdateRequest) -> sdk.UpdateResponse:
        """Write the object's file again; in a preview say what is known."""
        new = all_plain(request.news)
        if request.preview:
            return sdk.UpdateResponse({**self._foreseen(request.news), "serial": UNKNOWN})
        fail_if_asked("update", new)
        outputs = self._write(request.resource_id, new, request.news)
        if new.get("partial") == "update":
            raise PartialError(request.resource_id, outputs, dict(request.news))
        return sdk.UpdateResponse(outputs)

    async def read(self, request: sdk.ReadRequest) -> sdk.ReadResponse:
        """Read the object's file; a missing one is gone."""
        fail_if_asked("read", all_plain(request.properties))
        if not saved(request.resource_id).exists():
            return sdk.ReadResponse("", {}, {})
        found = json.loads(saved(request.resource_id).read_text())
        inputs = marked({key: value for key, value in found.items() if key not in _OURS})
        if found.get("partial") == "read":
            raise PartialError(request.resource_id, marked(found), inputs)
        return sdk.ReadResponse(request.resource_id, marked(found), inputs)

    async def delete(self, request: sdk.DeleteRequest) -> None:
        """Remove the object's file."""
        fail_if_asked("delete", all_plain(request.properties))
        saved(request.resource_id).unlink(missing_ok=True)

    async def cancel(self) -> None:
        """Note that the engine wants an end."""
        Path("cancelled").touch()

    async def invoke(self, request: sdk.InvokeRequest) -> sdk.InvokeResponse:
        """Look an object up, or say what was asked."""
        if request.tok == "plug:index:echo":
            return sdk.InvokeResponse({**request.args, "account": PropertyValue(self.account)})
        if request.tok != "plug:index:getThing":
            raise FaultError(f"there is no function {request.tok}")
        id_ = plain(request.args["id"])
        if not saved(id_).exists():
            return sdk.InvokeResponse(failures=[sdk.CheckFailure("id", f"there is no {id_}")])
        return sdk.InvokeResponse(marked(json.loads(saved(id_).read_text())))

    def _foreseen(self, inputs: Any) -> dict[str, PropertyValue]:
        label = PropertyValue(f"label of {plain(inputs['name'])}")
        return {**inputs, **({} if "unlabelled" in inputs else {"label": label})}

    def _write(self, id_: str, new: dict[str, Any], given: Any) -> dict[str, PropertyValue]:
        label = {} if new.get("unlabelled") else {"label": f"label of {new['name']}"}
        save(id_, {**new, **label, "serial": self.account})
        return {**given, **marked(label), "serial": PropertyValue(self.account)}


def _differences(path: str, old: dict[str, Any], new: dict[str, Any]) -> Any:
    for key in sorted({*old, *new}):
        place = f"{path}.{key}" if path else key
        if isinstance(old.get(key), dict) and isinstance(new.get(key), dict):
            yield from _differences(place, old[key], new[key])
        elif old.get(key) != new.get(key):
            name = "ADD" if key not in old else "DELETE" if key not in new else "UPDATE"
            kind = sdk.PropertyDiffKind[f"{name}_REPLACE" if place == _REPLACES else name]
            yield place, sdk.PropertyDiff(kind, input_diff=True)


if __name__ == "__main__":
    server.ProviderServicer = Servicer  # type: ignore[misc]
    server.main(sys.argv[1:], "1.2.3", Plug())
