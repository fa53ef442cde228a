"""What the provider costs, compared with a provider that does nothing: `make bench`.

Every figure is a ratio of medians, or a difference of them, from runs that took turns in one go. Nothing is asserted.

- `profiles`: how much is measured: in full, or a little to test that everything works
- `samples`: the values of one measurement, and their ratio to another's
- `project`, `program`: stacks of so many resources: the floor's, and ours by each front end
- `server`: the emulator in a process of its own, with a latency
- `direct_clients`: the same requests by a loop on `httpx`, and by the official package
- `timed_operation`: an operation of a stack, timed, with the requests that the server received
- `operations`, `scaling`, `startup`, `check_diff`: what is measured
- `targets`: the rows of the table, each with its goal
- `parallel`, `export_promote`: many resources at a slow server; `arize-export` and `arize-promote`
- `machine`, `report`: the machine, and the table and the JSON file of the results
"""
