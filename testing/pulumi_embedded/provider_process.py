"""The processes of providers: of dynamic resources, and of native plugins."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from . import urns
from .errors import StepError
from .grpc_provider import GrpcProvider
from .plugin_discovery import find_plugin
from .processes import Launch, Process
from .project import Configuration, Project
from .steps import Listener, Message, Severity
from .values import plain_json

# the last lines of a plugin's output, which are shown where it does not start
_SHOWN: Final = 50


@dataclass
class ProviderProcesses:
    """Starts the processes of providers; `engine` is the address of the service that they log to."""

    project: Project
    configuration: Configuration
    environment: dict[str, str]
    engine: str
    emit: Listener
    launch: Launch

    @cached_property
    def _environment(self) -> dict[str, str]:
        virtualenv = self.project.python.virtualenv()
        active = {"PULUMI_RUNTIME_VIRTUALENV": str(virtualenv)} if virtualenv else {}
        return {**self.environment, **active, "PULUMI_PROJECT": self.project.name}

    def start(self, package: str, *, preview: bool) -> GrpcProvider:
        """Start the provider of a package; it is not configured yet."""
        if package != urns.DYNAMIC:
            return self._native(package, preview=preview)
        return GrpcProvider(self._dynamic(), self.engine, self.project.folder, preview=preview)

    def _dynamic(self) -> Process:
        command = [self.project.python.for_dynamic_resources(), "-u", "-m", "pulumi.dynamic"]
        return self._process(command, urns.DYNAMIC, lambda line: self.emit(Message(Severity.INFO, line)))

    def _native(self, package: str, *, preview: bool) -> GrpcProvider:
        """Start a plugin; its output is only shown where it does not start."""
        plugin = find_plugin(package, self.project, self._environment)
        if plugin.warning:
            self.emit(Message(Severity.WARNING, plugin.warning))
        output: deque[str] = deque(maxlen=_SHOWN)
        process = self._process(plugin.command, package, output.append)
        try:
            return GrpcProvider(process, self.engine, plugin.folder, preview=preview)
        except StepError as error:
            raise StepError("\n".join([f"could not start the plugin of `{package}`: {error}", *output])) from None

    def _process(self, command: list[str], package: str, show: Callable[[str], None]) -> Process:
        config = {"PULUMI_CONFIG": plain_json(self.configuration.of(package))}
        environment = {**self._environment, **config}
        return Process(self.launch([*command, self.engine], self.project.program_folder, environment), show)
