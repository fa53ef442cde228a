"""The operations on one resource: check, diff, create, read, update, delete, on plain values.

It knows the models and the API, and neither `pulumi.dynamic` nor gRPC: both front ends use it. A newcomer reads, in
this order:

- `normalize`, `check`: from the inputs of a program to checked inputs, or a failure at each path
- `diff`: what differs between a state and inputs, and the bodies of requests; `equivalence` says which values are equal
- `state`, `merge_response`, `response_forms`: from a response to a state, and from a state to inputs
- `registry`, `named_resource`, `space_default`, `service_key`: the operations, with `creation` and `find_existing`
- `engine_operation`, `claims`: which resource of an operation has which id
- `retained_secrets`, `repeated_secrets`, `key_fingerprint`: secrets that are left out, repeated, or compared
- `preview`, `update_announcement`, `replace_on_changes`, `expiry`: what a preview shows
- `lookups`: what exists, by id or by name
"""
