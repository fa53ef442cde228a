"""A catalogue of dynamic resources."""

from __future__ import annotations

from types import ModuleType
from typing import ClassVar

from .._generated.dynamic import resources
from .component import Catalog

__all__ = ["IntegrationCatalog"]


class IntegrationCatalog(Catalog):
    """Integrations that are declared once, with the differences of each environment.

    A preview of one environment finds the mistakes in all of them.
    """

    resources: ClassVar[ModuleType] = resources
