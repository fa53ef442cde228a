"""The form of `/v2/ai-integrations`: LLM integrations only, all fields side by side."""

from __future__ import annotations

from dataclasses import dataclass

from pulumi_arize.model.ai_integration import AiIntegration
from pulumi_arize.model.enums import AuthType, IntegrationType, LlmProvider
from pulumi_arize.model.resource_types import AI_INTEGRATION

from ..dialect import Dialect
from ..errors import InvalidRequest
from ..store.records import Integration
from ..validation.bodies import BodyReader, BodyScope, BodyShape, Json, check_rules
from . import flat_mapping
from .form import RequestContext
from .serialization import Renderer

_SHAPE = BodyShape(AiIntegration, AI_INTEGRATION.models)


@dataclass(frozen=True)
class FlatForm:
    """Reads and renders LLM integrations of every provider."""

    dialect: Dialect

    def shows(self, record: Integration) -> bool:
        """Tell whether the form can show the integration: agents and evaluators have no such form."""
        return record.is_llm

    def read_new(self, body: object, moment: RequestContext) -> tuple[str, Json]:  # noqa: ARG002 - nothing in it is the server's
        """Return the type and the values of the integration that a POST describes.

        Raises:
            InvalidRequest: The body does not have the form that the API asks for.
            Unprocessable: It has, and breaks a rule.
        """
        read = BodyReader(self.dialect).read(_SHAPE, body, BodyScope.WHOLE)
        return str(IntegrationType.LLM), {**flat_mapping.blank(), **read}

    def read_change(self, body: object, record: Integration, moment: RequestContext) -> Json:  # noqa: ARG002
        """Return the values that the integration has after a PATCH.

        Raises:
            InvalidRequest: The body does not have the form that the API asks for, or is empty.
            Unprocessable: It has, and what would come out breaks a rule.
        """
        read = BodyReader(self.dialect).read(_SHAPE, body, BodyScope.PART)
        if not read:
            raise InvalidRequest("the body changes nothing: give at least one field")
        values = _settled({**record.values, **read}, read)
        check_rules(
            AiIntegration, {name: values[name] for name in values if name != flat_mapping.OAUTH}, BodyScope.WHOLE, ()
        )
        return values

    def render(self, record: Integration) -> Json:
        """Return the integration as an answer shows it, header values included."""
        return Renderer(self.dialect, empty=None).render(AiIntegration, {**vars(record), **record.values})


def _settled(values: Json, given: Json) -> Json:
    """Drop the OAuth credentials that a change leaves no place for: they exclude a key and other providers."""
    if values[flat_mapping.OAUTH] is None:
        return values
    stays = values["provider"] == LlmProvider.CUSTOM and not given.get("api_key") and "auth_type" not in given
    if stays:
        return values
    return {**values, flat_mapping.OAUTH: None, "auth_type": given.get("auth_type", str(AuthType.DEFAULT))}
