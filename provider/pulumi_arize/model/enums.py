"""The enums of the API, in both dialects."""

from __future__ import annotations

import re
from enum import Enum

from typing_extensions import Self


class ApiEnum(str, Enum):
    """A member of an enum: its value in the current dialect, and in the legacy one that the API had until July 2026.

    Source: the table "Two vocabularies", and the enums `IntegrationType`, `LlmIntegrationProvider`,
    `AiIntegrationProvider` and `AiIntegrationAuthType` of the official package.
    """

    legacy: str

    def __new__(cls, current: str, legacy: str | None = None) -> Self:
        """Make a member of its value in one or two dialects."""
        member = str.__new__(cls, current)
        member._value_ = current
        member.legacy = legacy or current
        return member

    def __str__(self) -> str:
        return str(self.value)

    @property
    def api_values(self) -> tuple[str, ...]:
        """The value in every dialect, the current one first."""
        return tuple(dict.fromkeys((str(self.value), self.legacy)))

    @classmethod
    def parse(cls, value: object) -> Self | None:
        """Return the member with this value in either dialect, or None."""
        return next((member for member in cls if value in member.api_values), None)

    @classmethod
    def from_response(cls, value: object) -> Self | None:
        """Return the member with this value in either dialect, or else with the same letters and digits, or None.

        The API has changed its dialect without notice before.
        """
        if not isinstance(value, str):
            return None
        similar = (member for member in cls if letters(value) in map(letters, member.api_values))
        return cls.parse(value) or next(similar, None)


def letters(value: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return re.sub(r"[\W_]", "", value).lower()


class IntegrationType(ApiEnum):
    """What an integration connects to."""

    LLM = "LLM", "llm"
    AGENT = "AGENT"
    EVALUATOR = "EVALUATOR"


class LlmProvider(ApiEnum):
    """The provider of an LLM integration."""

    OPEN_AI = "OPEN_AI", "openAI"
    AZURE_OPEN_AI = "AZURE_OPEN_AI", "azureOpenAI"
    AWS_BEDROCK = "AWS_BEDROCK", "awsBedrock"
    VERTEX_AI = "VERTEX_AI", "vertexAI"
    ANTHROPIC = "ANTHROPIC", "anthropic"
    CUSTOM = "CUSTOM", "custom"
    NVIDIA_NIM = "NVIDIA_NIM", "nvidiaNim"
    GEMINI = "GEMINI", "gemini"
    LITELLM = "LITELLM"
    FIREWORKS = "FIREWORKS"
    TOGETHER_AI = "TOGETHER_AI"


class AuthType(ApiEnum):
    """How Arize authenticates with the provider."""

    DEFAULT = "DEFAULT", "default"
    PROXY_WITH_HEADERS = "PROXY_WITH_HEADERS", "proxy_with_headers"
    BEARER_TOKEN = "BEARER_TOKEN", "bearer_token"
    OAUTH2_CLIENT_CREDENTIALS = "OAUTH2_CLIENT_CREDENTIALS"


class RoleType(ApiEnum):
    """Whether a role is one of Arize's own, or one that the account has defined."""

    PREDEFINED = "PREDEFINED"
    CUSTOM = "CUSTOM"


class AccountRole(ApiEnum):
    """The roles that a service key can have in the account."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"


class OrganizationRole(ApiEnum):
    """The predefined roles that a service key can have in an organization."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"
    READ_ONLY = "READ_ONLY"


class SpaceRole(ApiEnum):
    """The predefined roles that a service key can have in a space."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"
    READ_ONLY = "READ_ONLY"


class MetadataType(ApiEnum):
    """The kind of provider metadata of an AI integration."""

    AWS = "AWS", "aws"
    GCP = "GCP", "gcp"
