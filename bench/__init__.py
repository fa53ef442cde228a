"""What the provider costs, compared with a provider that does nothing: `make bench`.

Every figure is a ratio of medians, or a difference of them, from runs that took turns in one go. Nothing is asserted.

- `profiles`: how much is measured: the full form, and a small one that shows that everything works
- `samples`: the values of one measurement, and their ratio to another's
- `project`, `program`: stacks of so many resources: the floor's, and ours by each front end
- `server`: the emulator in a process of its own, with a latency
- `direct_clients`: the same requests by a loop on `httpx`, and by the official package
- `timed_operation`: an operation of a stack, timed, with what was asked of the server and the provider's memory
- `operations`, `scaling`, `startup`, `check_diff`: what is measured
- `targets`: the rows of the table, each with its goal
- `machine`, `report`: what it ran on, and the table and the JSON file that tell of it
"""
