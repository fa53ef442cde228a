"""Shows an operation as text, step by step while it runs."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import typer

from . import property_diff, property_path, urns
from .render import render
from .steps import UNCHANGING, Event, Message, Op, Outputs, Severity, Step, StepDone
from .values import Properties, text

_SIGNS: Final = {
    Op.CREATE: ("+ ", "green", "create", "created"),
    Op.UPDATE: ("~ ", "yellow", "update", "updated"),
    Op.REPLACE: ("+-", "magenta", "replace", "replaced"),
    Op.CREATE_REPLACEMENT: ("++", "green", "create replacement", "created replacement"),
    Op.DELETE: ("- ", "red", "delete", "deleted"),
    Op.DELETE_REPLACED: ("--", "red", "delete original", "deleted original"),
    Op.REMOVE_PENDING_REPLACE: ("- ", "red", "forget", "forgotten"),
    Op.READ: ("> ", "cyan", "read", "read"),
    Op.READ_REPLACEMENT: ("> ", "cyan", "read replacement", "read replacement"),
    Op.IMPORT: ("= ", "cyan", "import", "imported"),
}
_SEVERITIES: Final = {Severity.WARNING: "yellow", Severity.ERROR: "red"}
_COLOURS: Final = {
    property_diff.DiffKind.ADD: "green",
    property_diff.DiffKind.UPDATE: "yellow",
    property_diff.DiffKind.DELETE: "red",
}
# these show their differences; the other steps are parts of a replacement
_DETAILED: Final = (Op.CREATE, Op.IMPORT, Op.UPDATE, Op.REPLACE)

Write = Callable[[str], None]


class Display:
    """Writes each event as lines; in a preview, steps are in the infinitive."""

    def __init__(self, write: Write, *, preview: bool) -> None:
        self._write = write
        self._preview = preview

    def __call__(self, event: Event) -> None:
        """Write one event."""
        if isinstance(event, StepDone):
            self._step(event)
        elif isinstance(event, Message):
            self._message(event)
        else:
            self._outputs(event)

    def _step(self, event: StepDone) -> None:
        step = event.step
        if not step.is_shown:
            return
        sign, colour, future, past = _SIGNS[step.op]
        outcome = "failed" if event.failed else future if self._preview else past
        if event.refreshing:
            outcome = "refreshed: it is gone" if step.new is None else "refreshed"
        keys = f" [replaced for: {', '.join(step.replace_keys)}]" if step.op is Op.REPLACE and step.replace_keys else ""
        self._write(typer.style(f" {sign} {step.resource.type} {step.resource.name} {outcome}{keys}", fg=colour))
        if step.op in _DETAILED:
            self._differences(_compared(step))

    def _differences(self, changes: list[property_diff.PropertyChange]) -> None:
        for item in property_diff.visible(changes):
            replaces = " (replaces)" if item.replaces else ""
            line = f"      {item.kind.value} {property_path.write(item.path)}: {_values(item)}{replaces}"
            self._write(typer.style(line, fg=_COLOURS[item.kind]))

    def _message(self, message: Message) -> None:
        if not message.text.strip():
            return
        if message.urn:
            self._write(f"  {urns.type_of(message.urn)} ({urns.name_of(message.urn)}):")
        label = f"{message.severity.value}: " if message.severity in _SEVERITIES else ""
        indent = "    " if message.urn else "  "
        for line in f"{label}{message.text}".rstrip().splitlines():
            self._write(typer.style(f"{indent}{line}", fg=_SEVERITIES.get(message.severity)))

    def _outputs(self, outputs: Outputs) -> None:
        marks = {item.path[0]: item.kind.value for item in property_diff.changes(outputs.old, outputs.new)}
        if not marks and (self._preview or not outputs.new):
            return
        self._write("Outputs:")
        for name in sorted({*outputs.old, *outputs.new}):
            value = outputs.new.get(name, outputs.old.get(name))
            self._write(f"  {marks.get(name, ' ')} {name}: {render(value)}")


def _compared(step: Step) -> list[property_diff.PropertyChange]:
    """Return the detailed diff of the provider; else that of the inputs or, where they are equal, of the outputs.

    A replacement has no new outputs yet.
    """
    if step.details:
        return list(step.details)
    old: Properties = step.old.inputs if step.old else {}
    new: Properties = step.new.inputs if step.new else {}
    found = property_diff.changes(old, new)
    if found or not step.old or not step.new or step.op is Op.REPLACE:
        return found
    return property_diff.changes(step.old.outputs, step.new.outputs)


def _values(item: property_diff.PropertyChange) -> str:
    if item.kind is property_diff.DiffKind.ADD:
        return render(item.new)
    return (
        render(item.old) if item.kind is property_diff.DiffKind.DELETE else f"{render(item.old)} => {render(item.new)}"
    )


def summary(changes: Mapping[Op, int], *, preview: bool) -> list[str]:
    """Return the lines that count the changes of an operation."""
    lines = ["Resources:"]
    for op, count in changes.items():
        if op not in UNCHANGING:
            sign, _, future, past = _SIGNS[op]
            lines.append(f"    {sign.strip()} {count} {'to ' + future if preview else past}")
    changed = sum(count for op, count in changes.items() if op not in UNCHANGING)
    same = f"{changes.get(Op.SAME, 0)} unchanged"
    several = len(set(changes) - UNCHANGING) > 1
    if Op.SAME in changes:
        lines.append(f"    {changed} changes. {same}" if several else f"    {same}")
    return lines


def table(outputs: Mapping[str, Any]) -> list[str]:
    """Return a stack's outputs as lines."""
    if not outputs:
        return ["Current stack outputs (0):", "    No output values currently in this stack"]
    rows = columns("OUTPUT", {name: text(value) for name, value in sorted(outputs.items())})
    return [f"Current stack outputs ({len(outputs)}):", *(f"    {row}" for row in rows)]


def columns(header: str, values: Mapping[str, str]) -> list[str]:
    """Return values with their names as lines, below a header."""
    width = max(len(name) for name in [*values, header])
    return [f"{name:<{width}}  {value}" for name, value in [(header, "VALUE"), *values.items()]]
