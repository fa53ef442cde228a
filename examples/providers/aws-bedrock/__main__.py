"""AWS Bedrock: with a role, with a bearer token, and with a proxy."""

import pulumi
import pulumi_arize as arize

config = pulumi.Config()
space = arize.get_space(config.require("space"))

role = arize.Integration(
    "role",
    name="Bedrock",
    config=arize.AwsBedrockConfig(
        auth=arize.AwsBedrockDefaultAuth(role_arn="arn:aws:iam::123456789012:role/arize", external_id="arize"),
        is_default_models_enabled=True,
    ),
    scopings=[space],
)

token = arize.Integration(
    "token",
    name="Bedrock, by token",
    config=arize.AwsBedrockConfig(
        auth=arize.AwsBedrockBearerTokenAuth(api_key=config.require_secret("bearerToken")),
        model_names=["anthropic.claude-3-5-sonnet-20241022-v2:0"],
    ),
    scopings=[space],
)

proxy = arize.Integration(
    "proxy",
    name="Bedrock, by a proxy",
    config=arize.AwsBedrockConfig(
        auth=arize.AwsBedrockProxyWithHeadersAuth(
            base_url="https://bedrock.example.com", headers={"x-team": config.require_secret("proxyHeader")}
        ),
        is_default_models_enabled=True,
    ),
    scopings=[space],
)

# The flat resource has the role in `provider_metadata`.
flat = arize.AiIntegration(
    "bedrock-flat",
    name="Bedrock, flat",
    provider="AWS_BEDROCK",
    provider_metadata=arize.AwsProviderMetadata(role_arn="arn:aws:iam::123456789012:role/arize"),
    enable_default_models=True,
    scopings=[space],
)

pulumi.export("ids", [role.id, token.id, proxy.id, flat.id])
