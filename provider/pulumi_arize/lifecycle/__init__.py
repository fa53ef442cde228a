"""The operations on one resource: check, diff, create, read, update, delete, on plain values.

It knows the models and the API, and neither `pulumi.dynamic` nor gRPC: both front ends use it. A newcomer reads, in
this order:

- `normalize`, `check`: from the inputs of a program to checked inputs, or a failure at each path
- `diff`: what differs between a state and inputs; `equivalence` says which values are equal
- `request_bodies`: what a POST and a PATCH send, and what they must have
- `state`, `merge_response`, `response_forms`: from a response to a state, and from a state to inputs
- `registry`, `named_resource`, `space_default`, `service_key`: the operations, with `creation`, `find_existing`,
  `name_conflicts` and `deletion_protection`
- `engine_operation`, `shared_claims`, `setting_claims`: which resource of an operation has which id
- `retained_secrets`, `echoed_secrets`, `key_fingerprint`: secrets that are left out, echoed by a server, or compared
- `preview`, `update_announcement`, `replace_on_changes`, `expiry`: what a preview shows
- `lookups`: what exists, by id or by name
"""
