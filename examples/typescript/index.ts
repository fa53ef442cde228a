// An LLM integration that is the default of a space, and an agent.
import * as pulumi from "@pulumi/pulumi";
import * as arize from "pulumi-arize";

const config = new pulumi.Config();
const space = arize.getSpaceOutput({ name: config.require("space") });

const openai = new arize.Integration("openai", {
    name: "Production OpenAI",
    config: { provider: "OPEN_AI", apiKey: config.requireSecret("openaiKey") },
    scopings: [{ organizationId: space.organizationId, spaceId: space.id }],
});

new arize.SpaceDefaultIntegration("default", {
    spaceId: space.id,
    integrationId: openai.id,
    modelName: "gpt-4o",
});

const agent = new arize.Integration("agent", {
    name: "Support agent",
    type: "AGENT",
    config: {
        endpoint: "https://agents.example.com/support",
        inputSchema: { type: "object", properties: { question: { type: "string" } }, required: ["question"] },
        requestPresets: [{ name: "greeting", config: { question: "Hello?" } }],
    },
});

export const openaiId = openai.id;
export const agentId = agent.id;
