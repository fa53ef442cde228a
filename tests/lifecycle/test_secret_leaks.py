"""No secret in what can be read of the product's objects, nor in any error, whatever a server repeats."""

from __future__ import annotations

import base64
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

import pulumi_arize as arize
from arize_emulator import AnyFault, Emulator, FaultRule, HtmlPage, InvalidJson, Redirect, Status
from pulumi_arize.errors import ArizeError
from pulumi_arize.model.fields import fields
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, object_models
from pulumi_arize.sdk.args import Args

from .deployed_resource import Resource, account, settings
from .samples import ai, llm

SECRET = 'c4n4ry"ü&/ x+y'
CORE = "c4n4ry"
FORMS = {
    "plain": SECRET,
    "JSON": json.dumps(SECRET),
    "JSON in UTF-8": json.dumps(SECRET, ensure_ascii=False),
    "URL": quote(SECRET, safe=""),
    "URL path": quote(SECRET),
    "form": quote_plus(SECRET),
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "URL base64": base64.urlsafe_b64encode(SECRET.encode()).decode(),
}
STATUSES = (400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504)


def shows(text: str) -> bool:
    """Tell whether a text shows the secret, in any form."""
    return any(
        form.strip('"=') in text for form in (*FORMS.values(), CORE, base64.b64encode(SECRET.encode()).decode()[:8])
    )


def faults(form: str) -> Iterator[AnyFault]:
    """Return every failure whose text can hold what was sent."""
    yield from (Status(status=status, detail=f"no {form} here") for status in STATUSES)
    yield from (HtmlPage(status=status, html=f"<p>{form}</p>") for status in (200, 403, 503))
    yield InvalidJson(text=f'{{"id": "{form}')
    yield Redirect(location=f"https://example.com/{quote(form)}")


def error_of(verb: Callable[[], object]) -> list[ArizeError]:
    """Return the error that a verb ends with, if there is one."""
    try:
        verb()
    except ArizeError as error:
        return [error]
    return []


@pytest.mark.parametrize("forms", [[*FORMS.values()], [*FORMS.values()][::-1]], ids=["forth", "back"])
@pytest.mark.parametrize("kind", ["Integration", "AiIntegration"])
def test_every_error(
    emulator: Emulator, kind: str, forms: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever verb fails, and however: neither the error with all that led to it, nor any log shows the secret."""
    caplog.set_level(logging.DEBUG, "pulumi_arize")
    log = tmp_path / "debug.log"
    inputs = llm(api_key=SECRET) if kind == "Integration" else ai(api_key=SECRET, headers={"x": SECRET})
    resource = Resource(emulator, account(emulator, maxRetries=0, logFile=str(log)), kind)
    resource.up(inputs)
    known = resource.id, resource.state
    errors: list[ArizeError] = []
    for fault in faults(" ".join(forms)):
        verbs = (partial(resource.up, {**inputs, "name": "other"}), resource.refresh, resource.destroy)
        for verb in verbs:
            resource.id, resource.state = known
            with emulator.faults(FaultRule(fault=fault)):
                errors += error_of(verb)
    gone = 2  # a 404 is no error of a read, nor of a delete
    assert len(errors) == 3 * len(list(faults(""))) - gone
    assert [error for error in errors if shows("".join(traceback.format_exception(error)) + repr(vars(error)))] == []
    assert not shows(log.read_text() + caplog.text)
    assert log.read_text().count("[secret]") > len(errors) // 3


def test_reprs_and_pickles(emulator: Emulator) -> None:
    """Settings, accounts, models and resources in a program show no secret as text; what is pickled holds none."""
    given = settings(emulator, apiKey=CORE, proxyUrl=f"http://user:{CORE}@127.0.0.1:1", fingerprintKey=CORE)
    behind = account(emulator, apiKey=CORE)
    model = INTEGRATION_TYPES[0].models[0].model_validate(llm(api_key=SECRET))
    texts = [repr(item) + str(item) for item in (given, behind, behind.client, behind.collections, model)]
    texts += [model.model_dump_json(), repr(pickle.dumps(behind.collections[INTEGRATION_TYPES[0]].resource_type))]
    assert [text for text in texts if shows(text)] == []


def argument_classes() -> list[tuple[type[Any], str]]:
    """Return each argument class with each of its fields that is a secret or holds one."""
    found = []
    for model in {
        inner: None
        for resource_type in INTEGRATION_TYPES
        for outer in resource_type.models
        for inner in object_models(outer)
    }:
        argument_class = getattr(arize, model.__name__, None)
        if argument_class and issubclass(argument_class, Args):
            secret = [field for field in fields(model).values() if field.secret]
            found += [(argument_class, field.name) for field in secret]
    return found


@pytest.mark.parametrize(("argument_class", "name"), argument_classes())
def test_arguments(argument_class: type[Any], name: str) -> None:
    """The text of a program's arguments, as a debugger or a failing assertion shows it, holds no secret."""
    given = {field.name: "x" for field in fields_of(argument_class)} | {name: SECRET}
    assert not shows(repr(argument_class(**given)))


def fields_of(argument_class: type[Any]) -> Any:
    """Return the fields of a dataclass."""
    return argument_class.__dataclass_fields__.values()
