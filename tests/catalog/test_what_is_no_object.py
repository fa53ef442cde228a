"""What should be an object of a catalogue and is none: a failure at its path, and no traceback."""

from __future__ import annotations

from typing import Any

import pytest
from tests.lifecycle.samples import llm

import pulumi_arize as arize
from pulumi_arize.catalog.validation import check_catalog

ENTRIES = {"it": llm()}
EMPTY: dict[str, Any] = {"dev": arize.Environment()}


def within(**part: Any) -> dict[str, Any]:
    """Return environments of which one has a part that is wrong."""
    return {**EMPTY, "prod": arize.Environment(**part)}


@pytest.mark.parametrize("wrong", [None, "text", 1.5, ["a"]])
@pytest.mark.parametrize("part", ["integrations", "environments", "environments.prod.integrations"])
def test_parts_of_the_catalogue(part: str, wrong: Any) -> None:
    """The catalogue, its environments and the overlays of an environment are objects."""
    catalogues: dict[str, tuple[Any, Any]] = {
        "integrations": (wrong, EMPTY),
        "environments": (ENTRIES, wrong),
        "environments.prod.integrations": (ENTRIES, within(integrations=wrong)),
    }
    found = check_catalog(*catalogues[part], "dev")
    assert [(failure.property_path, failure.reason) for failure in found] == [(part, "must be an object")]


@pytest.mark.parametrize("wrong", ["text", ["a"], True])
def test_an_overlay_on_what_is_no_object(wrong: Any) -> None:
    """A `config` that is no object is found, also where an environment changes a field of it."""
    found = check_catalog(
        {"it": {**llm(), "config": wrong}}, within(integrations={"it": {"config": {"api_key": "k"}}}), "dev"
    )
    assert {failure.reason for failure in found} == {"must be an object"}
    assert "integrations.it.config" in {failure.property_path for failure in found}


def test_keys_that_are_no_texts() -> None:
    """A key of an environment that no integration has is named, whatever it is."""
    (failure,) = check_catalog(ENTRIES, within(integrations={1: {}}), "dev")
    assert failure.reason == "must be one of it"
