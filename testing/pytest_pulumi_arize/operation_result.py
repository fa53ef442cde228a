"""What an operation did to a stack, in the words of a test."""

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
    """What an operation did, or in a preview would do, to the resources that the program names.

    The lists hold the names of resources, sorted; `steps` has their URNs, in the order in which the steps were done.
    A resource that is replaced is in `replaced` and in no other. In a preview they say what would be done.
    """

    operation: str
    """`up`, `preview`, `refresh` or `destroy`."""
    result: UpdateResult = field(repr=False)
    """What the engine answered."""
    text: str = field(repr=False)
    """What the engine would print: every step with its differences, secrets as `[secret]`."""
    requests: Sequence[RecordedRequest] = field(repr=False, default=())
    """The requests that the account received meanwhile, oldest first, with their bodies in the clear."""

    @property
    def created(self) -> list[str]:
        """The resources that were created; not those created in the place of others."""
        return self._names(Op.CREATE)

    @property
    def updated(self) -> list[str]:
        """The resources that were changed in place; by a refresh, those that were found changed."""
        return self._names(Op.UPDATE)

    @property
    def replaced(self) -> list[str]:
        """The resources that were deleted and created anew."""
        return self._names(Op.REPLACE)

    @property
    def deleted(self) -> list[str]:
        """The resources that were deleted; by a refresh, those that were found gone."""
        return self._names(Op.DELETE)

    @property
    def imported(self) -> list[str]:
        """The resources that the option `import_` took over; one that the program changes is in `updated` too."""
        return self._names(Op.IMPORT)

    @property
    def unchanged(self) -> list[str]:
        """The resources that stayed as they were."""
        return self._names(Op.SAME)

    @property
    def changed(self) -> list[str]:
        """The resources that did not stay as they were."""
        return sorted({*self.created, *self.imported, *self.updated, *self.replaced, *self.deleted})

    @property
    def differences(self) -> dict[str, list[str]]:
        """The paths of the inputs that differ, by resource: what was updated or replaced, such as `config.api_key`."""
        changed = [step for step in self.steps if step.op in (Op.UPDATE, Op.REPLACE)]
        return {step.resource.name: _paths(step) for step in sorted(changed, key=lambda step: step.resource.name)}

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the resources that the program names."""
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
        """What the program, the provider and the engine had to say."""
        return self.result.diagnostics

    @property
    def errors(self) -> list[str]:
        """The texts of the errors."""
        return [said.text for said in self.diagnostics if said.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[str]:
        """The texts of the warnings."""
        return [said.text for said in self.diagnostics if said.severity is Severity.WARNING]

    @override
    def __repr__(self) -> str:
        kinds = ("created", "imported", "updated", "replaced", "deleted", "unchanged")
        counts = [f"{len(names)} {kind}" for kind in kinds if (names := getattr(self, kind))]
        return f"<{self.operation}: {', '.join(counts) or 'nothing'}>"

    def _names(self, op: Op) -> list[str]:
        return sorted(step.resource.name for step in self.steps if step.op is op)


class OperationFailedError(Exception):
    """An operation failed; `outcome` is what it did before. What the program raised is the cause."""

    def __init__(self, outcome: OperationResult) -> None:
        super().__init__(f"{outcome.operation} failed\n{outcome.text}")
        self.outcome = outcome


def log_operation(events: Iterable[Event], result: UpdateResult, *, preview: bool) -> str:
    """Return the text that an operation shows, without colours."""
    lines: list[str] = []
    display = Display(lines.append, preview=preview)
    for event in events:
        display(event)
    return _COLOUR.sub("", "\n".join([*lines, *summary(result.changes, preview=preview)]))


def _paths(step: Step) -> list[str]:
    old = step.old.inputs if step.old else {}
    new = step.new.inputs if step.new else {}
    return sorted(write(found.path) for found in visible(changes(old, new)))


def _is_stack(step: Step) -> bool:
    return step.resource.type == STACK_TYPE
