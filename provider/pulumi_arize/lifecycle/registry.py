"""Which verbs a kind of resource has."""

from __future__ import annotations

from ..api.account import Account
from ..model.kinds import SPACE_DEFAULT, Kind
from .resource import IntegrationLifecycle
from .space_default import SpaceDefaultLifecycle
from .verbs import Verbs


def lifecycle(kind: Kind, account: Account) -> Verbs:
    """Return the verbs on resources of this kind in this account."""
    return SpaceDefaultLifecycle(account) if kind is SPACE_DEFAULT else IntegrationLifecycle(kind, account)
