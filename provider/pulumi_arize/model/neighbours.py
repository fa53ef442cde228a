"""What an integration's user needs beside integrations: organizations and spaces, as the API answers them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class DefaultLlmIntegration(BaseModel):
    """The LLM integration that a space uses where nothing else is chosen. Source: `DefaultLLMIntegrationResponse`."""

    model_config = ConfigDict(extra="allow", frozen=True, protected_namespaces=())

    integration_id: Annotated[str | None, Field(description="ID of the integration.")] = None
    model_name: Annotated[str | None, Field(description="Name of the model.")] = None


class Neighbour(BaseModel):
    """What organizations and spaces share. Fields that the API adds are kept."""

    model_config = ConfigDict(extra="allow", frozen=True)

    path: ClassVar[str]
    """Path of the collection under the base URL."""
    items: ClassVar[str]
    """Name of the list in the answer to a list request."""
    title: ClassVar[str]
    """What a message calls one of them."""

    id: Annotated[str, Field(description="ID, as scopings take it.")]
    name: Annotated[str, Field(description="Name.")]
    description: Annotated[str | None, Field(description="What it is for.")] = None
    created_at: Annotated[str | None, Field(description="When it was created.")] = None


class Organization(Neighbour):
    """An organization of the account. Source: `Organization`."""

    path: ClassVar[str] = "/v2/organizations"
    items: ClassVar[str] = "organizations"
    title: ClassVar[str] = "organization"


class Space(Neighbour):
    """A space of an organization. Source: `Space`."""

    path: ClassVar[str] = "/v2/spaces"
    items: ClassVar[str] = "spaces"
    title: ClassVar[str] = "space"

    organization_id: Annotated[str | None, Field(description="ID of its organization; older servers leave it out.")] = (
        None
    )
    default_llm_integration: Annotated[
        DefaultLlmIntegration | None, Field(description="The integration it uses by default.")
    ] = None
