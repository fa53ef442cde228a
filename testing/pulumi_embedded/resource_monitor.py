"""The two services that a program talks to: ResourceMonitor to register resources, and Engine to log."""

# ruff: noqa: ARG002, N802 - the methods are named, and called, by the protocol

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NoReturn

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc, provider_pb2, resource_pb2, resource_pb2_grpc

from .errors import EngineError, RefusedError, StepError
from .goal import read_goal, read_invoke, read_resource_goal
from .program_entry import UNLIMITED
from .registration_handler import RegistrationHandler
from .step_executor import StoppedError
from .steps import Listener, Message, Severity
from .values import from_wire, to_wire, without_references

_FEATURES: Final = {
    "secrets": "SECRETS",
    "resourceReferences": "RESOURCE_REFERENCES",
    "aliasSpecs": "ALIAS_SPECS",
    # refused by name: without these, the SDK raises errors of its own
    "transforms": "TRANSFORMS",
    "invokeTransforms": "INVOKE_TRANSFORMS",
    "deletedWith": "DELETED_WITH",
    "replaceWith": "REPLACE_WITH",
    "resourceHooks": "RESOURCE_HOOKS",
    "errorHooks": "ERROR_HOOKS",
    "stateMigrations": "STATE_MIGRATIONS",
    "parameterization": "PARAMETERIZATION",
}
FEATURES: Final[Mapping[str, Any]] = {
    name: getattr(resource_pb2, f"RESOURCE_MONITOR_FEATURE_{word}", None) for name, word in _FEATURES.items()
}
"""The features by name, with the numbers of the protocol; None for one that the SDK does not have."""

_REFUSED: Final = {
    "Call": "a method call on a resource",
    "ExistsResource": "looking for an existing resource",
    "RegisterStackTransform": "a stack transform",
    "RegisterStackInvokeTransform": "an invoke transform",
    "RegisterResourceHook": "a resource hook",
    "RegisterErrorHook": "an error hook",
    "RegisterPackage": "a parameterized package",
}
_SEVERITIES: Final = {
    engine_pb2.INFO: Severity.INFO,
    engine_pb2.WARNING: Severity.WARNING,
    engine_pb2.ERROR: Severity.ERROR,
}


class ResourceMonitor(resource_pb2_grpc.ResourceMonitorServicer):
    """Passes on what a program registers, and refuses by name what it does not support; `fail` ends the operation."""

    def __init__(
        self, info: resource_pb2.DeploymentInfo, registrations: RegistrationHandler, fail: Callable[[str], None]
    ) -> None:
        self._info = info
        self._registrations = registrations
        self._fail = fail
        for method, feature in _REFUSED.items():
            setattr(self, method, self._refusal(feature))

    def GetDeploymentInfo(self, request: empty_pb2.Empty, context: Any) -> resource_pb2.DeploymentInfo:
        """Return the settings of the operation and the features of this monitor."""
        return self._info

    def SupportsFeature(
        self, request: resource_pb2.SupportsFeatureRequest, context: Any
    ) -> resource_pb2.SupportsFeatureResponse:
        """Return whether a feature is supported."""
        return resource_pb2.SupportsFeatureResponse(hasSupport=request.id in FEATURES)

    def RegisterResource(
        self, request: resource_pb2.RegisterResourceRequest, context: Any
    ) -> resource_pb2.RegisterResourceResponse:
        """Register a resource and return its state."""
        try:
            resource = self._registrations.register(read_goal(request))
        except EngineError as error:
            self._abort(error, context)
        return resource_pb2.RegisterResourceResponse(
            urn=resource.urn, id=resource.id, object=to_wire(resource.outputs if resource.custom else {})
        )

    def ReadResource(
        self, request: resource_pb2.ReadResourceRequest, context: Any
    ) -> resource_pb2.ReadResourceResponse:
        """Read a resource that the program does not manage, or the outputs of another stack."""
        try:
            resource = self._registrations.register(read_resource_goal(request))
        except EngineError as error:
            self._abort(error, context)
        return resource_pb2.ReadResourceResponse(urn=resource.urn, properties=to_wire(resource.outputs))

    def RegisterResourceOutputs(
        self, request: resource_pb2.RegisterResourceOutputsRequest, context: Any
    ) -> empty_pb2.Empty:
        """Set the outputs of a component or of the stack."""
        try:
            self._registrations.set_outputs(request.urn, from_wire(request.outputs))
        except EngineError as error:
            self._abort(error, context)
        return empty_pb2.Empty()

    def Invoke(self, request: resource_pb2.ResourceInvokeRequest, context: Any) -> resource_pb2.ResourceInvokeResponse:
        """Call a function of a provider; the program handles its failures."""
        try:
            invoked = self._registrations.call(read_invoke(request))
        except StepError as error:
            context.abort(grpc.StatusCode.UNKNOWN, f"invocation of {request.tok} returned an error: {error}")
        except EngineError as error:
            self._abort(error, context)
        if invoked is None:
            return resource_pb2.ResourceInvokeResponse(unknown=True)
        outputs, failures = invoked
        failed = [provider_pb2.CheckFailure(property=name, reason=reason) for name, reason in failures]
        returned = outputs if request.acceptResources else without_references(outputs)
        fields: dict[str, Any] = {"return": to_wire(returned), "failures": failed}
        return resource_pb2.ResourceInvokeResponse(**fields)

    def SignalAndWaitForShutdown(self, request: empty_pb2.Empty, context: Any) -> empty_pb2.Empty:
        """Let the program end: this monitor never calls it."""
        return empty_pb2.Empty()

    def _refusal(self, feature: str) -> Callable[[Any, Any], NoReturn]:
        def refuse(_request: Any, context: Any) -> NoReturn:
            self._abort(RefusedError(feature), context)

        return refuse

    def _abort(self, error: EngineError, context: Any) -> NoReturn:
        if not isinstance(error, StoppedError):
            self._fail(str(error))
        context.abort(grpc.StatusCode.UNAVAILABLE, "resource monitor shut down")
        raise AssertionError  # abort never returns


class EngineService(engine_pb2_grpc.EngineServicer):
    """Shows what the program and providers log, and keeps the URN of the root resource."""

    def __init__(self, emit: Listener) -> None:
        self._emit = emit
        self._root = ""

    def Log(self, request: engine_pb2.LogRequest, context: Any) -> empty_pb2.Empty:
        """Show a message; the embedded engine shows none for debugging."""
        if request.severity in _SEVERITIES:
            self._emit(Message(_SEVERITIES[request.severity], request.message, request.urn))
        return empty_pb2.Empty()

    def GetRootResource(self, request: Any, context: Any) -> engine_pb2.GetRootResourceResponse:
        """Return the URN of the stack's resource."""
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(
        self, request: engine_pb2.SetRootResourceRequest, context: Any
    ) -> engine_pb2.SetRootResourceResponse:
        """Keep the URN of the stack's resource."""
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()


class Server:
    """Serves the engine service and, for a program, the monitor on one local port; `address` is `host:port`."""

    def __init__(self, engine: EngineService, monitor: ResourceMonitor | None = None) -> None:
        # each registration of a program blocks a thread until its resource is done
        self._server = grpc.server(ThreadPoolExecutor(1024), options=UNLIMITED)
        if monitor:
            resource_pb2_grpc.add_ResourceMonitorServicer_to_server(monitor, self._server)
        engine_pb2_grpc.add_EngineServicer_to_server(engine, self._server)
        self.address = f"127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        self._server.start()

    def close(self) -> None:
        """Stop serving."""
        self._server.stop(grace=0).wait()
