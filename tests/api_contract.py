"""The API's fields and values, from its description: the one table against which all tests hold the product.

It is independent of the models on purpose: the product and the emulator both use those, so that only an independent
table shows a mistake in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PROVIDERS = (
    "OPEN_AI ANTHROPIC GEMINI AWS_BEDROCK CUSTOM VERTEX_AI NVIDIA_NIM LITELLM FIREWORKS TOGETHER_AI".split()  # noqa: SIM905
)
"""The providers of `/v2/integrations`, which are the columns of the tables."""

AI_PROVIDERS = (*PROVIDERS, "AZURE_OPEN_AI")
"""The providers of `/v2/ai-integrations`."""

CELLS = {
    "api_key": "C C C - c - c C C C",
    "is_function_calling_enabled": "c c c - c - c c c c",
    "base_url": "- c - - C - c C - -",
    "headers": "- - - - c - c c - -",
    "is_default_models_enabled": "- - - c c - c - c c",
    "model_names": "- - - c c - c c c c",
    "auth": "- - - C c - - - - -",
    "project_id": "- - - - - C - - - -",
    "location": "- - - - - C - - - -",
    "project_access_label": "- - - - - C - - - -",
}
"""The fields of a `config`. C: required on create, c: optional, -: does not apply."""

NULLS = {
    "api_key": "200 200 200 422 200 422 200 200 200 200",
    "is_function_calling_enabled": "400 400 400 422 400 422 400 400 400 400",
    "base_url": "422 200 422 422 422 422 200 422 422 422",
    "headers": "422 422 422 422 200 422 200 200 422 422",
    "is_default_models_enabled": "422 422 422 400 400 422 400 422 400 400",
    "model_names": "422 422 422 400 400 422 400 400 400 400",
    "auth": "422 422 422 400 400 422 422 422 422 422",
    "project_id": "422 422 422 422 422 400 422 422 422 422",
    "location": "422 422 422 422 422 400 422 422 422 422",
    "project_access_label": "422 422 422 422 422 400 422 422 422 422",
}
"""The status of a PATCH that has null for the field."""

NEEDS_MODELS = ("AWS_BEDROCK", "CUSTOM", "NVIDIA_NIM")
"""The providers of which a config has model names or the default models."""

AUTH_FIELDS = {
    "AWS_BEDROCK": {
        "DEFAULT": "role_arn! external_id base_url",
        "BEARER_TOKEN": "api_key! base_url",
        "PROXY_WITH_HEADERS": "base_url! headers",
    },
    "CUSTOM": {
        "DEFAULT": "api_key",
        "OAUTH2_CLIENT_CREDENTIALS": "token_url! client_id! client_secret! scopes audience",
    },
}
"""The fields of `auth` by provider and `auth_type`; `!` stands behind those that are required."""

HOSTED_FIELDS = {
    "AGENT": "endpoint! input_schema! headers request_presets",
    "EVALUATOR": "endpoint! input_schema! headers",
}
"""The fields of a `config` of the other types."""

AI_FIELDS = "api_key base_url model_names headers enable_default_models function_calling_enabled auth_type"
"""The fields of `/v2/ai-integrations` in addition to the name, the provider, its metadata and the scopings."""

METADATA_FIELDS = {
    "AWS_BEDROCK": "kind! role_arn! external_id",
    "VERTEX_AI": "kind! project_id! location! project_access_label!",
}
"""The fields of `provider_metadata`, which no other provider has."""

AI_AUTH_TYPES = ("DEFAULT", "PROXY_WITH_HEADERS", "BEARER_TOKEN")

DEFAULTS = {
    "is_function_calling_enabled": True,
    "is_default_models_enabled": False,
    "function_calling_enabled": True,
    "enable_default_models": False,
    "auth_type": "DEFAULT",
}
"""The value that the API assumes for a field that is left out; for all others, none."""

ENVIRONMENT_FIELDS = {
    "Organization": {"name": "C 400", "description": "c 200"},
    "Space": {
        "name": "C 400",
        "organization_id": "C -",
        "description": "c 200",
        "is_private": "c 400",
        "default_llm_integration": "- 200",
        "default_agent_runtime": "- 200",
        "ml_models_enabled": "- 400",
        "gradient_start_color": "- 400",
        "gradient_end_color": "- 400",
    },
}
"""The fields of organizations and spaces. C: required on create, c: optional, -: not taken; then the status of a PATCH
that has null for the field, - where a PATCH does not take it.
"""

ENVIRONMENT_DEFAULTS = {"description": "", "is_private": False}
"""The value that the API assumes for a field of these that is left out; for all others, none is documented."""

ENVIRONMENT_LIMITS = {"name": 255, "description": 1000}
"""The most characters that a field of these may have."""

SECRETS = ("api_key", "client_secret")
"""The fields that hold a key; `headers` hold secrets by name."""

ENUM_FIELDS = ("type", "provider", "auth_type", "kind")
"""The fields that hold a member of an enum."""

LEGACY = {
    "LLM": "llm",
    "OPEN_AI": "openAI",
    "AZURE_OPEN_AI": "azureOpenAI",
    "AWS_BEDROCK": "awsBedrock",
    "VERTEX_AI": "vertexAI",
    "ANTHROPIC": "anthropic",
    "CUSTOM": "custom",
    "NVIDIA_NIM": "nvidiaNim",
    "GEMINI": "gemini",
    "DEFAULT": "default",
    "PROXY_WITH_HEADERS": "proxy_with_headers",
    "BEARER_TOKEN": "bearer_token",
    "AWS": "aws",
    "GCP": "gcp",
}
"""The values of enums in the legacy dialect, until July 2026; the others had no value of their own."""


def cell(field: str, provider: str, table: Mapping[str, str] = CELLS) -> str:
    """Return what a table says of a field of a provider."""
    return table[field].split()[PROVIDERS.index(provider)]


def config_fields(provider: str) -> dict[str, bool]:
    """Return the fields of a provider's config, and whether each is required."""
    return {field: cell(field, provider) == "C" for field in CELLS if cell(field, provider) != "-"}


def listed(fields: str) -> dict[str, bool]:
    """Return the fields of a list, and whether each is required."""
    return {field.rstrip("!"): field.endswith("!") for field in fields.split()}


def required(fields: Mapping[str, bool]) -> Sequence[str]:
    """Return those that are required."""
    return [field for field, is_required in fields.items() if is_required]
