"""How Arize authenticates with AWS Bedrock and with a custom endpoint. A PATCH replaces the whole object."""

from typing import Annotated, Literal

from pydantic import Field

from .enums import AuthType
from .field_types import ClientId, Headers, PublicUrl, Secret, Text, Url
from .traits import Model, WriteOnly

BedrockUrl = Annotated[Url | None, Field(description="Bedrock endpoint; by default that of AWS.")]
MethodField = Field(description="The authentication method.")


class AwsBedrockDefaultAuth(Model):
    """Arize assumes a role in your AWS account. Source: `CreateAwsBedrockDefaultAuth`."""

    auth_type: Annotated[Literal[AuthType.DEFAULT], MethodField] = AuthType.DEFAULT
    role_arn: Annotated[Text, Field(description="ARN of the IAM role to assume.")]
    external_id: Annotated[Text | None, Field(description="External ID that the role's trust policy requires.")] = None
    base_url: BedrockUrl = None


class AwsBedrockBearerTokenAuth(Model):
    """Arize sends a Bedrock API key. Source: `CreateAwsBedrockBearerTokenAuth`."""

    auth_type: Annotated[Literal[AuthType.BEARER_TOKEN], MethodField] = AuthType.BEARER_TOKEN
    api_key: Annotated[Secret, WriteOnly("has_api_key"), Field(description="Bearer token for Bedrock.")]
    base_url: BedrockUrl = None


class AwsBedrockProxyWithHeadersAuth(Model):
    """Arize calls your own proxy. Source: `CreateAwsBedrockProxyWithHeadersAuth`."""

    auth_type: Annotated[Literal[AuthType.PROXY_WITH_HEADERS], MethodField] = AuthType.PROXY_WITH_HEADERS
    base_url: Annotated[PublicUrl, Field(description="URL of the proxy.")]
    headers: Annotated[
        Headers | None, WriteOnly("header_names"), Field(description="Headers that are sent to the proxy.")
    ] = None


class CustomDefaultAuth(Model):
    """Arize sends an API key, or nothing. Source: `CreateCustomDefaultAuth`."""

    auth_type: Annotated[Literal[AuthType.DEFAULT], MethodField] = AuthType.DEFAULT
    api_key: Annotated[Secret | None, WriteOnly("has_api_key"), Field(description="API key of the endpoint.")] = None


class CustomOAuth2ClientCredentialsAuth(Model):
    """Arize gets a token with client credentials. Source: `CreateCustomOauth2ClientCredentialsAuth`."""

    auth_type: Annotated[Literal[AuthType.OAUTH2_CLIENT_CREDENTIALS], MethodField] = AuthType.OAUTH2_CLIENT_CREDENTIALS
    token_url: Annotated[PublicUrl, Field(description="Endpoint that issues the token.")]
    client_id: Annotated[ClientId, Field(description="OAuth client ID; not a secret.")]
    client_secret: Annotated[Secret, WriteOnly("has_client_secret"), Field(description="OAuth client secret.")]
    scopes: Annotated[Text | None, Field(description="Scopes to request, separated by spaces.")] = None
    audience: Annotated[Text | None, Field(description="Audience to request, if the server requires one.")] = None


AWS_BEDROCK_AUTHS = (AwsBedrockDefaultAuth, AwsBedrockBearerTokenAuth, AwsBedrockProxyWithHeadersAuth)
CUSTOM_AUTHS = (CustomDefaultAuth, CustomOAuth2ClientCredentialsAuth)
