"""The records of an account, with secrets in the clear: `forms.serialization` leaves them out of responses."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from pulumi_arize.model.enums import IntegrationType


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
class Store:
    """The contents of an account, by ID."""

    integrations: dict[str, Integration] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)
    last_number: int = 0
    remote_evaluators: bool = True
    """Whether the account's plan has evaluator integrations."""

    def to_json(self) -> dict[str, Any]:
        """Return the contents as JSON, secrets included."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Store:
        """Return the contents that `to_json` wrote."""
        return cls(
            integrations={key: Integration(**item) for key, item in data["integrations"].items()},
            organizations={key: Organization(**item) for key, item in data["organizations"].items()},
            spaces={key: Space(**item) for key, item in data["spaces"].items()},
            last_number=data["last_number"],
            remote_evaluators=data["remote_evaluators"],
        )
