"""The steps of an operation, and the events that report them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from . import urns
from .property_diff import PropertyChange
from .resource_state import Resource
from .values import Properties


class Op(str, Enum):
    """What a step does to its resource."""

    SAME = "same"
    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    CREATE_REPLACEMENT = "create-replacement"
    DELETE = "delete"
    DELETE_REPLACED = "delete-replaced"
    REMOVE_PENDING_REPLACE = "remove-pending-replace"
    READ = "read"
    READ_REPLACEMENT = "read-replacement"
    DISCARD = "discard"
    DISCARD_REPLACED = "discard-replaced"
    IMPORT = "import"


@dataclass(frozen=True)
class Step:
    """A step: `old` is None for a create, `new` is None for a delete.

    `replace_keys` are the properties that require a replacement, which deletes the old object first if `delete_first`;
    `ignored` are the paths of `ignore_changes`, `details` is the detailed diff of the provider, if it has one.
    """

    op: Op
    old: Resource | None
    new: Resource | None
    replace_keys: tuple[str, ...] = ()
    delete_first: bool = False
    ignored: tuple[str, ...] = ()
    details: tuple[PropertyChange, ...] = ()

    @property
    def resource(self) -> Resource:
        """The new state of the resource, or the old one where there is no new one."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - a step has one or the other
        return found

    @property
    def urn(self) -> str:
        """The URN of the resource."""
        return self.resource.urn

    @property
    def is_shown(self) -> bool:
        """True unless the step changes nothing or is of a default provider."""
        return self.op not in _SILENT and not urns.is_default_provider(self.urn)


class Severity(str, Enum):
    """How serious a message is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """A message of the program, a provider or the engine, about a resource if `urn` is not empty."""

    severity: Severity
    text: str
    urn: str = ""


@dataclass(frozen=True)
class StepDone:
    """A step has ended; `refreshing` is true for a step of a refresh, whose `op` is what the read found."""

    step: Step
    failed: bool = False
    refreshing: bool = False


@dataclass(frozen=True)
class Outputs:
    """The stack's outputs before and after the operation."""

    old: Properties = field(default_factory=dict)
    new: Properties = field(default_factory=dict)


_SILENT: Final = frozenset({Op.SAME, Op.DISCARD, Op.DISCARD_REPLACED})

Event: TypeAlias = Message | StepDone | Outputs
Listener: TypeAlias = Callable[[Event], None]

# a replacement is counted once, whatever it takes
_COUNTED: Final = (Op.CREATE, Op.IMPORT, Op.UPDATE, Op.REPLACE, Op.DELETE, Op.READ, Op.DISCARD, Op.SAME)
# these change the state at most
UNCHANGING: Final = frozenset({Op.SAME, Op.READ, Op.DISCARD})


def counts(steps: Iterable[Step]) -> dict[Op, int]:
    """Return the number of resources by operation, in the order of a summary.

    As on the real engine, default providers do not count, nor resources that were read first or unchanged.
    """
    counted = (step for step in steps if not urns.is_default_provider(step.urn))
    numbers = Counter(step.op for step in counted if step.op is not Op.READ or _changed(step))
    return {op: numbers[op] for op in _COUNTED if numbers[op]}


def _changed(step: Step) -> bool:
    return step.old is not None and step.old.outputs != step.resource.outputs
