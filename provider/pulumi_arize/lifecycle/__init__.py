"""What happens to one resource: check, diff, create, read, update, delete, on plain values.

It knows the models and the API, and neither `pulumi.dynamic` nor gRPC: any front end can stand on it.

- `normalize`: what a program declares, in one canonical form
- `check`: every problem of a declaration, each at its path
- `equivalence`: whether two values mean the same to the API
- `diff`: what differs between state and declaration, and the bodies that say it
- `state`: what is kept of an answer, and what a declaration would say of it
- `retained_secrets`: write-only values that a program leaves out and the server keeps
- `find_existing`: the one to adopt, or the one that holds a name
- `key_fingerprint`: keys compared without showing them
- `resource_operations`: what every resource can do; `integration` and `space_default` do it, `registry` says which
- `lookups`: what exists, by id or by name
"""
