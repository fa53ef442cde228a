"""A catalogue of resources of the native plugin."""

from .._generated.native import resources as native_resources
from .component import Catalog

__all__ = ["IntegrationCatalog"]


class IntegrationCatalog(Catalog):
    """Integrations that are declared once, with the differences of each environment.

    A preview of one environment finds the mistakes in all of them.
    """

    resources = native_resources
