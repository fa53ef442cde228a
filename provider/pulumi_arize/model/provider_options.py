"""What a program says to this provider about an integration, and the API knows nothing of."""

from typing import Annotated, ClassVar

from pydantic import Field

from .field_types import Flag, Text, Version
from .traits import FieldTrait, Model

ANSWERED = "__answered"
"""What a state holds of answers that had another form than what was sent; the engine does not show such names."""


class NoOptions(Model):
    """For a resource that has none."""


class IntegrationOptions(Model):
    """How an integration is adopted, rotated and protected. Nothing of it is sent."""

    output_fields: ClassVar[dict[str, str]] = {
        "key_fingerprint": "The same in two stacks that hold the same key, and tells nothing else about it. Secret.",
    }

    adopt: Annotated[Text | None, Field(description="ID or exact name of an existing integration to take over.")] = None
    api_key_version: Annotated[
        Version | None, FieldTrait.TRIGGERS_KEY_RESEND, Field(description="Another value sends the keys again.")
    ] = None
    deletion_protection: Annotated[
        Flag, Field(description="Whether a delete, also one for a replacement, is refused.")
    ] = False


class KeyedOptions(IntegrationOptions):
    """The same, for an integration whose key is inside of its `config`."""

    output_fields: ClassVar[dict[str, str]] = {
        **IntegrationOptions.output_fields,
        "api_key": "The API key that `config` holds, itself or in `auth`. Secret.",
    }
