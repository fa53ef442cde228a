"""The control API's paths, for tests and demonstrations in another process. No key is asked for.

`PUT /_control/faults` takes a list of `rules.Rule` as JSON, in the place of all others, such as
`[{"method": "POST", "nth": 1, "fault": {"kind": "drop", "when": "after"}}]`; `GET` returns them with their counts, and
`DELETE` takes them away. No rule ever strikes the control API.

`GET /_control/overview` is what `dashboard` shows: the one thing here that has no secret value in it.
"""

from __future__ import annotations

from typing import Any

from .admin import Control
from .body_validation import require_object
from .errors import InvalidRequest
from .handlers import Call, Operation
from .request_log import CONTROL
from .routes import Table


def control_routes(control: Control) -> Table:
    """Return the operations of the control API by path and method."""
    adders = {
        f"{CONTROL}/{kind}": {"POST": Operation(_adder(control, kind), 201)}
        for kind in ("ai-integrations", "organizations", "spaces")
    }
    return {
        f"{CONTROL}/state": {
            "GET": Operation(lambda _: control.state()),
            "PATCH": Operation(lambda call: _settings(control, call)),
        },
        f"{CONTROL}/reset": {"POST": Operation(lambda _: control.reset(), 204)},
        f"{CONTROL}/requests": {
            "GET": Operation(lambda _: control.received()),
            "DELETE": Operation(lambda _: control.clear_requests(), 204),
        },
        f"{CONTROL}/faults": {
            "GET": Operation(lambda _: control.faults()),
            "PUT": Operation(lambda call: control.set_faults(call.body)),
            "DELETE": Operation(lambda _: control.rules.set(()), 204),
        },
        f"{CONTROL}/integrations": {
            "GET": Operation(lambda _: control.integrations()),
            "POST": Operation(_adder(control, "integrations"), 201),
        },
        f"{CONTROL}/integrations/{{key:path}}": {
            "GET": Operation(lambda call: control.get(call.key)),
            "PATCH": Operation(lambda call: control.edit(call.key, require_object(call.body, ()))),
            "DELETE": Operation(lambda call: control.delete(call.key), 204),
        },
        f"{CONTROL}/overview": {"GET": Operation(lambda _: control.overview())},
        f"{CONTROL}/overview/{{key:path}}": {"GET": Operation(lambda call: control.documents(call.key))},
        **adders,
    }


def _adder(control: Control, kind: str) -> Any:
    return lambda call: control.add(kind, require_object(call.body, ()))


def _settings(control: Control, call: Call) -> dict[str, Any]:
    given = require_object(call.body, ()).get("remote_evaluators")
    if not isinstance(given, bool):
        raise InvalidRequest("remote_evaluators must be true or false")
    control.set_remote_evaluators(included=given)
    return control.state()
