"""The result of an operation, for the assertions of a test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from typing_extensions import override

from arize_emulator import RecordedRequest
from pulumi_embedded import Message, Op, Severity, Step, UpdateResult
from pulumi_embedded.display import Display, summary
from pulumi_embedded.property_diff import changes, visible
from pulumi_embedded.property_path import write
from pulumi_embedded.steps import Event
from pulumi_embedded.urns import STACK_TYPE

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class OperationResult:
    """The result of an operation for the resources of the program; in a preview, the predicted one.

    The lists have the names of resources, sorted. A resource that is replaced is in `replaced` alone.
    """

    operation: str
    """`up`, `preview`, `refresh` or `destroy`."""
    result: UpdateResult = field(repr=False)
    """The result of the engine."""
    text: str = field(repr=False)
    """The output of the engine: every step with its differences, secrets as `[secret]`."""
    requests: Sequence[RecordedRequest] = field(repr=False, default=())
    """The requests that the account received during the operation, oldest first, with secrets in the clear."""

    @property
    def created(self) -> list[str]:
        """The resources that were created, but for replacements."""
        return self._names(Op.CREATE)

    @property
    def updated(self) -> list[str]:
        """The resources that were updated in place; in a refresh, those that differed from the state."""
        return self._names(Op.UPDATE)

    @property
    def replaced(self) -> list[str]:
        """The resources that were replaced."""
        return self._names(Op.REPLACE)

    @property
    def deleted(self) -> list[str]:
        """The resources that were deleted; in a refresh, those that no longer existed."""
        return self._names(Op.DELETE)

    @property
    def imported(self) -> list[str]:
        """The resources that were imported; one that the program changes is in `updated` too."""
        return self._names(Op.IMPORT)

    @property
    def unchanged(self) -> list[str]:
        """The resources that did not change."""
        return self._names(Op.SAME)

    @property
    def changed(self) -> list[str]:
        """The resources that changed."""
        return sorted({*self.created, *self.imported, *self.updated, *self.replaced, *self.deleted})

    @property
    def differences(self) -> dict[str, list[str]]:
        """The paths of the inputs that differ, such as `config.apiKey`, by updated or replaced resource."""
        changed = [step for step in self.steps if step.op in (Op.UPDATE, Op.REPLACE)]
        return {step.resource.name: _paths(step) for step in sorted(changed, key=lambda step: step.resource.name)}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the resources of the program, in their order."""
        return tuple(step for step in self.result.steps if not step.resource.is_provider and not _is_stack(step))

    @property
    def outputs(self) -> dict[str, Any]:
        """The stack's outputs, secrets in the clear."""
        return dict(self.result.outputs)

    @property
    def secret_outputs(self) -> frozenset[str]:
        """The names of the outputs that are secret, or hold a secret."""
        return self.result.secret_outputs

    @property
    def diagnostics(self) -> tuple[Message, ...]:
        """The messages of the program, the provider and the engine."""
        return self.result.diagnostics

    @property
    def errors(self) -> list[str]:
        """The texts of the errors."""
        return [message.text for message in self.diagnostics if message.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[str]:
        """The texts of the warnings."""
        return [message.text for message in self.diagnostics if message.severity is Severity.WARNING]

    @override
    def __repr__(self) -> str:
        kinds = ("created", "imported", "updated", "replaced", "deleted", "unchanged")
        counts = [f"{len(names)} {kind}" for kind in kinds if (names := getattr(self, kind))]
        return f"<{self.operation}: {', '.join(counts) or 'nothing'}>"

    def _names(self, op: Op) -> list[str]:
        return sorted(step.resource.name for step in self.steps if step.op is op)


class OperationFailedError(Exception):
    """An operation failed; `result` is what it did. The exception of the program is the cause."""

    def __init__(self, result: OperationResult) -> None:
        super().__init__(f"{result.operation} failed\n{result.text}")
        self.result = result


def render_operation(events: Iterable[Event], result: UpdateResult, *, preview: bool) -> str:
    """Return the output of an operation, without colours."""
    lines: list[str] = []
    display = Display(lines.append, preview=preview)
    for event in events:
        display(event)
    return _COLOUR.sub("", "\n".join([*lines, *summary(result.changes, preview=preview)]))


def _paths(step: Step) -> list[str]:
    old = step.old.inputs if step.old else {}
    new = step.new.inputs if step.new else {}
    return sorted(write(change.path) for change in visible(changes(old, new)))


def _is_stack(step: Step) -> bool:
    return step.resource.type == STACK_TYPE
