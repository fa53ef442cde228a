"""Every provider of both resources, agents and evaluators: what each declares in turn, and what others do to it.

Of each field there are three values: the one that is declared first, the one that it is changed to, and one that
somebody else sets on the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Json = dict[str, Any]

FIRST, SECOND, OUTSIDE = range(3)

LLM_FIELDS = {
    "OPEN_AI": "api_key! is_function_calling_enabled",
    "ANTHROPIC": "api_key! is_function_calling_enabled base_url",
    "GEMINI": "api_key! is_function_calling_enabled",
    "AWS_BEDROCK": "auth! is_default_models_enabled model_names!",
    "CUSTOM": "api_key is_function_calling_enabled base_url! headers is_default_models_enabled model_names! auth",
    "VERTEX_AI": "project_id! location! project_access_label!",
    "NVIDIA_NIM": "api_key is_function_calling_enabled base_url headers is_default_models_enabled model_names!",
    "LITELLM": "api_key! is_function_calling_enabled base_url! headers model_names",
    "FIREWORKS": "api_key! is_function_calling_enabled is_default_models_enabled model_names",
    "TOGETHER_AI": "api_key! is_function_calling_enabled is_default_models_enabled model_names",
}
"""The fields of each provider; `!` marks what must be there, `model_names` for want of another source of models."""

AUTH_FIELDS = {
    "role": "auth_type! role_arn! external_id base_url",
    "bearer": "auth_type! api_key! base_url",
    "proxy": "auth_type! base_url! headers",
    "key": "auth_type! api_key",
    "oauth": "auth_type! token_url! client_id! client_secret! scopes audience",
}
AUTH_TYPES = {
    "role": "DEFAULT",
    "bearer": "BEARER_TOKEN",
    "proxy": "PROXY_WITH_HEADERS",
    "key": "DEFAULT",
    "oauth": "OAUTH2_CLIENT_CREDENTIALS",
}
AI_FIELDS = (
    "api_key base_url model_names headers enable_default_models function_calling_enabled auth_type provider_metadata!"
)
METADATA_FIELDS = {
    "AWS_BEDROCK": "kind! role_arn! external_id",
    "VERTEX_AI": "kind! project_id! location! project_access_label!",
}
METHODS = ("DEFAULT", "PROXY_WITH_HEADERS", "BEARER_TOKEN")
AI_METHODS = {"OPEN_AI": METHODS, "AZURE_OPEN_AI": METHODS, "AWS_BEDROCK": METHODS, "CUSTOM": METHODS}
AI_PROVIDERS = (*LLM_FIELDS, "AZURE_OPEN_AI")

SECRETS = ("api_key", "client_secret")
FLAGS = {
    "is_function_calling_enabled": (True, False, False),
    "is_default_models_enabled": (False, True, True),
    "function_calling_enabled": (True, False, False),
    "enable_default_models": (False, True, True),
}
"""The first value is what the API does by itself."""

VALUES: Mapping[str, tuple[Any, ...]] = {
    "base_url": tuple(f"https://models{turn}.example.com/v1" for turn in range(3)),
    "model_names": (["small", "large"], ["large", "huge"], ["tiny"]),
    "project_id": ("project-1", "project-2", "project-3"),
    "location": ("us-central1", "europe-west4", "asia-east1"),
    "project_access_label": ("arize", "arize-too", "nobody"),
    "role_arn": tuple(f"arn:aws:iam::12345678901{turn}:role/arize" for turn in range(3)),
    "external_id": ("external-1", "external-2", "external-3"),
    "token_url": tuple(f"https://login{turn}.example.com/token" for turn in range(3)),
    "client_id": ("client-1", "client-2", "client-3"),
    "scopes": ("read", "read write", "nothing"),
    "audience": ("models", "agents", "nobody"),
    "endpoint": tuple(f"https://agent{turn}.example.com/run" for turn in range(3)),
    "description": ("Does this.", "Does that.", "Does nothing."),
    **FLAGS,
}
QUESTION: Json = {"type": "string"}
SCHEMAS: tuple[Json, Json, Json] = (
    {"type": "object", "properties": {"question": QUESTION, "depth": {"type": "integer"}}, "required": ["question"]},
    {"type": "object", "properties": {"question": QUESTION, "depth": {"type": "number"}}},
    {"type": "object"},
)
PRESETS = (
    [{"name": "flat", "description": "Quick.", "config": {"depth": 1}}, {"name": "deep", "config": {"depth": 9}}],
    [{"name": "flat", "config": {"depth": 2}}, {"name": "open", "config": {"question": "Why?"}}],
    [{"name": "odd", "config": {}}],
)


class Place(NamedTuple):
    """A space of the account."""

    organization_id: str
    space_id: str


@dataclass(frozen=True)
class Case:
    """One integration: its kind, what tells its variants apart, and whether it is an agent or an evaluator."""

    name: str
    kind: str
    provider: str
    variant: str = ""
    type: str = "LLM"

    def args(self, turn: int, places: tuple[Place, Place, Place], *, bare: bool = False) -> Json:
        """Return the declaration in one of the three turns; `bare` leaves out whatever may be left out."""
        scopings = [] if bare else [{"scopings": [places[turn]._asdict()]}]
        args: Json = {"name": f"The {self.name} {turn}", **(scopings[0] if scopings else {})}
        if self.kind == "AiIntegration":
            fields = _given(AI_FIELDS, bare=bare)
            return {**args, "provider": self.provider, **self._values(fields, turn, bare=bare)}
        if self.type != "LLM":
            hosted = self._hosted(turn, bare=bare)
            about = {} if bare else {"description": VALUES["description"][turn]}
            return {**args, "type": self.type, **about, "config": hosted}
        unused = {"CUSTOM": "api_key" if self.variant else "auth"}.get(self.provider)
        fields = [name for name in _given(LLM_FIELDS[self.provider], bare=bare) if name != unused]
        config = {"provider": self.provider, **self._values(fields, turn, bare=bare)}
        return {**args, "type": "LLM", "config": config}

    def _values(self, fields: list[str], turn: int, *, bare: bool) -> Json:
        values = {name: self._value(name, turn, bare=bare) for name in fields}
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, name: str, turn: int, *, bare: bool) -> Any:
        if name == "auth":
            fields = _given(AUTH_FIELDS.get(self.variant, ""), bare=bare)
            return self._values(fields, turn, bare=bare) or None
        if name == "auth_type":
            return self._auth_type(turn)
        if name == "provider_metadata":
            return self._values(_given(METADATA_FIELDS.get(self.provider, ""), bare=bare), turn, bare=bare) or None
        if name == "kind":
            return "AWS" if self.provider == "AWS_BEDROCK" else "GCP"
        if name in SECRETS:
            return f"{self.name}-{name}-{turn}"
        return self._headers(turn) if name == "headers" else VALUES[name][turn]

    def _headers(self, turn: int) -> Json:
        return {f"x-{self.name}-{turn}": f"{self.name}-header-{turn}"}

    def _auth_type(self, turn: int) -> str:
        if self.kind == "Integration":
            return AUTH_TYPES[self.variant]
        return METHODS[(METHODS.index(self.variant) + turn) % 3]

    def _hosted(self, turn: int, *, bare: bool) -> Json:
        config: Json = {"endpoint": VALUES["endpoint"][turn], "input_schema": SCHEMAS[turn]}
        if bare:
            return config
        config["headers"] = self._headers(turn)
        return config | ({"request_presets": PRESETS[turn]} if self.type == "AGENT" else {})


def _given(fields: str, *, bare: bool) -> list[str]:
    return [field.rstrip("!") for field in fields.split() if field.endswith("!") or not bare]


def _llm_cases() -> list[Case]:
    variants = {"AWS_BEDROCK": ("role", "bearer", "proxy"), "CUSTOM": ("", "key", "oauth")}
    return [
        Case(f"{provider}-{variant}".rstrip("-").lower(), "Integration", provider, variant)
        for provider in LLM_FIELDS
        for variant in variants.get(provider, ("",))
    ]


def _ai_cases() -> list[Case]:
    return [
        Case(f"ai-{provider}-{method}".lower(), "AiIntegration", provider, method)
        for provider in AI_PROVIDERS
        for method in AI_METHODS.get(provider, ("DEFAULT",))
    ]


HOSTED = (Case("agent", "Integration", "", type="AGENT"), Case("evaluator", "Integration", "", type="EVALUATOR"))
CASES = (*_llm_cases(), *_ai_cases(), *HOSTED)
