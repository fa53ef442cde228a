"""A service key of a program, as an engine deploys it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.e2e.project import PROBE

from arize_emulator import Emulator
from pulumi_arize.api.account import Account

from .deployed_resource import Resource, places
from .strategies import Json


def in_days(days: float) -> str:
    """Return the time so many days from now."""
    return (datetime.now(timezone.utc) + timedelta(days=days)).isoformat(timespec="milliseconds")


def key_args(emulator: Emulator, **more: Any) -> Json:
    """Return the arguments of a key for one space."""
    organization, space = places(emulator)[0]
    return {"name": "CI", "organizations": [{"organization_id": organization, "spaces": [{"space_id": space}]}], **more}


def active(emulator: Emulator) -> list[Json]:
    """Return the keys that open something, with the keys themselves."""
    return [item for item in emulator.api_keys if item["status"] == "ACTIVE"]


class ServiceKey(Resource):
    """A service key between its deployments."""

    def __init__(self, emulator: Emulator, behind: Account) -> None:
        super().__init__(emulator, behind, "ServiceKey")

    def deploy(self, inputs: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Deploy inputs; return the methods and paths of the requests."""
        self.up(inputs)
        return self.requests()

    def requests(self) -> list[tuple[str, str]]:
        """Return the methods and paths of the requests since the last deployment."""
        return [(item.method, item.path) for item in self.emulator.requests if item.query != PROBE]
