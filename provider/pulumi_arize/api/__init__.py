"""The Arize API over HTTP: it knows requests, answers, pages and spellings, and nothing of Pulumi.

- `client`: one HTTP client: authentication, deadlines, one attempt after the other
- `route`, `proxies`, `trust`: the way to the server: a proxy or none, trusted certificates, what a failure on it means
- `retries`: what is tried again, when, and for how long
- `redaction`, `debug_log`: what must not show, and the log that does not show it
- `error_responses`: what an error answer says, in a line, with what to do about it
- `listing`: reading a collection
- `collection`: the requests on one kind of resource
- `read_batching`: many reads answered from pages of the list
- `account`: an account as the layers above use it: a client, its dialect, its collections
"""
