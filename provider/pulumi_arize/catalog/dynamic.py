"""A catalogue of dynamic resources."""

from .._generated.dynamic import resources as dynamic_resources
from .component import Catalog

__all__ = ["IntegrationCatalog"]


class IntegrationCatalog(Catalog):
    """Integrations that are declared once, with the differences of each environment.

    A preview of one environment finds the mistakes in all of them.
    """

    resources = dynamic_resources
