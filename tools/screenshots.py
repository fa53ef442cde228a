"""Makes the pictures of the documentation. Run by `make pictures`, which needs Chromium and `pulumi`.

They show real runs: programs deployed to the emulator, its page in Chromium, and the output of `pulumi`.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text
from tests.emulator.browser import MISSING, chromium, chromium_path
from tests.promote.checkout import EXAMPLE, Checkout

import pulumi_arize as arize
from arize_emulator import Emulator, FaultRule, Status
from pulumi_embedded.forkserver import ForkServer
from pytest_pulumi_arize.stack import Stack, StackSession

from .demo import AZURE, EXAMPLES, emulator, engine_environment

IMAGES = Path(__file__).parent.parent / "docs" / "images"
SCHEMA = {"type": "object", "properties": {"question": {"type": "string"}}, "required": ["question"]}


def account(key: str = "sk-1") -> None:
    """Declare the integrations of a company: a program, run by the engine."""
    production = arize.get_space("Production")
    research = arize.get_organization("Research")
    here = [arize.Scoping(organization_id=production.organization_id, space_id=production.id)]
    arize.Integration("openai", name="OpenAI", config=arize.OpenAiConfig(api_key=key), scopings=here)
    arize.Integration("claude", name="Claude", config=arize.AnthropicConfig(api_key="sk-ant-1"))
    arize.Integration(
        "bedrock",
        name="Bedrock",
        config=arize.AwsBedrockConfig(
            auth=arize.AwsBedrockDefaultAuth(role_arn="arn:aws:iam::123456789012:role/arize"),
            is_default_models_enabled=True,
        ),
        scopings=[*here, arize.Scoping(organization_id=research.id)],
    )
    arize.Integration(
        "gateway",
        name="Model gateway",
        config=arize.CustomConfig(
            base_url="https://llm.example.com/v1",
            api_key="gw-1",
            headers={"x-team": "platform"},
            model_names=["small", "large"],
        ),
        scopings=here,
    )
    arize.AiIntegration(
        "azure",
        name="Azure OpenAI",
        provider="AZURE_OPEN_AI",
        api_key="az-1",
        base_url="https://example.openai.azure.com",
        model_names=["gpt-4o"],
        scopings=here,
    )
    arize.Integration(
        "support",
        name="Support agent",
        type="AGENT",
        config=arize.AgentConfig(
            endpoint="https://agents.example.com/support", input_schema=SCHEMA, headers={"authorization": "Bearer a"}
        ),
        scopings=here,
    )


@contextmanager
def deployed() -> Iterator[Emulator]:
    """Serve an account to which the program was deployed, then again with another key while requests fail."""
    with tempfile.TemporaryDirectory() as folder, Emulator() as emulator, ForkServer(()) as processes:
        stack = Stack(StackSession(processes.start), emulator, Path(folder), "prod", "platform")
        stack.up(account)
        emulator.set_faults(FaultRule(method="PATCH", nth=1, fault=Status(status=503, retry_after=1)))
        stack.up(lambda: account("sk-2"))
        yield emulator


def page() -> None:
    """Take the picture of the emulator's page."""
    if chromium_path() is None:
        print(f"emulator.png stays as it is: {MISSING}")
        return
    with deployed() as account, chromium() as browser:
        shown = browser.new_page(viewport={"width": 1280, "height": 870}, color_scheme="light", locale="en-GB")
        shown.goto(account.url)
        shown.get_by_text("Live", exact=True).wait_for()
        # The page's policy refuses the style by which a caret would be hidden.
        shown.screenshot(path=IMAGES / "emulator.png", caret="initial")


def preview() -> None:
    """Draw the output of a preview of the quickstart after a change of a setting, and one outside of Pulumi."""
    pulumi = shutil.which("pulumi")
    if pulumi is None:
        print("preview.svg stays as it is: there is no `pulumi` on PATH")
        return
    with tempfile.TemporaryDirectory() as folder, emulator() as server:
        workspace = Path(folder) / "quickstart"
        shutil.copytree(EXAMPLES / "quickstart", workspace)
        settings = workspace / "Pulumi.yaml"
        settings.write_text(settings.read_text().replace("../../.venv", sys.prefix))
        environment = engine_environment(server, Path(folder))

        def run(*words: str) -> str:
            arguments = [pulumi, *words, "--cwd", str(workspace), "--stack", "prod", "--non-interactive"]
            done = subprocess.run(arguments, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
            return done.stdout

        run("stack", "init")
        for key in ("openaiKey", "gatewayKey", "azureKey"):
            run("config", "set", "--secret", key, "sk-1")
        run("up", "--yes", "--skip-preview")
        run("config", "set", "accountWide", "true")
        server.call("PATCH", f"integrations/{AZURE}", {"base_url": "https://elsewhere.example.com"})
        run("refresh", "--yes", "--skip-preview")
        draw("$ pulumi preview --diff\n" + run("preview", "--diff", "--color", "always"), IMAGES / "preview.svg")


def logo() -> None:
    """Draw the icon as the logo of the package: the SDK for .NET takes no SVG."""
    with chromium() as browser:
        shown = browser.new_page(viewport={"width": 256, "height": 256})
        shown.set_content(f"<style>body {{ margin: 0 }}</style>{(IMAGES / 'favicon.svg').read_text()}")
        shown.screenshot(path=IMAGES / "logo.png", omit_background=True)


def promotion() -> None:
    """Draw the differences between the root program's environments: one change to promote, one made by hand."""
    stacks = ("dev", "staging", "prod")
    with tempfile.TemporaryDirectory() as folder, Emulator() as account:
        engine = "pulumi" if shutil.which("pulumi") else "embedded"
        here = Checkout(Path(folder) / "checkout", engine, account.env, Path(sys.prefix))
        here.environment |= {"FORCE_COLOR": "1", "COLUMNS": "118"}
        for stack in stacks:
            for project in (EXAMPLE / "platform", Path()):
                here.run(f"pulumi -C ./{project} stack init {stack}")
            for key, value in (("openaiKey", f"sk-{stack}"), ("gatewayKey", "gw-1"), ("azureKey", "az-1")):
                here.run(f"pulumi config set --secret {key} {value} --stack {stack}")
            for project in (EXAMPLE / "platform", Path()):
                here.run(f"pulumi -C ./{project} up --yes --skip-preview --stack {stack}")
        here.edit('["small", "large"]', '["small", "large", "vision"]')
        account.edit("OpenAI", {"function_calling_enabled": False})
        command = "arize-promote diff dev staging prod"
        draw(f"$ {command}\n" + here.run(command, 2), IMAGES / "promotion.svg")


def draw(printed: str, path: Path) -> None:
    """Draw the output of a terminal, in the reader's own fonts: none is fetched."""
    text = Text.from_ansi(printed.rstrip())
    console = Console(record=True, width=max(map(len, text.plain.splitlines())), file=io.StringIO())
    console.print(text)
    drawn = console.export_svg(title=path.stem, unique_id=path.stem)
    path.write_text(re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", drawn, flags=re.DOTALL))


def main() -> None:
    """Make the pictures."""
    page()
    preview()
    promotion()
    logo()


if __name__ == "__main__":
    main()
