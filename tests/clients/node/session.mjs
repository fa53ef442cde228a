// Calls functions of the TypeScript client, many in one process: its start takes a quarter of a second.
//
// Each line of standard input is JSON with a function's name and its parameters; each line of standard output is the
// response as JSON.
import { createInterface } from "node:readline";

import * as client from "@arizeai/ax-client";

for await (const line of createInterface({ input: process.stdin })) {
  const [name, parameters] = JSON.parse(line);
  console.log(JSON.stringify((await client[name](parameters)) ?? null));
}
