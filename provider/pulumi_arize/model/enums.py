"""The enumerations of the API, each value in its two spellings."""

from __future__ import annotations

import re
from enum import Enum

from typing_extensions import Self


class ApiEnum(str, Enum):
    """A value of an enumeration: today's spelling, and the one used until July 2026 where there was one.

    Source: the table "Two vocabularies", and the enums `IntegrationType`, `LlmIntegrationProvider`,
    `AiIntegrationProvider` and `AiIntegrationAuthType` of the official package.
    """

    legacy: str

    def __new__(cls, current: str, legacy: str | None = None) -> Self:
        """Make the term of its one or two spellings."""
        member = str.__new__(cls, current)
        member._value_ = current
        member.legacy = legacy or current
        return member

    def __str__(self) -> str:
        return str(self.value)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every accepted spelling, today's first."""
        return tuple(dict.fromkeys((str(self.value), self.legacy)))

    @classmethod
    def parse(cls, spelling: object) -> Self | None:
        """Return the term that is spelled so in either dialect, or None."""
        return next((member for member in cls if spelling in member.spellings), None)

    @classmethod
    def from_response(cls, spelling: object) -> Self | None:
        """Return the term that an answer means: in either dialect, or else spelled with the same letters.

        The API has changed its spelling without notice before.
        """
        if not isinstance(spelling, str):
            return None
        letters = _letters(spelling)
        return cls.parse(spelling) or next(
            (member for member in cls if letters in map(_letters, member.spellings)), None
        )


def _letters(spelling: str) -> str:
    return re.sub(r"[\W_]", "", spelling).lower()


class IntegrationType(ApiEnum):
    """What an integration connects to."""

    LLM = "LLM", "llm"
    AGENT = "AGENT"
    EVALUATOR = "EVALUATOR"


class LlmProvider(ApiEnum):
    """Who serves the models of an LLM integration."""

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


class MetadataType(ApiEnum):
    """Whose metadata an AI integration carries."""

    AWS = "AWS", "aws"
    GCP = "GCP", "gcp"
