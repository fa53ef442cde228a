"""The result of an operation."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .steps import UNCHANGING, Event, Listener, Message, Op, Outputs, Step, StepDone, counts
from .values import Properties, contains, is_secret, reveal

# those of the real engine
EXIT_FAILED = 1
EXIT_STACK_NOT_FOUND = 6
EXIT_CHANGES = 7
EXIT_CANCELLED = 8


@dataclass(frozen=True)
class UpdateResult:
    """The result of an operation: its steps, and the numbers of resources by the operation of their step.

    `outputs` are the stack's, secrets in the clear; `secret_outputs` are the names of secret ones. `exit_code` is 0
    unless it failed, `seconds` is its duration, `error` is the exception of a program that is a function.
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
        """True if any resource changes."""
        return bool(set(self.changes) - UNCHANGING)


class EventRecorder:
    """Records the events of an operation, and passes them to a listener one at a time."""

    def __init__(self, listener: Listener, without_secrets: Callable[[str], str]) -> None:
        self._listener = listener
        self._without_secrets = without_secrets
        self._events: list[Event] = []
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        """Record one event; secrets of the configuration are redacted in messages."""
        if isinstance(event, Message):
            event = replace(event, text=self._without_secrets(event.text))
        with self._lock:
            self._events.append(event)
            self._listener(event)

    def result(self, outputs: Properties, exit_code: int, seconds: float, *, reading: bool) -> UpdateResult:
        """Return the result; `outputs` are those before the operation, `reading` is true for a refresh."""
        done = [event for event in self._events if isinstance(event, StepDone) and not event.failed]
        steps = tuple(event.step for event in done if event.refreshing is reading)
        exported = [event.new for event in self._events if isinstance(event, Outputs)]
        outputs = exported[-1] if exported else outputs
        return UpdateResult(
            steps=steps,
            changes=counts(steps),
            outputs=reveal(outputs),
            secret_outputs=frozenset(name for name, value in outputs.items() if contains(value, is_secret)),
            diagnostics=tuple(event for event in self._events if isinstance(event, Message)),
            exit_code=exit_code,
            seconds=seconds,
        )
