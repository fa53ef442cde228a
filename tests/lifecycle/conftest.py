"""Accounts as the lifecycle has them."""

from __future__ import annotations

import pytest

from arize_emulator import Emulator
from pulumi_arize.api.account import Account

from .deployed_resource import Resource, account, places


@pytest.fixture
def behind(emulator: Emulator) -> Account:
    return account(emulator)


@pytest.fixture
def integration(emulator: Emulator, behind: Account) -> Resource:
    """Return an integration that is not deployed yet."""
    return Resource(emulator, behind, "Integration")


@pytest.fixture
def ai_integration(emulator: Emulator, behind: Account) -> Resource:
    """Return an AI integration that is not deployed yet."""
    return Resource(emulator, behind, "AiIntegration")


@pytest.fixture
def somewhere(emulator: Emulator) -> list[tuple[str, str]]:
    """Return pairs of an organization and a space of the account."""
    return places(emulator)
