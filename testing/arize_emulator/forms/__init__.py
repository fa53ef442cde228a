"""The forms in which the API's two resources write and read an integration."""

from typing import TypeAlias

from .ai_integration_form import AiIntegrationForm
from .integration_form import IntegrationForm

Form: TypeAlias = IntegrationForm | AiIntegrationForm
FORMS = (IntegrationForm, AiIntegrationForm)
