"""The processes of dynamic providers."""

import threading
from collections.abc import Callable

from .processes import Launch, Process
from .project import Project
from .provider import Provider


class DynamicProviders:
    """Starts the processes of dynamic providers.

    `engine` is the address at which a provider finds the engine, to log. `launch` starts a process.
    """

    def __init__(
        self,
        project: Project,
        environment: dict[str, str],
        engine: str,
        show: Callable[[str], None],
        launch: Launch,
    ) -> None:
        self._project = project
        self._launch = launch
        self._engine = engine
        virtualenv = {"PULUMI_RUNTIME_VIRTUALENV": str(project.virtualenv)} if project.virtualenv else {}
        self._environment = {**environment, **virtualenv, "PULUMI_PROJECT": project.name}
        self._show = show
        self._spare: Process | None = None
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Start a process before it is needed: it loads while the program does."""
        with self._lock:
            self._spare = self._spare or self._start()

    def start(self, *, preview: bool) -> Provider:
        """Return a provider that is not configured yet."""
        with self._lock:
            process, self._spare = self._spare, None
        return Provider(process or self._start(), self._engine, self._project.folder, preview=preview)

    def close(self) -> None:
        """End the process that nobody needed."""
        if self._spare:
            self._spare.stop()

    def _start(self) -> Process:
        command = [self._project.interpreter, "-u", "-m", "pulumi.dynamic", self._engine]
        return Process(self._launch(command, self._project.folder, self._environment), self._show)
