"""The control API's paths, for tests and demonstrations in another process. No key is asked for.

`PUT /_control/faults` replaces all fault rules by those in its body, a list of `FaultRule` as JSON, such as
`[{"method": "POST", "nth": 1, "fault": {"kind": "drop_connection", "when": "after"}}]`. `GET` returns the rules with
their counts, and `DELETE` removes them. No rule ever strikes the control API.

`GET /_control/overview` is what `dashboard` shows: the one thing here that has no secret value in it.
"""

from __future__ import annotations

from typing import Any

from ..errors import InvalidRequest
from ..http.endpoints import ApiRequest, EndpointOperation
from ..http.request_log import ADMIN_PATH
from ..operations.routes import Table
from ..validation.bodies import require_object
from .account_admin import Admin


def control_routes(control: Admin) -> Table:
    """Return the operations of the control API by path and method."""
    adders = {
        f"{ADMIN_PATH}/{kind}": {"POST": EndpointOperation(_adder(control, kind), 201)}
        for kind in ("ai-integrations", "organizations", "spaces")
    }
    return {
        f"{ADMIN_PATH}/state": {
            "GET": EndpointOperation(lambda _: control.state()),
            "PATCH": EndpointOperation(lambda call: _settings(control, call)),
        },
        f"{ADMIN_PATH}/reset": {"POST": EndpointOperation(lambda _: control.reset(), 204)},
        f"{ADMIN_PATH}/requests": {
            "GET": EndpointOperation(lambda _: control.received()),
            "DELETE": EndpointOperation(lambda _: control.clear_requests(), 204),
        },
        f"{ADMIN_PATH}/faults": {
            "GET": EndpointOperation(lambda _: control.faults()),
            "PUT": EndpointOperation(lambda call: control.set_faults(call.body)),
            "DELETE": EndpointOperation(lambda _: control.rules.set(()), 204),
        },
        f"{ADMIN_PATH}/integrations": {
            "GET": EndpointOperation(lambda _: control.integrations()),
            "POST": EndpointOperation(_adder(control, "integrations"), 201),
        },
        f"{ADMIN_PATH}/integrations/{{key:path}}": {
            "GET": EndpointOperation(lambda call: control.get(call.key)),
            "PATCH": EndpointOperation(lambda call: control.edit(call.key, require_object(call.body, ()))),
            "DELETE": EndpointOperation(lambda call: control.delete(call.key), 204),
        },
        f"{ADMIN_PATH}/overview": {"GET": EndpointOperation(lambda _: control.overview())},
        f"{ADMIN_PATH}/overview/{{key:path}}": {"GET": EndpointOperation(lambda call: control.documents(call.key))},
        **adders,
    }


def _adder(control: Admin, kind: str) -> Any:
    return lambda call: control.add(kind, require_object(call.body, ()))


def _settings(control: Admin, call: ApiRequest) -> dict[str, Any]:
    given = require_object(call.body, ()).get("remote_evaluators")
    if not isinstance(given, bool):
        raise InvalidRequest("remote_evaluators must be true or false")
    control.set_remote_evaluators(included=given)
    return control.state()
