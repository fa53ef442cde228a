"""What an operation did, as far as its events tell."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .steps import UNCHANGING, Event, Listener, Message, Op, Outputs, Step, StepDone, counts
from .values import Properties, contains, is_secret, reveal

# as the real engine ends
EXIT_FAILED = 1
EXIT_STACK_NOT_FOUND = 6
EXIT_CHANGES = 7
EXIT_CANCELLED = 8


@dataclass(frozen=True)
class UpdateResult:
    """What an operation did (or, in a preview, would do): `changes` counts resources by the kind of their step.

    `outputs` are the stack's, secrets in the clear, those of `secret_outputs` among them; `exit_code` is 0 unless it
    failed; `seconds` is its time; `error` is what the program raised, if it is a function.
    """

    steps: tuple[Step, ...] = ()
    changes: Mapping[Op, int] = field(default_factory=dict)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: tuple[Message, ...] = ()
    exit_code: int = 0
    seconds: float = 0.0
    secret_outputs: frozenset[str] = frozenset()
    error: BaseException | None = None

    @property
    def has_changes(self) -> bool:
        """True if any resource is not the same as before."""
        return bool(set(self.changes) - UNCHANGING)


class EventRecorder:
    """Hears the events of an operation and passes them on, one at a time."""

    def __init__(self, listener: Listener, without_secrets: Callable[[str], str]) -> None:
        self._listener = listener
        self._without_secrets = without_secrets
        self._heard: list[Event] = []
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        """Hear one event; what a program or a provider says shows no secret of the configuration."""
        if isinstance(event, Message):
            event = replace(event, text=self._without_secrets(event.text))
        with self._lock:
            self._heard.append(event)
            self._listener(event)

    def result(self, outputs: Properties, exit_code: int, seconds: float, *, reading: bool) -> UpdateResult:
        """Return what was done; `outputs` are those of before, `reading` says that reads are what there was to do."""
        done = [event for event in self._heard if isinstance(event, StepDone) and not event.failed]
        steps = tuple(event.step for event in done if event.refreshing is reading)
        said = [event.new for event in self._heard if isinstance(event, Outputs)]
        outputs = said[-1] if said else outputs
        return UpdateResult(
            steps=steps,
            changes=counts(steps),
            outputs=reveal(outputs),
            secret_outputs=frozenset(name for name, value in outputs.items() if contains(value, is_secret)),
            diagnostics=tuple(event for event in self._heard if isinstance(event, Message)),
            exit_code=exit_code,
            seconds=seconds,
        )
