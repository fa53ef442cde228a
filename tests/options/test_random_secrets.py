"""Whatever a program makes secret, by an Output or by an option, at any depth: nothing shows a value of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pulumi
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.share import share

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_embedded.preview_json import preview_json
from pytest_pulumi_arize.operation_result import OperationResult
from pytest_pulumi_arize.stack import Stack, StackSession

Json = dict[str, Any]
Path = tuple[str, ...]
HIDDEN = "zz-hidden"
ROLE = "arn:aws:iam::123456789012:role/"
DECLARED: Mapping[str, tuple[str, Json]] = {
    "custom": (
        "Integration",
        {
            "name": "V name",
            "config": {
                "provider": "CUSTOM",
                "base_url": "https://V.example.com",
                "model_names": ["V", "Vb"],
                "api_key": "V-key",
                "headers": {"X-One": "V-header"},
            },
        },
    ),
    "bedrock": (
        "Integration",
        {
            "name": "B",
            "config": {
                "provider": "AWS_BEDROCK",
                "model_names": ["V"],
                "auth": {"auth_type": "DEFAULT", "role_arn": f"{ROLE}V", "external_id": "V"},
            },
        },
    ),
    "flat": (
        "AiIntegration",
        {
            "name": "V flat",
            "provider": "AWS_BEDROCK",
            "model_names": ["V"],
            "provider_metadata": {"kind": "AWS", "role_arn": f"{ROLE}V", "external_id": "V"},
        },
    ),
}
"""The arguments of each resource; V stands for a text of its own in each place."""


def places(value: Any, path: Path = ()) -> Iterator[Path]:
    """Return every place in the arguments that can be made secret, objects and lists among them."""
    if path and path[-1] not in ("provider", "auth_type", "kind") and "V" in json.dumps(value):
        yield path
    if isinstance(value, dict):
        for name, item in value.items():
            yield from places(item, (*path, name))


PLACES = [(resource, path) for resource, (_, args) in DECLARED.items() for path in places(args)]


def filled(resource: str, value: Any, turn: str, secret: Sequence[Path], path: Path = ()) -> Any:
    """Return arguments with a text for each V, and as secret Outputs what stands at these paths."""
    if isinstance(value, dict):
        made: Any = {name: filled(resource, item, turn, secret, (*path, name)) for name, item in value.items()}
    elif isinstance(value, list):
        made = [filled(resource, item, turn, (), (*path, str(number))) for number, item in enumerate(value)]
    else:
        made = value.replace("V", text(resource, path, turn)) if "V" in value and value != "AWS_BEDROCK" else value
    return pulumi.Output.secret(made) if path in secret else made


def text(resource: str, path: Path, turn: str) -> str:
    """Return the text that stands in a place in one of the turns."""
    return f"{HIDDEN}-{resource}-{'-'.join(path).replace('_', '-').lower()}-{turn}"


def under(resource: str, path: Path) -> str:
    """Return what all texts at a place, and below it, begin with."""
    return text(resource, path, "")[:-1]


@st.composite
def choices(draw: st.DrawFn) -> Mapping[str, tuple[list[Path], list[str]]]:
    """Return for each resource the paths of secret Outputs, and the paths of the option."""
    chosen: Mapping[str, tuple[list[Path], list[str]]] = {resource: ([], []) for resource in DECLARED}
    for resource, path in draw(st.lists(st.sampled_from(PLACES), min_size=2, max_size=6, unique=True)):
        spelled = ".".join(map(camel, path) if draw(st.booleans()) else path)
        if draw(st.booleans()):
            chosen[resource][0].append(path)
        else:
            chosen[resource][1].append(spelled)
    return chosen


def hidden(chosen: Mapping[str, tuple[list[Path], list[str]]]) -> list[str]:
    """Return what no text may hold."""
    by_option = {".".join(map(camel, path)): path for _, path in PLACES} | {".".join(path): path for _, path in PLACES}
    keys = [under("custom", ("config", "api_key")), under("custom", ("config", "headers"))]
    chosen_too = [
        under(resource, path)
        for resource, (outputs, options) in chosen.items()
        for path in [*outputs, *(by_option[option] for option in options)]
    ]
    return [*keys, *chosen_too]


def messages(outcome: OperationResult) -> list[str]:
    """Return what an operation shows, and its events."""
    return [outcome.text, json.dumps(preview_json(outcome.result, show_sames=True))]


@pytest.mark.soak
@settings(
    max_examples=share(100, 2),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(chosen=choices())
def test_nothing_shows_what_is_secret(
    pulumi_session: StackSession,
    emulator: Emulator,
    tmp_path_factory: pytest.TempPathFactory,
    arize: Any,
    chosen: Mapping[str, tuple[list[Path], list[str]]],
) -> None:
    """Not a preview, a deployment, a refresh that finds drift, an event or an export; not when it is new or changes."""
    emulator.reset()
    stack = Stack(pulumi_session, emulator, tmp_path_factory.mktemp("secrets"), "dev", "secrets")

    def program(turn: str) -> None:
        for resource, (kind, args) in DECLARED.items():
            outputs, options = chosen[resource]
            given = filled(resource, args, turn, outputs)
            opts = pulumi.ResourceOptions(additional_secret_outputs=options)
            made = getattr(arize, kind)(resource, **given, opts=opts)
            pulumi.export(resource, [made.name, getattr(made, "config", None) or made.provider_metadata])

    seen = []
    for turn in ("one", "two"):
        seen += messages(stack.preview(lambda now=turn: program(now)))
        seen += [*messages(stack.up()), json.dumps(stack.export())]
        for item in emulator.integrations:
            if item.get("base_url"):
                drifted = f"https://{text('custom', ('config', 'base_url'), 'outside')}.example.com"
                emulator.edit(item["name"], {"base_url": drifted})
        seen += [*messages(stack.refresh()), json.dumps(stack.export()), *messages(stack.preview())]
    shown = [(mark, one) for mark in hidden(chosen) for one in seen if mark in one.replace("_", "-")]
    assert not shown, f"{shown[0][0]} in\n{shown[0][1]}"
