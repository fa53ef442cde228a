"""The forms in which the API's two resources write and read an integration."""

from .ai_integration_form import AiIntegrationForm
from .integration_form import IntegrationForm

FORMS = (IntegrationForm, AiIntegrationForm)
