"""The organizations and spaces that can use an integration."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import Text
from .rules import Requires, Rule
from .traits import IdOf, Model


class Scoping(Model):
    """One organization or space that can use an integration; with neither, the whole account can.

    Source: `IntegrationScopingRequest` and `AiIntegrationScopingRequest`.
    """

    rules: ClassVar[tuple[Rule, ...]] = (Requires("space_id", "organization_id"),)

    stand_ins: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "Organization": {"organization_id": "id"},
        "Space": {"organization_id": "organization_id", "space_id": "id"},
    }

    organization_id: Annotated[Text | None, IdOf(("Organization",)), Field(description="ID of the organization.")] = (
        None
    )
    space_id: Annotated[
        Text | None,
        IdOf(("Space",)),
        Field(description="ID of a space in that organization; without it, all its spaces."),
    ] = None
