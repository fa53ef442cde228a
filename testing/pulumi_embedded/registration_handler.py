"""Handles what a program registers: generates the steps of each resource and executes them."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from . import urns
from .errors import EngineError
from .goal import Goal, InvokeRequest
from .package_reference import Package
from .project import Configuration
from .provider_interface import InvokeResult
from .provider_registry import ProviderRegistry
from .resource_state import Resource
from .snapshot import Journal
from .step_executor import StepExecutor, StoppedError
from .step_generator import InvalidError, StepGenerator
from .steps import Listener, Message, Op, Outputs, Severity
from .values import Properties, Secret

SIGNAL_CHECK: Final = 0.2
"""Seconds that the main thread waits at once: an interrupt that arrives just before a wait is seen only after it."""


@dataclass
class RegistrationHandler:
    """The registrations of one program; `stop` ends the operation when one of them fails."""

    generator: StepGenerator
    registry: ProviderRegistry
    executor: StepExecutor
    journal: Journal
    configuration: Configuration
    emit: Listener
    stop: Callable[[], None]

    def __post_init__(self) -> None:
        self._generating = threading.Lock()
        self._idle = threading.Condition()
        self._running = 0
        self._urns: set[str] = set()
        self._registered: dict[str, Resource] = {}
        self._stack_outputs: Properties | None = None

    def register(self, goal: Goal) -> Resource:
        """Bring a resource to its goal and return its state; StoppedError where that fails."""
        with self._idle:
            self._running += 1
        try:
            self._require_unique_urn(goal)
            with self._generating:
                self.executor.check_running()
                steps = self.generator.generate_steps(goal, self._default_provider)
            made = self.executor.run_chain(steps)
            if steps[0].op is Op.IMPORT:
                with self._generating:
                    steps = self.generator.generate_steps_after_import(made)
                made = self.executor.run_chain(steps) if steps else made
        except EngineError as error:
            if not isinstance(error, StoppedError | InvalidError):
                self.emit(Message(Severity.ERROR, str(error), self.generator.urn_of(goal)))
            self.stop()
            raise StoppedError(str(error)) from None
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()
        self._registered[made.urn] = made
        return made

    def _require_unique_urn(self, goal: Goal) -> None:
        """Raise EngineError where the program has registered another resource of this URN."""
        urn = self.generator.urn_of(self.generator.with_inherited_options(goal))
        with self._idle:
            duplicate = urn in self._urns
            self._urns.add(urn)
        if duplicate:
            self.executor.stopped.set()
            raise EngineError(f"Duplicate resource URN '{urn}'; try giving it a unique name")

    def call(self, call: InvokeRequest) -> InvokeResult | None:
        """Call a function of a provider; None where a resource that it depends on does not exist yet."""
        with self._generating:
            self.executor.check_running()
            inherited = self.generator.component_provider(call.parent, call.package.name)
            reference = call.provider or inherited or self._default_provider(call.package)
        if any(self._is_pending(urn) for urn in call.dependencies):
            return None
        return self.registry.get(reference).invoke(call.function, call.arguments)

    def _is_pending(self, urn: str) -> bool:
        made = self._registered.get(urn)
        if made is None or made.custom:
            return made is not None and not made.id
        return any(self._is_pending(inside.urn) for inside in list(self._registered.values()) if inside.parent == urn)

    def wait(self) -> None:
        """Wait for the running registrations."""
        with self._idle:
            while not self._idle.wait_for(lambda: self._running == 0, SIGNAL_CHECK):
                pass

    def set_outputs(self, urn: str, outputs: Properties) -> None:
        """Set the outputs of a component or, when the program ends, of the stack."""
        resource = self._registered.get(urn)
        if resource is None:
            raise EngineError(f"outputs of a resource that was not registered: {urn}")
        if resource.type == urns.STACK_TYPE:
            self._stack_outputs = outputs
        elif resource.outputs != outputs:
            self._set_outputs(resource, outputs)

    def finish_outputs(self, old: Properties, *, failed: bool) -> None:
        """Set the stack's outputs; after a failure, old ones that the program did not export stay."""
        stack = next((resource for resource in self._registered.values() if resource.type == urns.STACK_TYPE), None)
        if stack is None:
            return
        outputs = stack.outputs if self._stack_outputs is None else self._stack_outputs
        if failed:
            outputs = {**old, **outputs}
        self._set_outputs(stack, outputs)
        self.emit(Outputs(old, outputs))

    def _set_outputs(self, resource: Resource, outputs: Properties) -> None:
        changed = replace(resource, outputs=outputs)
        self._registered[resource.urn] = changed
        self.journal.end(resource, resource, left=changed)

    def _default_provider(self, package: Package) -> str:
        """Return the reference to a package's default provider, which is registered at its first use."""
        inputs = package.with_plugin(_provider_inputs(self.configuration, package.name))
        goal = Goal(
            f"{urns.PROVIDER_TYPES}{package.name}", package.default_provider, parent="", custom=True, inputs=inputs
        )
        urn = self.generator.urn_of(goal)
        if urn not in self._registered:
            self._registered[urn] = self.executor.run_chain(self.generator.generate_steps(goal, self._default_provider))
        return self._registered[urn].reference


def _provider_inputs(configuration: Configuration, package: str) -> Properties:
    """Return the configuration in the package's namespace; a dynamic provider gets all of it."""
    if package == urns.DYNAMIC:
        return {key: _setting(configuration, key) for key in configuration.values}
    return {name: _setting(configuration, f"{package}:{name}") for name in configuration.of(package)}


def _setting(configuration: Configuration, key: str) -> Any:
    value = configuration.values[key]
    return Secret(value) if key in configuration.secrets else value
