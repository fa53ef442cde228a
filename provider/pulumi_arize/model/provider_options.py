"""The arguments of resources that only this provider knows: the API never gets them."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import Flag, Text, Version
from .traits import FieldTrait, Model

RESPONSE_FORMS = "__answered"
"""The property of a state with the digests of values that the server returned in another form than they were sent.

The engine does not show names that begin with two underscores.
"""


class NoOptions(Model):
    """No arguments, for a resource type that has none."""


class AdoptionOptions(Model):
    """How an existing resource is adopted."""

    adopt: Annotated[Text | None, Field(description="ID or exact name of an existing one to adopt.")] = None


class ContainerOptions(AdoptionOptions):
    """How a resource is adopted, and protected from a deletion that deletes everything in it."""

    deletion_protection: Annotated[
        Flag,
        Field(
            description="Whether to refuse deletion, including deletion by a replacement: all data in it would be lost."
        ),
    ] = True


class IntegrationOptions(AdoptionOptions):
    """How an integration is adopted, rotated and protected."""

    output_fields: ClassVar[dict[str, str]] = {
        "key_fingerprint": "Four hexadecimal digits that are equal for equal keys, and change when a key is rotated.",
    }

    api_key_version: Annotated[
        Version | None, FieldTrait.TRIGGERS_KEY_RESEND, Field(description="Change this value to send the key again.")
    ] = None
    deletion_protection: Annotated[
        Flag, Field(description="Whether to refuse deletion, including deletion by a replacement.")
    ] = False


class KeyedOptions(IntegrationOptions):
    """The same, for an integration whose key is in its `config`."""

    output_fields: ClassVar[dict[str, str]] = {
        **IntegrationOptions.output_fields,
        "api_key": "The API key in `config`, or in its `auth`. Secret.",
    }
    secret_outputs: ClassVar[frozenset[str]] = frozenset({"api_key"})
