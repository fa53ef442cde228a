"""The collection of service keys, which the API has among the API keys: it lists them, and reads none alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from ..errors import NotFound
from ..model.dialect import with_api_names, with_field_names
from ..model.service_key import ServiceKey
from ..model.traits import Model
from .client import Body, item_path
from .collections import Collection, Document

KEY_TYPE, SERVICE = "key_type", "SERVICE"
"""The field that tells service keys from those of users. Source: `CreateServiceApiKeyRequest`."""

SPACE_ID = "space_id"
"""The filter by a space."""

STATUS, REVOKED = "status", "REVOKED"
"""Source: `ApiKeyStatus`."""

BOT_USER = "bot_user"
"""The field of a response with the user that the key authenticates as, and that user's roles."""

LAST_USED_AT = "last_used_at"
"""The field of a response that each use of the key changes: in a state, each refresh would show a change."""

(KEY,) = ServiceKey.secret_outputs


class ServiceKeyCollection(Collection):
    """The active service keys of one account. Threads may share it."""

    def get(self, item_id: str) -> Document:
        """Return the active key with this ID, from the list. Raises NotFound where there is none, else ApiError."""
        found = next((item for item in self.items() if item.get("id") == item_id), None)
        if found is None:
            raise NotFound(f"no active {self.title} has the id {item_id!r}", HTTPStatus.NOT_FOUND, {})
        return found

    def pages(self, filters: Mapping[str, str] | None = None) -> Iterator[list[Document]]:
        """Return the pages of the active keys, of all or of a space: the API cannot filter by name. Raises ApiError."""
        space = {name: value for name, value in (filters or {}).items() if name == SPACE_ID}
        for page in super().pages({KEY_TYPE: SERVICE, **space}):
            yield [{name: value for name, value in item.items() if name != KEY} for item in page if _is_active(item)]

    def delete(self, item_id: str) -> None:
        """Revoke the key with this ID. Raises NotFound where there is none, else ApiError."""
        self._client.request("PUT", f"{item_path(self._path, item_id)}/revoke")

    def _in_dialect(self, model: type[Model], body: Body) -> Body:
        return {KEY_TYPE: SERVICE, **with_api_names(model, body)}

    def _record(self, response: Document) -> Document:
        """Return a key with the fields of the models: its roles are those of its user."""
        user = response.get(BOT_USER)
        shown = {name: value for name, value in response.items() if name not in (BOT_USER, LAST_USED_AT)}
        if shown.get(KEY_TYPE) == SERVICE:
            del shown[KEY_TYPE]
        return super()._record({**shown, **(_of_user(user) if isinstance(user, Mapping) else {})})


def _is_active(item: Document) -> bool:
    """Tell whether an item is an active service key, also where the server ignores a filter."""
    return KEY_TYPE not in item and item.get(STATUS) != REVOKED


def _of_user(user: Mapping[str, object]) -> Document:
    """Return the fields of a key that its user has; a user without a name could not be found, nor its roles."""
    if not user.get("name"):
        return {}
    roles = with_field_names(
        ServiceKey, {name: user[name] for name in ("account_role", "organizations") if user.get(name)}
    )
    return {"bot_user_id": user.get("id"), "bot_user_name": user["name"], **roles}
