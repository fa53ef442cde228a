"""Options that a front end cannot do are refused in one line that says what to do; nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pulumi
import pytest

import pulumi_arize as dynamic
from arize_emulator import Emulator
from pulumi_arize import native
from pytest_pulumi_arize.operation_result import OperationFailedError
from pytest_pulumi_arize.stack import Stack

from .table import RESOURCE, VALUES, parameters, rows

Program = Callable[[], object]
THE_OTHER = "from pulumi_arize import native as arize"


def declare(front_end: Any = dynamic, **options: Any) -> Any:
    """Declare one integration."""
    config = dynamic.OpenAiConfig(api_key="key-of-somebody")
    return front_end.Integration("it", name="It", config=config, opts=pulumi.ResourceOptions(**options))


class Holder(pulumi.ComponentResource):
    """A component with one integration."""

    def __init__(self, **options: Any) -> None:
        super().__init__("tests:index:Holder", "holder", None, pulumi.ResourceOptions(**options))
        declare(parent=self)


def account() -> native.Provider:
    """Declare another account."""
    return native.Provider("theirs", api_key="key-of-theirs", host="arize.invalid")


def by_catalog() -> None:
    """Give the provider to a catalogue."""
    entry = dynamic.IntegrationArgs(name="It", config=dynamic.OpenAiConfig(api_key="key-of-somebody"))
    here = {"dev": dynamic.Environment()}
    opts = pulumi.ResourceOptions(provider=account())
    dynamic.IntegrationCatalog("all", {"it": entry}, here, environment="dev", opts=opts)


def by_transformation() -> None:
    """Give the provider to every resource that is declared without one."""
    theirs = account()

    def with_provider(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
        options = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(provider=theirs))
        return pulumi.ResourceTransformationResult(args.props, options)

    declare(transformations=[with_provider])


def of_a_parent() -> None:
    """Give the provider to a component in whose component the resource is."""

    class Outer(pulumi.ComponentResource):
        def __init__(self) -> None:
            super().__init__("tests:index:Outer", "outer", None, pulumi.ResourceOptions(providers=[account()]))
            Holder(parent=self)

    Outer()


PROVIDERS: dict[str, Program] = {
    "provider": lambda: declare(provider=account()),
    "list of providers": lambda: declare(providers=[account()]),
    "map of providers": lambda: declare(providers={"arize": account()}),
    "providers of a component": lambda: Holder(providers=[account()]),
    "provider of a component": lambda: Holder(provider=account()),
    "component in a component": of_a_parent,
    "catalogue": by_catalog,
    "transformation": by_transformation,
    "provider of dynamic resources": lambda: declare(provider=pulumi.ProviderResource("pulumi-python", "theirs")),
}


@pytest.mark.parametrize("way", PROVIDERS)
def test_a_dynamic_resource_takes_no_provider(stack: Stack, emulator: Emulator, way: str) -> None:
    """However a provider reaches it: it would be in the stack's own account, and its key too."""
    with pytest.raises(OperationFailedError) as failure:
        stack.up(PROVIDERS[way])
    output = str(failure.value)
    assert "the provider 'theirs' cannot be used" in output
    assert THE_OTHER in output
    assert "Traceback" not in output
    assert [request.method for request in emulator.requests if request.method != "GET"] == []


def test_a_provider_of_others_is_for_children(stack: Stack) -> None:
    """A provider of another package is no account: Pulumi takes none of it, and neither is anything refused."""

    class Other(pulumi.ProviderResource):
        def __init__(self) -> None:
            super().__init__("arize", "other", {"apiKey": "key-of-others"})
            self.package = "random"

    assert stack.preview(lambda: Holder(providers=[Other()])).created == ["holder", "it"]


INSTEAD = {
    "import_": "`adopt`",
    "id": "get_integration",
    "version": THE_OTHER,
    "plugin_download_url": THE_OTHER,
    "custom_timeouts": "arize:requestDeadline",
    "env_var_mappings": "`Provider`",
    "deleted_with": "leave it out",
}
CASES = [
    pytest.param(front_end, option, id=f"{name}-{option}")
    for name, front_end in (("dynamic", dynamic), ("native", native))
    for option, row in rows(RESOURCE).items()
    if row.is_refused(name) and option in parameters(pulumi.ResourceOptions) and "provider" not in option
]


@pytest.mark.parametrize(("front_end", "option"), CASES)
@pytest.mark.parametrize("kind", ["Integration", "AiIntegration", "SpaceDefaultIntegration"])
def test_an_option_is_refused_by_name(front_end: Any, option: str, kind: str) -> None:
    """The error says what to do instead, in one line. A dynamic resource refuses more: what only a plugin could do."""
    with pytest.raises(pulumi.RunError, match=rf"^{kind} 'it': the option `{option}` .*\Z") as refusal:
        bare(front_end, kind, **{option: VALUES[option](None) or pulumi.ComponentResource})
    assert INSTEAD[option] in str(refusal.value)


def bare(front_end: Any, kind: str, **options: Any) -> None:
    """Declare a resource with as little as Python takes."""
    given: dict[str, dict[str, Any]] = {
        "Integration": {"name": "It", "config": {"provider": "OPEN_AI"}},
        "AiIntegration": {"name": "It", "provider": "OPEN_AI"},
        "SpaceDefaultIntegration": {"integration_id": "i", "model_name": "m", "space_id": "s"},
    }
    getattr(front_end, kind)("it", **given[kind], opts=pulumi.ResourceOptions(**options))


def test_a_refusal_is_one_line(stack: Stack, emulator: Emulator) -> None:
    """What the user sees of it: no traceback, and nothing is sent."""
    with pytest.raises(OperationFailedError) as failure:
        stack.up(lambda: declare(import_="an-id"))
    assert "error: Integration 'it': the option `import_` cannot import a dynamic resource" in str(failure.value)
    assert "Traceback" not in str(failure.value)
    assert emulator.integrations == []


def test_no_options_are_fine(stack: Stack) -> None:
    """Options that are None, and empty lists of paths, are nothing to refuse."""
    options = dict.fromkeys([*INSTEAD, "provider", "providers"]) | {"ignore_changes": [], "hide_diffs": []}
    assert stack.preview(lambda: declare(**options)).created == ["it"]
