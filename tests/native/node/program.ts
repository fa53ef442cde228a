import * as pulumi from "@pulumi/pulumi";
import * as arize from "./sdk";

const theirs = new arize.Provider("theirs", { apiKey: pulumi.secret("key"), requestTimeout: 5, verify: true });

const openai = new arize.Integration("openai", {
    name: "OpenAI",
    config: { provider: "OPEN_AI", apiKey: pulumi.secret("key") },
    scopings: [{ organizationId: "o", spaceId: "s" }],
    apiKeyVersion: 2,
    deletionProtection: true,
}, { provider: theirs });

const bedrock = new arize.Integration("bedrock", {
    name: "Bedrock",
    type: arize.IntegrationTypeName.Llm,
    config: {
        provider: "AWS_BEDROCK",
        auth: { authType: "BEARER_TOKEN", apiKey: "key" },
        modelNames: ["a"],
    },
});

const agent = new arize.Integration("agent", {
    name: "Agent",
    type: "AGENT",
    config: {
        endpoint: "https://agent.example.com",
        inputSchema: { type: "object", snake_case: { kept_as: "it is" } },
        requestPresets: [{ name: "p", config: { any_thing: 1 } }],
        headers: { "x-key": "k" },
    },
});

const legacy = new arize.AiIntegration("legacy", {
    name: "Azure",
    provider: arize.LlmProviderName.AzureOpenAi,
    authType: arize.AuthTypeName.Default,
    apiKey: "key",
    baseUrl: "https://azure.example.com",
});

const space = arize.getSpaceOutput({ name: "Production", organizationId: "o" });

new arize.SpaceDefaultIntegration("default", {
    spaceId: space.apply(found => found.id!),
    integrationId: openai.id,
    modelName: "gpt-4o",
});

const read = arize.Integration.get("read", "LLM/some name");

export const names: pulumi.Output<string>[] = [openai.name, bedrock.name, agent.name, legacy.name, read.name];
export const fingerprint: pulumi.Output<string | undefined> = openai.keyFingerprint;
export const found = arize.listIntegrationsOutput({ type: "LLM" }).results;
