"""Who has a name that is taken, and what to do about it."""

from __future__ import annotations

from contextlib import suppress

from ..api.account import Account
from ..api.collections import Document
from ..errors import ApiError
from ..model.resource_types import ResourceType, types_sharing_names
from ..safe_json import Values
from .engine_operation import EngineOperation
from .find_existing import has_same_parent, immutable_values, parent_filter
from .response_matching import names_match

ADOPTION_HINT = (
    'renamed in the program? add the former name to its option `aliases`, in Python as `pulumi.Alias(name="…")`; '
    "in another stack? first `pulumi state delete` it there, or set `retainOnDelete` there; "
    "replaced by `--replace` or `pulumi state taint`? set the option `deleteBeforeReplace`, which is on in Python; "
    "left by a `pulumi up` that was interrupted, or made by hand? give its id to `adopt` to take it over, "
)
"""The ways to adopt the resource that has the name, the harmless one first."""

SWAP_HINT = "the two swap their names: first give one of them a third name"
"""What to do where each of two resources waits for the name of the other."""


def name_owner(account: Account, resource_type: ResourceType, inputs: Values) -> tuple[ResourceType, Document] | None:
    """Return the resource that has the name of the inputs, of any resource type that shares its names.

    One with exactly this name comes before one whose name differs in case or in spaces around it.
    """
    name = inputs.get("name")
    filters = {"name": str(name).strip(), **parent_filter(resource_type, inputs)}
    listed: list[tuple[ResourceType, Document]] = []
    for other in types_sharing_names(resource_type):
        with suppress(ApiError):
            items = account.collections[other].items(filters)
            listed += ((other, item) for item in items if has_same_parent(other, item, inputs))
    owners = [owner for owner in listed if names_match(owner[1].get("name"), name)]
    return min(owners, key=lambda owner: owner[1].get("name") != name, default=None)


def name_not_free_hint(
    owner: tuple[ResourceType, Document] | None,
    inputs: Values,
    operation: EngineOperation,
    resource: str = "",
    former_name: str = "",
) -> str:
    """Return what to do where another resource of the program has the name of the inputs; else an empty text.

    `resource` is the one with the inputs and `former_name` the name that it has; both are empty where it has no id yet.
    """
    item_id = str(owner[1]["id"]) if owner else ""
    if not item_id or not operation.belongs_to_another(item_id, resource) or operation.has_created(item_id):
        return ""
    name, is_swapped = str(inputs.get("name")), operation.has_claimed_name(item_id, former_name)
    resolution_hint = SWAP_HINT if is_swapped else "run `pulumi up` again after that one is renamed"
    return (
        f"the name {name!r} is still that of {item_id}, which another resource of this program has: {resolution_hint}"
    )


def name_conflict_hint(owner: tuple[ResourceType, Document] | None, inputs: Values, adoption_hint: str = "") -> str:
    """Return which resource outside of the program has the name of the inputs, and what to do."""
    name = str(inputs.get("name"))
    if owner is None:
        return f"the name {name!r} is taken by a resource that this key cannot see: choose another name"
    owner_type, document = owner
    other_name = f" under the name {document['name']!r}" if document.get("name") != name else ""
    immutable = [
        str(value) for _, field, value in immutable_values(owner_type, document, document) if field.enum_values
    ]
    what = " ".join(immutable) or owner_type.title
    return (
        f"the name {name!r} is taken by {document['id']} ({what}, created {document.get('created_at')}){other_name}: "
        f"{adoption_hint}choose another name, or delete that one"
    )
