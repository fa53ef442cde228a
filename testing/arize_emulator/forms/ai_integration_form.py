"""The form of `/v2/ai-integrations`: LLM integrations only, with all fields at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pulumi_arize.model.ai_integration import AiIntegration
from pulumi_arize.model.enums import AuthType, IntegrationType, LlmProvider
from pulumi_arize.model.resource_types import AI_INTEGRATION, ResourceType

from ..dialect import Dialect
from ..errors import InvalidRequest
from ..json_paths import Json
from ..store.account import Account
from ..store.records import Integration
from ..validation.bodies import BodyReader, BodyScope, BodyShape, check_rules
from . import flat_mapping
from .serialization import Renderer

_SHAPE = BodyShape(AiIntegration, AI_INTEGRATION.models)


@dataclass(frozen=True)
class AiIntegrationForm:
    """Reads and renders LLM integrations of every provider."""

    dialect: Dialect
    resource_type: ClassVar[ResourceType] = AI_INTEGRATION

    def shows(self, record: Integration) -> bool:
        """Tell whether it is an LLM integration."""
        return record.is_llm

    def read_new(self, body: object, account: Account) -> tuple[str, Json]:  # noqa: ARG002 - the server sets nothing in it
        """Return the type and the values of the integration that a POST describes."""
        read = BodyReader(self.dialect).read(_SHAPE, body, BodyScope.WHOLE)
        return str(IntegrationType.LLM), {**flat_mapping.blank(), **read}

    def read_change(self, body: object, record: Integration, account: Account) -> Json:  # noqa: ARG002
        """Return the values that the integration has after a PATCH."""
        changes = BodyReader(self.dialect).read(_SHAPE, body, BodyScope.PART)
        if not changes:
            raise InvalidRequest("the body changes nothing: give at least one field")
        values = _without_excluded_oauth({**record.values, **changes}, changes)
        without_oauth = {name: value for name, value in values.items() if name != flat_mapping.OAUTH}
        check_rules(AiIntegration, without_oauth, BodyScope.WHOLE, ())
        return values

    def render(self, record: Integration) -> Json:
        """Return the integration as a response shows it, header values included."""
        return Renderer(self.dialect, empty=None).render(AiIntegration, {**vars(record), **record.values})


def _without_excluded_oauth(values: Json, changes: Json) -> Json:
    """Drop OAuth credentials where a change sets a key, an `auth_type` or a provider that excludes them."""
    if values[flat_mapping.OAUTH] is None:
        return values
    if values["provider"] == LlmProvider.CUSTOM and not changes.get("api_key") and "auth_type" not in changes:
        return values
    return {**values, flat_mapping.OAUTH: None, "auth_type": changes.get("auth_type", str(AuthType.DEFAULT))}
