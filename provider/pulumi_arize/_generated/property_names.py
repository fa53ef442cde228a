"""The names of all properties of resources and results.

Written by `make generate` from the models: change those, not this.
"""

from __future__ import annotations

from ..casing import Names

INTEGRATION: Names = {
    "type": {},
    "name": {},
    "config": {
        "provider": {},
        "api_key": {},
        "has_api_key": {},
        "is_function_calling_enabled": {},
        "base_url": {},
        "auth": {
            "auth_type": {},
            "role_arn": {},
            "external_id": {},
            "base_url": {},
            "api_key": {},
            "has_api_key": {},
            "headers": {},
            "header_names": {},
            "token_url": {},
            "client_id": {},
            "client_secret": {},
            "has_client_secret": {},
            "scopes": {},
            "audience": {},
        },
        "model_names": {},
        "is_default_models_enabled": {},
        "headers": {},
        "header_names": {},
        "project_id": {},
        "location": {},
        "project_access_label": {},
        "endpoint": {},
        "input_schema": {},
        "has_headers": {},
        "request_presets": {"name": {}, "config": {}, "description": {}, "id": {}, "created_at": {}, "updated_at": {}},
    },
    "scopings": {"organization_id": {}, "space_id": {}},
    "id": {},
    "created_at": {},
    "updated_at": {},
    "created_by_user_id": {},
    "description": {},
    "adopt": {},
    "api_key_version": {},
    "deletion_protection": {},
    "key_fingerprint": {},
    "api_key": {},
}
AI_INTEGRATION: Names = {
    "name": {},
    "provider": {},
    "scopings": {"organization_id": {}, "space_id": {}},
    "api_key": {},
    "has_api_key": {},
    "base_url": {},
    "model_names": {},
    "headers": {},
    "enable_default_models": {},
    "function_calling_enabled": {},
    "auth_type": {},
    "provider_metadata": {
        "kind": {},
        "role_arn": {},
        "external_id": {},
        "project_id": {},
        "location": {},
        "project_access_label": {},
    },
    "id": {},
    "created_at": {},
    "updated_at": {},
    "created_by_user_id": {},
    "adopt": {},
    "api_key_version": {},
    "deletion_protection": {},
    "key_fingerprint": {},
}
ORGANIZATION: Names = {
    "name": {},
    "description": {},
    "id": {},
    "created_at": {},
    "adopt": {},
    "deletion_protection": {},
}
SPACE: Names = {
    "name": {},
    "organization_id": {},
    "description": {},
    "is_private": {},
    "default_llm_integration": {"integration_id": {}, "model_name": {}},
    "default_agent_runtime": {"integration_id": {}},
    "ml_models_enabled": {},
    "gradient_start_color": {},
    "gradient_end_color": {},
    "id": {},
    "created_at": {},
    "adopt": {},
    "deletion_protection": {},
}
SPACE_DEFAULT_INTEGRATION: Names = {"integration_id": {}, "model_name": {}, "space_id": {}}
SPACE_DEFAULT_AGENT_RUNTIME: Names = {"integration_id": {}, "space_id": {}}
