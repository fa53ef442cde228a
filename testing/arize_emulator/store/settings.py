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
    """What becomes of an integration that only a deleted space saw: it has no scoping, goes too, or stays as it was."""
    last_space_of_key: Literal["active", "revoked"] = "active"
    """What becomes of a service key that was only for a deleted space."""
    expired_keys: Literal["unlisted", "active", "revoked"] = "unlisted"
    """The `status` under which an API key is listed after its `expires_at`, if any."""
    refreshed_id: Literal["same", "new"] = "same"
    """Whether a refreshed API key keeps its ID, or is another one beside the old one."""
    refresh_expiry: Literal["required", "inherited"] = "required"
    """What a refresh without `expires_at` does for a key that has one: a 422, or the same `expires_at` again."""
