"""`pulumi_arize.native` under the name that code which `pulumi import` generates has for it.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from enum import Enum

from pulumi_arize import native
from pulumi_arize.native import *

__all__ = native.__all__


class IntegrationTypeName(str, Enum):
    """What an integration connects to."""

    LLM = "LLM"
    AGENT = "AGENT"
    EVALUATOR = "EVALUATOR"


class LlmProviderName(str, Enum):
    """The provider of an LLM integration."""

    OPEN_AI = "OPEN_AI"
    AZURE_OPEN_AI = "AZURE_OPEN_AI"
    AWS_BEDROCK = "AWS_BEDROCK"
    VERTEX_AI = "VERTEX_AI"
    ANTHROPIC = "ANTHROPIC"
    CUSTOM = "CUSTOM"
    NVIDIA_NIM = "NVIDIA_NIM"
    GEMINI = "GEMINI"
    LITELLM = "LITELLM"
    FIREWORKS = "FIREWORKS"
    TOGETHER_AI = "TOGETHER_AI"


class AuthTypeName(str, Enum):
    """How Arize authenticates with the provider."""

    DEFAULT = "DEFAULT"
    PROXY_WITH_HEADERS = "PROXY_WITH_HEADERS"
    BEARER_TOKEN = "BEARER_TOKEN"
    OAUTH2_CLIENT_CREDENTIALS = "OAUTH2_CLIENT_CREDENTIALS"


class AccountRoleName(str, Enum):
    """The roles that a service key can have in the account."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"


class OrganizationRoleName(str, Enum):
    """The predefined roles that a service key can have in an organization."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"
    READ_ONLY = "READ_ONLY"


class SpaceRoleName(str, Enum):
    """The predefined roles that a service key can have in a space."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"
    READ_ONLY = "READ_ONLY"
