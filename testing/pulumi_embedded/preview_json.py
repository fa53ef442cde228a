"""A preview as one JSON document, as `preview --json` has it."""

from typing import Any, Final

from . import urns
from .resource_state import encode_resource
from .result import UpdateResult
from .steps import Message, Op, Step
from .values import redact

_NANOSECONDS: Final = 1_000_000_000


def preview_json(result: UpdateResult, *, show_sames: bool) -> dict[str, Any]:
    """Return the steps and messages of a preview, with unchanged resources if `show_sames`."""
    shown = [step for step in result.steps if _is_shown(step, show_sames=show_sames)]
    return {
        "steps": [_step(step) for step in shown],
        "diagnostics": [_message(message) for message in result.diagnostics],
        "duration": int(result.seconds * _NANOSECONDS),
        "changeSummary": {op.value: count for op, count in result.changes.items()},
    }


def _is_shown(step: Step, *, show_sames: bool) -> bool:
    if urns.is_default_provider(step.urn):
        return False
    return show_sames or step.op is not Op.SAME or step.resource.type == urns.STACK_TYPE


def _step(step: Step) -> dict[str, Any]:
    states = {"oldState": step.old, "newState": step.new}
    return {
        "op": step.op.value,
        "urn": step.urn,
        **{name: encode_resource(state, redact) for name, state in states.items() if state},
        **({"replaceReasons": list(step.replace_keys)} if step.replace_keys else {}),
        "detailedDiff": None,
    }


def _message(message: Message) -> dict[str, Any]:
    urn = {"urn": message.urn} if message.urn else {}
    return {**urn, "message": message.text, "severity": message.severity.value}
