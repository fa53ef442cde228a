"""What a program registers, from its threads to the planner, and on to the executor."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

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


class RegistrationHandler:
    """The registrations of one program; `stop` ends the operation when one of them fails."""

    def __init__(  # noqa: PLR0913 - what a registration goes through
        self,
        planner: StepGenerator,
        registry: ProviderRegistry,
        executor: StepExecutor,
        journal: Journal,
        configuration: Configuration,
        *,
        emit: Listener,
        stop: Callable[[], None],
    ) -> None:
        self._planner = planner
        self._registry = registry
        self._executor = executor
        self._journal = journal
        self._configuration = configuration
        self._tell = emit
        self._stop = stop
        self._planning = threading.Lock()
        self._idle = threading.Condition()
        self._running = 0
        self._asked: set[str] = set()
        self._made: dict[str, Resource] = {}
        self._stack_outputs: Properties | None = None

    def register(self, goal: Goal) -> Resource:
        """Bring a resource to its goal and return what it is then; raise StoppedError where that fails."""
        with self._idle:
            self._running += 1
        try:
            self._require_known_options(goal)
            with self._planning:
                self._executor.check_running()
                steps = self._planner.plan(goal, self._default_provider)
            made = self._executor.run_chain(steps)
            if steps[0].op is Op.IMPORT:
                with self._planning:
                    steps = self._planner.plan_imported(made)
                made = self._executor.run_chain(steps) if steps else made
        except EngineError as error:
            if not isinstance(error, StoppedError | InvalidError):
                self._tell(Message(Severity.ERROR, str(error), self._planner.urn_of(goal)))
            self._stop()
            raise StoppedError(str(error)) from None
        finally:
            with self._idle:
                self._running -= 1
                self._idle.notify_all()
        self._made[made.urn] = made
        return made

    def _require_known_options(self, goal: Goal) -> None:
        """Note that a resource is asked for; EngineError where another of this URN was, before either is made."""
        urn = self._planner.urn_of(self._planner.with_provider(goal))
        with self._idle:
            duplicate = urn in self._asked
            self._asked.add(urn)
        if duplicate:
            self._executor.stopped.set()
            raise EngineError(f"Duplicate resource URN '{urn}'; try giving it a unique name")

    def call(self, call: InvokeRequest) -> InvokeResult | None:
        """Call a function of a provider; None where what it depends on is not there yet."""
        with self._planning:
            self._executor.check_running()
            around = self._planner.provider_around(call.parent, call.package.name)
            reference = call.provider or around or self._default_provider(call.package)
        if any(self._awaited(urn) for urn in call.dependencies):
            return None
        return self._registry.get(reference).invoke(call.function, call.arguments)

    def _awaited(self, urn: str) -> bool:
        made = self._made.get(urn)
        if made is None or made.custom:
            return made is not None and not made.id
        return any(self._awaited(inside.urn) for inside in list(self._made.values()) if inside.parent == urn)

    def wait(self) -> None:
        """Wait until nothing is on its way any more."""
        with self._idle:
            self._idle.wait_for(lambda: self._running == 0)

    def set_outputs(self, urn: str, outputs: Properties) -> None:
        """Take the outputs of a component, or of the stack, which are kept until the end."""
        resource = self._made.get(urn)
        if resource is None:
            raise EngineError(f"outputs of a resource that was not registered: {urn}")
        if resource.type == urns.STACK_TYPE:
            self._stack_outputs = outputs
        elif resource.outputs != outputs:
            self._set_outputs(resource, outputs)

    def finish_outputs(self, old: Properties, *, failed: bool) -> None:
        """Make the stack's outputs those of the program; after a failure, old ones it did not get to say again stay."""
        stack = next((resource for resource in self._made.values() if resource.type == urns.STACK_TYPE), None)
        if stack is None:
            return
        outputs = stack.outputs if self._stack_outputs is None else self._stack_outputs
        if failed:
            outputs = {**old, **outputs}
        self._set_outputs(stack, outputs)
        self._tell(Outputs(old, outputs))

    def _set_outputs(self, resource: Resource, outputs: Properties) -> None:
        changed = replace(resource, outputs=outputs)
        self._made[resource.urn] = changed
        self._journal.end(resource, resource, left=changed)

    def _default_provider(self, package: Package) -> str:
        """Return the reference to a package's default provider, which is registered when it is first needed."""
        inputs = package.of_plugin(_provider_inputs(self._configuration, package.name))
        kind = f"{urns.PROVIDER_TYPES}{package.name}"
        goal = Goal(kind, package.default_provider, parent="", custom=True, inputs=inputs)
        urn = self._planner.urn_of(goal)
        if urn not in self._made:
            self._made[urn] = self._executor.run_chain(self._planner.plan(goal, self._default_provider))
        return self._made[urn].reference


def _provider_inputs(configuration: Configuration, package: str) -> Properties:
    """Return the configuration under the package's name; a dynamic provider gets all that there is."""
    if package == urns.DYNAMIC:
        return {key: _setting(configuration, key) for key in configuration.values}
    return {name: _setting(configuration, f"{package}:{name}") for name in configuration.of(package)}


def _setting(configuration: Configuration, key: str) -> Any:
    value = configuration.values[key]
    return Secret(value) if key in configuration.secrets else value
