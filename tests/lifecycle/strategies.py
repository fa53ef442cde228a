"""Legal declarations of every type and provider, as the API's description has them, in both dialects.

What is legal is in `api_contract`: the product's own tables are what the tests judge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from tests.api_contract import AI_AUTH_TYPES, AI_PROVIDERS, NEEDS_MODELS, PROVIDERS, config_fields
from tests.oracle import former

Json = dict[str, Any]
Strategy = st.SearchStrategy[Any]

texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(str.strip)
printable = st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufeff")
unspaced = st.text(printable, min_size=1, max_size=8)
words = st.sampled_from(["alpha", "beta", "gamma", "délta", "x y"])
secrets = st.builds("s3cret-{}".format, st.integers(0, 9)) | st.builds("s3cret-{}".format, unspaced)
urls = st.sampled_from(["https://models.example.com/v1", "https://8.8.8.8:8443", "https://xn--bcher-kva.example/a?b=c"])
header_names = st.sampled_from(["X-Team", "x-key", "Authorization", "x-trace"])
headers = st.dictionaries(header_names, secrets | st.just(""), max_size=3)
model_names = st.lists(words, max_size=3)
flags = st.booleans()


def scopings(places: Sequence[tuple[str, str]]) -> Strategy:
    """Return lists of scopings; `places` are pairs of an organization and a space in it."""
    whole = [{}, {"organization_id": None, "space_id": None}]
    organizations = [{"organization_id": organization} for organization, _ in places]
    spelled_out = [{**item, "space_id": None} for item in organizations]
    spaces = [{"organization_id": organization, "space_id": space} for organization, space in places]
    return st.lists(st.sampled_from([*whole, *organizations, *spelled_out, *spaces]), max_size=3)


def _declared(required: Mapping[str, Strategy], optional: Mapping[str, Strategy]) -> st.SearchStrategy[Json]:
    """Return objects with what is required and some of what is optional; None says that it is left out."""
    return st.fixed_dictionaries(dict(required), optional={name: st.none() | of for name, of in optional.items()})


bedrock_auths = st.one_of(
    _declared({"auth_type": st.just("DEFAULT"), "role_arn": texts}, {"external_id": texts, "base_url": unspaced}),
    _declared({"auth_type": st.just("BEARER_TOKEN"), "api_key": secrets}, {"base_url": unspaced}),
    _declared({"auth_type": st.just("PROXY_WITH_HEADERS"), "base_url": urls}, {"headers": headers}),
)
custom_auths = st.one_of(
    _declared({"auth_type": st.just("DEFAULT")}, {"api_key": secrets}),
    _declared(
        {
            "auth_type": st.just("OAUTH2_CLIENT_CREDENTIALS"),
            "token_url": urls,
            "client_id": words,
            "client_secret": secrets,
        },
        {"scopes": texts, "audience": texts},
    ),
)
VALUES: dict[str, Strategy] = {
    "api_key": secrets,
    "is_function_calling_enabled": flags,
    "base_url": urls,
    "headers": headers,
    "is_default_models_enabled": flags,
    "model_names": model_names,
    "project_id": texts,
    "location": texts,
    "project_access_label": texts,
}


def value(name: str, provider: str) -> Strategy:
    """Return legal values of a field of a provider's config."""
    return {"AWS_BEDROCK": bedrock_auths}.get(provider, custom_auths) if name == "auth" else VALUES[name]


def settled(config: Json) -> Json:
    """Return a config of legal values in which the rules between its fields hold."""
    config = dict(config)
    if config.get("api_key") is not None and config.get("auth") is not None:
        del config["api_key"]
    if config["provider"] in NEEDS_MODELS and not config.get("model_names"):
        config["is_default_models_enabled"] = True
    return config


def configs(provider: str) -> st.SearchStrategy[Json]:
    """Return the configs of one provider."""
    required, optional = (
        {name: value(name, provider) for name, is_required in config_fields(provider).items() if is_required is wanted}
        for wanted in (True, False)
    )
    return _declared({"provider": st.just(provider), **required}, optional).map(settled)


SCHEMA_TYPES = {"question": "string", "depth": "integer", "exact": "boolean"}
presets = _declared(
    {
        "name": st.sampled_from(["flat", "deep", "x" * 255]),
        "config": st.fixed_dictionaries({}, optional={"question": texts, "depth": st.integers(-9, 9), "exact": flags}),
    },
    {"description": texts | st.just("d" * 1024)},
)
schemas = st.fixed_dictionaries(
    {"type": st.just("object"), "properties": st.just({name: {"type": of} for name, of in SCHEMA_TYPES.items()})},
    optional={"required": st.sampled_from([["question"], ["question", "depth"]]), "title": texts},
)
hosted = {"endpoint": urls, "input_schema": schemas}
agent_configs = _declared(
    hosted,
    {"headers": headers, "request_presets": st.lists(presets, max_size=3, unique_by=lambda item: item["name"])},
)
evaluator_configs = _declared(hosted, {"headers": headers})
METADATA = {
    "AWS_BEDROCK": _declared({"role_arn": texts}, {"kind": st.just("AWS"), "external_id": texts}),
    "VERTEX_AI": _declared(
        {"project_id": texts, "location": texts, "project_access_label": texts}, {"kind": st.just("GCP")}
    ),
}
Places = Sequence[tuple[str, str]]


def llm(places: Places, provider: str) -> st.SearchStrategy[Json]:
    """Return integrations with one provider of models."""
    return _declared(
        {"name": texts, "config": configs(provider)}, {"type": st.just("LLM"), "scopings": scopings(places)}
    )


def described(places: Places, type_: str, config: Strategy) -> st.SearchStrategy[Json]:
    """Return integrations of a type that has a description."""
    return _declared(
        {"name": texts, "type": st.just(type_), "config": config}, {"scopings": scopings(places), "description": texts}
    )


def integrations(places: Places) -> st.SearchStrategy[Json]:
    """Return integrations of every type and provider."""
    llms = [llm(places, provider) for provider in PROVIDERS]
    agent = described(places, "AGENT", agent_configs)
    return st.one_of(*llms, agent, described(places, "EVALUATOR", evaluator_configs))


def ai_integration(places: Places, provider: str) -> st.SearchStrategy[Json]:
    """Return AI integrations with one provider."""
    metadata = {"provider_metadata": METADATA[provider]} if provider in METADATA else {}
    return _declared(
        {"name": texts, "provider": st.just(provider), **metadata},
        {
            "scopings": scopings(places),
            "api_key": secrets,
            "base_url": unspaced,
            "model_names": model_names,
            "headers": headers,
            "enable_default_models": flags,
            "function_calling_enabled": flags,
            "auth_type": st.sampled_from(AI_AUTH_TYPES),
        },
    )


def ai_integrations(places: Places) -> st.SearchStrategy[Json]:
    """Return AI integrations with every provider."""
    return st.one_of(*(ai_integration(places, provider) for provider in AI_PROVIDERS))


def in_both_dialects(declarations: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    """Return declarations in one dialect or in the other."""
    return declarations | declarations.map(former)
