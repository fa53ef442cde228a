"""What the TypeScript compiler says of a mistake in a program on the generated SDK."""

from __future__ import annotations

import re

import pytest

from .sdks import compile_typescript, typescript_project

MISTAKES = {
    'config: { provider: "OPEN_AI", apiKy: "key" }': (
        "'apiKy' does not exist in type 'OpenAiConfigArgs'. Did you mean to write 'apiKey'?"
    ),
    'config: { provider: "LITELLM", apiKey: "key", baseUr: "https://llm.example.com" }': (
        "'baseUr' does not exist in type 'LiteLlmConfigArgs'. Did you mean to write 'baseUrl'?"
    ),
    'config: { provider: "GEMINI", apiKey: "key", baseUrl: "https://llm.example.com" }': (
        "'baseUrl' does not exist in type 'GeminiConfigArgs'."
    ),
    'config: { provider: "OPEN_AI", apiKey: 5 }': "Type 'number' is not assignable to type 'Input<string",
    'config: { provider: "AWS_BEDROCK", auth: { authType: "BEARER_TOKEN", apiKy: "key" } }': (
        "'apiKy' does not exist in type 'AwsBedrockBearerTokenAuthArgs | "
    ),
    'config: { endpoint: "https://agent.example.com", inputSchem: {} }': "'inputSchem' does not exist in type",
}
"""The arguments of integrations, each with a mistake, and what the compiler says of it."""


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the compiler's message for each mistake, which stands on a line of its own."""
    folder = tmp_path_factory.mktemp("misspelt")
    typescript_project(folder)
    lines = [f'new arize.Integration("{n}", {{ name: "N", {mistake} }});' for n, mistake in enumerate(MISTAKES)]
    (folder / "program.ts").write_text("\n".join(['import * as arize from "./sdk";', *lines]))
    printed = compile_typescript(folder, "program.ts").stdout
    found = dict(re.findall(r"^program\.ts\((\d+),\d+\): error TS\d+: (.+)$", printed, re.MULTILINE))
    return [found.get(str(number + 2), "") for number in range(len(MISTAKES))]


def test_the_mistake_is_named(messages: list[str]) -> None:
    """The compiler tells the providers apart by `provider`, and names the field that is wrong, not the provider."""
    assert [
        (expected, message)
        for expected, message in zip(MISTAKES.values(), messages, strict=True)
        if expected not in message
    ] == []
