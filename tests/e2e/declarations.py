"""Every provider of both resources, agents and evaluators: what each declares in turn, and what others do to it.

Of each field there are three values: the one that is declared first, the one that it is changed to, and one that
somebody else sets on the server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.api_contract import (
    AI_AUTH_TYPES,
    AI_FIELDS,
    AI_PROVIDERS,
    AUTH_FIELDS,
    DEFAULTS,
    METADATA_FIELDS,
    NEEDS_MODELS,
    PROVIDERS,
    SECRETS,
    config_fields,
    listed,
    required,
)

Json = dict[str, Any]

FIRST, SECOND, OUTSIDE = range(3)

AUTH_TYPES = {
    "role": "DEFAULT",
    "bearer": "BEARER_TOKEN",
    "proxy": "PROXY_WITH_HEADERS",
    "key": "DEFAULT",
    "oauth": "OAUTH2_CLIENT_CREDENTIALS",
}
AI_METHODS = dict.fromkeys(("OPEN_AI", "AZURE_OPEN_AI", "AWS_BEDROCK", "CUSTOM"), AI_AUTH_TYPES)

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
    **{name: (value, not value, not value) for name, value in DEFAULTS.items() if isinstance(value, bool)},
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
    """One integration: its kind, the name of its variant, and whether it is an agent or an evaluator."""

    name: str
    kind: str
    provider: str
    variant: str = ""
    type: str = "LLM"

    def args(self, turn: int, places: tuple[Place, Place, Place], *, bare: bool = False) -> Json:
        """Return the inputs in one of the three turns; `bare` leaves out whatever may be left out."""
        scopings = [] if bare else [{"scopings": [places[turn]._asdict()]}]
        args: Json = {"name": f"The {self.name} {turn}", **(scopings[0] if scopings else {})}
        if self.kind == "AiIntegration":
            fields = _given({**listed(AI_FIELDS), "provider_metadata": True}, bare=bare)
            return {**args, "provider": self.provider, **self._values(fields, turn, bare=bare)}
        if self.type != "LLM":
            hosted = self._hosted(turn, bare=bare)
            about = {} if bare else {"description": VALUES["description"][turn]}
            return {**args, "type": self.type, **about, "config": hosted}
        unused = {"CUSTOM": "api_key" if self.variant else "auth"}.get(self.provider)
        models = {"model_names": True} if self.provider in NEEDS_MODELS else {}
        fields = [name for name in _given(config_fields(self.provider) | models, bare=bare) if name != unused]
        config = {"provider": self.provider, **self._values(fields, turn, bare=bare)}
        return {**args, "type": "LLM", "config": config}

    def _values(self, fields: Sequence[str], turn: int, *, bare: bool) -> Json:
        values = {name: self._value(name, turn, bare=bare) for name in fields}
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, name: str, turn: int, *, bare: bool) -> Any:
        if name == "auth":
            return self._auth(turn, bare=bare) if self.variant else None
        if name == "auth_type":
            return self._auth_type(turn)
        if name == "provider_metadata":
            fields = listed(METADATA_FIELDS.get(self.provider, ""))
            return self._values(_given(fields, bare=bare), turn, bare=bare) or None
        if name == "kind":
            return "AWS" if self.provider == "AWS_BEDROCK" else "GCP"
        if name in SECRETS:
            return f"{self.name}-{name}-{turn}"
        return self._headers(turn) if name == "headers" else VALUES[name][turn]

    def _auth(self, turn: int, *, bare: bool) -> Json:
        fields = {"auth_type": True, **listed(AUTH_FIELDS[self.provider][AUTH_TYPES[self.variant]])}
        return self._values(_given(fields, bare=bare), turn, bare=bare)

    def _headers(self, turn: int) -> Json:
        return {f"x-{self.name}-{turn}": f"{self.name}-header-{turn}"}

    def _auth_type(self, turn: int) -> str:
        if self.kind == "Integration":
            return AUTH_TYPES[self.variant]
        return AI_AUTH_TYPES[(AI_AUTH_TYPES.index(self.variant) + turn) % 3]

    def _hosted(self, turn: int, *, bare: bool) -> Json:
        config: Json = {"endpoint": VALUES["endpoint"][turn], "input_schema": SCHEMAS[turn]}
        if bare:
            return config
        config["headers"] = self._headers(turn)
        return config | ({"request_presets": PRESETS[turn]} if self.type == "AGENT" else {})


def without_secrets(inputs: Any) -> Any:
    """Return inputs without their keys and headers."""
    if not isinstance(inputs, dict):
        return inputs
    return {name: without_secrets(value) for name, value in inputs.items() if name not in (*SECRETS, "headers")}


def _given(fields: Mapping[str, bool], *, bare: bool) -> Sequence[str]:
    """Return the fields that are declared; `bare` leaves out whatever may be left out."""
    return required(fields) if bare else [*fields]


def _llm_cases() -> list[Case]:
    variants = {"AWS_BEDROCK": ("role", "bearer", "proxy"), "CUSTOM": ("", "key", "oauth")}
    return [
        Case(f"{provider}-{variant}".rstrip("-").lower(), "Integration", provider, variant)
        for provider in PROVIDERS
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
