"""The paths of the admin API, for tests and demonstrations in another process. They need no key.

`PUT /_control/faults` replaces all fault rules by those in its body, a list of `FaultRule` as JSON, such as
`[{"method": "POST", "nth": 1, "fault": {"kind": "drop_connection", "when": "after"}}]`. `GET` returns the rules with
their counts, and `DELETE` removes them. No fault acts on the admin API.

`PATCH /_control/state` changes the account's settings, and `POST /_control/clock` with `{"advance_seconds": 3600}` sets
the server's clock ahead.

`GET /_control/overview` is what the dashboard shows: the only response here without secret values.
"""

from __future__ import annotations

from dataclasses import asdict

from ..dashboard.overview import documents, overview
from ..errors import InvalidRequest
from ..faults.rules import parse_rules
from ..http.dispatch import ApiRequest, EndpointOperation, Table
from ..http.request_log import ADMIN_PATH
from ..json_paths import Json
from ..store.records import Integration
from ..validation.bodies import require_object
from .account_admin import AccountAdmin
from .documents import KINDS


def admin_routes(admin: AccountAdmin) -> Table:
    """Return the operations of the admin API by path and method."""
    table = {
        "ai-integrations": {"POST": _add(admin, "ai-integrations")},
        "state": {
            "GET": EndpointOperation(lambda _: admin.state()),
            "PATCH": EndpointOperation(lambda request: _change_state(admin, request)),
        },
        "reset": {"POST": EndpointOperation(lambda _: admin.reset(), 204)},
        "requests": {
            "GET": EndpointOperation(lambda _: [asdict(entry) for entry in admin.requests]),
            "DELETE": EndpointOperation(lambda _: admin.clear_requests(), 204),
        },
        "faults": {
            "GET": EndpointOperation(lambda _: _active_rules(admin)),
            "PUT": EndpointOperation(lambda request: _set_faults(admin, request)),
            "DELETE": EndpointOperation(lambda _: admin.set_faults(), 204),
        },
        "clock": {"POST": EndpointOperation(lambda request: _advance_clock(admin, request), 204)},
        "overview": {"GET": EndpointOperation(lambda _: overview(admin.account, admin.log, admin.rules.active))},
        "overview/{key:path}": {
            "GET": EndpointOperation(lambda request: documents(admin.account.find(Integration, request.key)))
        },
    }
    tables = [table, *(_kind(admin, kind) for kind in KINDS)]
    return {f"{ADMIN_PATH}/{path}": operations for part in tables for path, operations in part.items()}


def _kind(admin: AccountAdmin, kind: str) -> dict[str, dict[str, EndpointOperation]]:
    return {
        kind: {
            "GET": EndpointOperation(lambda _: admin.state()[kind.replace("-", "_")]),
            "POST": _add(admin, kind),
        },
        f"{kind}/{{key:path}}": {
            "GET": EndpointOperation(lambda request: admin.get(request.key, kind)),
            "PATCH": EndpointOperation(lambda request: admin.edit(request.key, require_object(request.body, ()), kind)),
            "DELETE": EndpointOperation(lambda request: admin.delete(request.key, kind), 204),
        },
    }


def _add(admin: AccountAdmin, kind: str) -> EndpointOperation:
    return EndpointOperation(lambda request: admin.add(kind, require_object(request.body, ())), 201)


def _change_state(admin: AccountAdmin, request: ApiRequest) -> Json:
    admin.configure(**require_object(request.body, ()))
    return admin.state()


def _advance_clock(admin: AccountAdmin, request: ApiRequest) -> None:
    seconds = require_object(request.body, ()).get("advance_seconds")
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        raise InvalidRequest("advance_seconds must be a number")
    admin.advance_clock(seconds)


def _set_faults(admin: AccountAdmin, request: ApiRequest) -> list[Json]:
    try:
        admin.set_faults(*parse_rules(request.body))
    except ValueError as error:
        raise InvalidRequest(str(error)) from None
    return _active_rules(admin)


def _active_rules(admin: AccountAdmin) -> list[Json]:
    return [
        {"rule": active.rule.model_dump(mode="json"), "seen": active.seen, "fired": active.fired}
        for active in admin.rules.active
    ]
