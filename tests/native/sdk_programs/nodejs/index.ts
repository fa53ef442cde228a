// Every resource and every lookup of the generated SDK.
import * as arize from "pulumi-arize";

export = async () => {
    const openai = new arize.Integration("openai", {
        name: "OpenAI",
        type: arize.IntegrationTypeName.Llm,
        config: { provider: "OPEN_AI", apiKey: "s3cret-1" },
    });
    const agent = new arize.Integration("agent", {
        name: "Agent",
        type: "AGENT",
        config: {
            endpoint: "https://agent.example.com",
            inputSchema: { type: "object", properties: { api_key: { type: "string" } } },
            headers: { "x-key": "s3cret-2" },
        },
    });
    const flat = new arize.AiIntegration("flat", {
        name: "Anthropic",
        provider: arize.LlmProviderName.Anthropic,
        authType: "DEFAULT",
        apiKey: "s3cret-3",
    });
    const space = await arize.getSpace({ name: "Production" });
    new arize.SpaceDefaultIntegration("default", {
        spaceId: space.id,
        integrationId: openai.id,
        modelName: "gpt-4o",
    });
    const listed = await arize.listIntegrations({ type: "LLM", name: "hand" });
    return {
        organization: (await arize.getOrganization({ name: "Acme" })).id,
        space: space.id,
        integration: (await arize.getIntegration({ name: "By hand" })).type,
        aiIntegration: (await arize.getAiIntegration({ name: "Flat by hand" })).provider,
        listed: listed.results.map(found => found.name),
        laterSpace: arize.getSpaceOutput({ name: "Production" }).id,
        laterOrganization: arize.getOrganizationOutput({ name: "Acme" }).id,
        laterIntegration: arize.getIntegrationOutput({ id: openai.id }).type,
        laterAiIntegration: arize.getAiIntegrationOutput({ id: flat.id }).authType,
        laterListed: arize.listIntegrationsOutput({ type: agent.type.apply(type => type!) }).results.apply(all => all.length),
        read: arize.Integration.get("read", "LLM/By hand").type,
        endpoint: agent.config.apply(config => "endpoint" in config ? config.endpoint : undefined),
    };
};
