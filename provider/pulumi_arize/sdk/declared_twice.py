"""The warning about a setting that a program declares on a resource, and as a resource of its own.

The provider finds that by the id of the resource, which the first preview does not know yet.
"""

from __future__ import annotations

from typing import Any

import pulumi

from ..casing import camel


def with_warning(owner_id: Any, setting: str, resource_name: str) -> pulumi.Output[Any]:
    """Return the id of the resource that has a setting; it warns where the program sets that on the resource too."""
    output: pulumi.Output[Any] = pulumi.Output.from_input(owner_id)

    async def checked() -> pulumi.Output[Any]:
        for owner in await output.resources():
            if setting in getattr(owner, "_arguments_set", ()):
                where = f"`{camel(setting)}` of {owner.pulumi_resource_name!r}"
                pulumi.log.warn(f"{where} is declared twice: there and by {resource_name!r}; remove one of them")
        return output

    return pulumi.Output.from_input(checked())
