// Runs an operation of the TypeScript client: `node client.mjs <operation> <kind> <id>` prints the response as JSON.
import {
  deleteAiIntegration,
  deleteIntegration,
  getAiIntegration,
  getIntegration,
  listAiIntegrations,
  listIntegrations,
  updateAiIntegration,
  updateIntegration,
} from "@arizeai/ax-client";

const [operation, kind, id] = process.argv.slice(2);

const operations = {
  list: async () =>
    kind === "flat" ? await listAiIntegrations({ limit: 100 }) : await listIntegrations({ limit: 100 }),
  read: async () =>
    kind === "flat"
      ? await getAiIntegration({ integration: id })
      : await getIntegration({ integration: id, type: kind.toUpperCase() }),
  change: {
    llm: () =>
      updateIntegration({ integration: id, type: "LLM", config: { provider: "CUSTOM", modelNames: ["changed"] } }),
    agent: () => updateIntegration({ integration: id, type: "AGENT", description: "changed" }),
    flat: () => updateAiIntegration({ integration: id, baseUrl: "https://changed.example.com" }),
  }[kind],
  delete: async () =>
    kind === "flat"
      ? await deleteAiIntegration({ integration: id })
      : await deleteIntegration({ integration: id, type: kind.toUpperCase() }),
};

console.log(JSON.stringify((await operations[operation]()) ?? null));
