"""The records of an account, with secrets in the clear: `forms.serialization` leaves them out of responses."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeVar

from pulumi_arize.model.enums import IntegrationType

from .ids import new_id
from .settings import Settings

ACTIVE, REVOKED = "ACTIVE", "REVOKED"
SERVICE, USER = "SERVICE", "USER"


@dataclass
class Integration:
    """One integration of any type.

    The values of an LLM integration have the form of `/v2/ai-integrations`, which can express everything that the other
    one can but OAuth credentials; those are under `flat_mapping.OAUTH`. The values of agents and evaluators have the
    form of `/v2/integrations`.
    """

    id: str
    number: int
    """The order of creation."""
    type: str
    values: dict[str, Any]
    created_at: str
    updated_at: str
    created_by_user_id: str | None
    in_use: bool = False
    """Whether remote evaluators use it: then DELETE is a 409."""

    @property
    def is_llm(self) -> bool:
        """Whether it is an LLM integration."""
        return self.type == IntegrationType.LLM

    @property
    def name(self) -> str:
        """The name."""
        return str(self.values["name"])

    @property
    def scopings(self) -> list[dict[str, str | None]]:
        """The organizations and spaces that see it; none: the whole account."""
        return list(self.values["scopings"])

    def reaches(self, space: Space) -> bool:
        """Tell whether a scoping includes the space, its organization or the whole account."""
        return not self.scopings or any(
            scoping.get("organization_id") in (None, space.organization_id)
            and scoping.get("space_id") in (None, space.id)
            for scoping in self.scopings
        )


@dataclass
class Organization:
    """An organization. Source: `Organization` of the official package."""

    id: str
    number: int
    name: str
    created_at: str
    description: str = ""


@dataclass
class Space:
    """A space. Source: `Space` of the official package."""

    id: str
    number: int
    organization_id: str
    name: str
    created_at: str
    description: str = ""
    is_private: bool = False
    ml_models_enabled: bool = True
    gradient_start_color: str = "#4f46e5"
    gradient_end_color: str = "#06b6d4"
    default_llm_integration: dict[str, str] | None = None
    default_agent_runtime: dict[str, str] | None = None


@dataclass
class FormerKey:
    """The value that a key had before it was refreshed, and the time until which it still opens the account."""

    key: str
    expires_at: str | None


@dataclass
class ApiKey:
    """An API key of a user, or a service key with its bot user. Source: `ServiceApiKey` and `UserApiKey`."""

    id: str
    number: int
    key_type: str
    name: str
    key: str
    created_at: str
    created_by_user_id: str | None
    description: str | None = None
    expires_at: str | None = None
    status: str = ACTIVE
    last_used_at: str | None = None
    bot_user: dict[str, Any] | None = None
    """Of a service key: its ID, name and roles, as a response shows them."""
    former: list[FormerKey] = field(default_factory=list)

    @property
    def redacted_key(self) -> str:
        """The key as it is shown."""
        return f"{self.key[:6]}...{self.key[-3:]}"

    @property
    def organizations(self) -> list[dict[str, Any]]:
        """The roles of a service key in organizations and their spaces."""
        return list(self.bot_user["organizations"]) if self.bot_user else []

    def values(self) -> list[str]:
        """Return the key, and those before a refresh that may still be valid."""
        return [self.key, *(item.key for item in self.former)]

    def opens(self, key: str, now: str) -> bool:
        """Tell whether a request with this key may pass at this time."""
        values = [FormerKey(self.key, self.expires_at), *self.former]
        return self.status == ACTIVE and any(
            item.key == key and (item.expires_at is None or item.expires_at > now) for item in values
        )

    def spaces(self) -> dict[str, dict[str, Any]]:
        """Return the role of a service key in each of its spaces, by the space's ID."""
        return {space["space_id"]: space["role"] for item in self.organizations for space in item["spaces"]}


Record = Integration | Organization | Space | ApiKey
T = TypeVar("T", Integration, Organization, Space, ApiKey)


def shown_fields(record: Organization | Space | ApiKey) -> dict[str, Any]:
    """Return the fields of a record but its number, which no response shows."""
    return {name: value for name, value in asdict(record).items() if name != "number"}


@dataclass
class Store:
    """The contents of an account, by ID. Files of earlier versions lack some."""

    integrations: dict[str, Integration] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)
    api_keys: dict[str, ApiKey] = field(default_factory=dict)
    last_number: int = 0
    settings: Settings = field(default_factory=Settings)

    def new_record(self, kind: type[T], **values: Any) -> T:
        """Return a record with the next number, which is not stored yet."""
        self.last_number += 1
        return kind(new_id(kind.__name__, self.last_number), self.last_number, **values)

    def table(self, kind: type[Record]) -> dict[str, Any]:
        """Return the records of one class, by ID."""
        tables: dict[type[Record], dict[str, Any]] = {
            Integration: self.integrations,
            Organization: self.organizations,
            Space: self.spaces,
            ApiKey: self.api_keys,
        }
        return tables[kind]

    def copy(self) -> Store:
        """Return the same records in other tables."""
        return replace(
            self,
            integrations=dict(self.integrations),
            organizations=dict(self.organizations),
            spaces=dict(self.spaces),
            api_keys=dict(self.api_keys),
        )
