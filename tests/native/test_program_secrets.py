"""What a program has made secret, in what the plugin returns."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pulumi.provider.experimental.property_value import PropertyValue

from pulumi_arize.native.property_values import with_secrets_of

PLAIN, SECRET = PropertyValue("small"), PropertyValue("large", is_secret=True)
ITEMS = {
    "text": (PropertyValue([PLAIN, SECRET]), True),
    "text of an object": (PropertyValue([PropertyValue({"name": PLAIN, "description": SECRET})]), True),
    "none": (PropertyValue([PLAIN, PropertyValue({"name": PLAIN})]), False),
}


@pytest.mark.parametrize("case", ITEMS)
def test_a_list_is_secret_where_a_part_of_it_is(case: str) -> None:
    """The plugin cannot tell which item of a list became which: the whole list is secret, at any depth."""
    given, is_secret = ITEMS[case]
    returned = PropertyValue([PLAIN, PLAIN])
    marked = with_secrets_of(
        {"modelNames": returned, "config": PropertyValue({"modelNames": returned})},
        {"modelNames": given, "config": PropertyValue({"modelNames": given})},
    )
    config = marked["config"].value
    assert isinstance(config, Mapping)
    assert (marked["modelNames"].is_secret, config["modelNames"].is_secret) == (is_secret, is_secret)
