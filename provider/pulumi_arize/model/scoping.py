"""The organizations and spaces that can use an integration."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import Text
from .rules import Requires, Rule
from .traits import Model


class Scoping(Model):
    """One organization or space that can use an integration; with neither, the whole account can.

    Source: `IntegrationScopingRequest` and `AiIntegrationScopingRequest`.
    """

    rules: ClassVar[tuple[Rule, ...]] = (Requires("space_id", "organization_id"),)

    organization_id: Annotated[Text | None, Field(description="ID of the organization.")] = None
    space_id: Annotated[
        Text | None, Field(description="ID of a space in that organization; without it, all its spaces.")
    ] = None
