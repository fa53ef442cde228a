"""An organization, a space, a service key, three integrations and the defaults: the whole environment of a stack."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
stack = pulumi.get_stack()
protect = config.require_bool("protect")
headers = {"authorization": config.require_secret("agentToken").apply(lambda token: f"Bearer {token}")}

organization = arize.Organization("organization", name=f"Assistants {stack}", deletion_protection=protect)
space = arize.Space(
    "space", name="Assistants", organization_id=organization, is_private=True, deletion_protection=protect
)

key = arize.ServiceKey(
    "key",
    name=f"Assistants {stack}",
    organizations=[arize.ServiceKeyOrganization(organization_id=organization, spaces=[space])],
    rotation=config.require_int("rotation"),
)

openai = arize.Integration(
    "openai",
    name=f"OpenAI {stack}",
    config=arize.OpenAiConfig(api_key=config.require_secret("openaiKey")),
    scopings=[space],
)
agent = arize.Integration(
    "agent",
    name=f"Assistant {stack}",
    config=arize.AgentConfig(
        endpoint=f"https://{stack}.assistants.example.com/run",
        headers={**headers, "x-arize-api-key": key.key},  # the agent writes its traces with it
        input_schema={"type": "object", "properties": {"question": {"type": "string"}}},
    ),
    scopings=[space],
)
arize.Integration(
    "evaluator",
    name=f"Tone {stack}",
    config=arize.EvaluatorConfig(
        endpoint=f"https://{stack}.assistants.example.com/tone",
        headers=headers,
        input_schema={"type": "object", "properties": {"answer": {"type": "string"}}},
    ),
    scopings=[space],
)
arize.SpaceDefaultIntegration("model", space_id=space, integration_id=openai, model_name=config.require("model"))
arize.SpaceDefaultAgentRuntime("runtime", space_id=space, integration_id=agent)

pulumi.export("space", space.id)
pulumi.export("key", key.key)
