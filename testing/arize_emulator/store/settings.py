"""What an account's plan includes, and how its server behaves where the API's documentation leaves that open."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, PositiveInt


class Settings(BaseModel):
    """The settings of an account; tests change them, and no client of the API."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    remote_evaluators: bool = True
    """Whether the account's plan has evaluator integrations."""
    max_key_lifetime_seconds: PositiveInt | None = None
    """For how long an API key can be valid; None: without end."""
    last_scoping: Literal["account_wide", "deleted", "kept"] = "account_wide"
    """What happens to an integration whose only space is deleted: it has no scopings, is deleted, or is unchanged."""
    last_space_of_key: Literal["active", "revoked"] = "active"
    """What happens to a service key whose only space is deleted."""
    expired_keys: Literal["unlisted", "active", "revoked"] = "unlisted"
    """The `status` under which an API key is listed after its `expires_at`, if any."""
    refreshed_id: Literal["same", "new"] = "same"
    """Whether a refreshed API key has the same ID, or is a new key in addition to the old one."""
    refresh_expiry: Literal["required", "inherited"] = "required"
    """What a refresh without `expires_at` does for a key that has one: a 422, or the same `expires_at` again."""
