"""The Arize API over HTTP: requests, responses, pages and dialects, and nothing of Pulumi.

- `client`: one HTTP client: authentication, deadlines, retries
- `proxies`, `tls`, `connection_errors`: the proxy, the trusted certificates, and what a failed connection means
- `retries`: what is retried, when, and for how long
- `active_secrets`, `debug_log`: the secrets of an operation, and a log of requests without them
- `error_responses`: an error response as one line, with what to do about it
- `server_clock`: the time on the server, from the dates of its responses
- `collections`: the requests on organizations, spaces and integrations; `service_keys`: those on service keys
- `read_batching`: many reads served from pages of the list
- `account`: an account as the lifecycle uses it: a client, its dialect, its collections
"""
