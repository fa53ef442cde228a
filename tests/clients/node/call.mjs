// Calls any function of the TypeScript client: `node call.mjs <function> <parameters as JSON>` prints the response as JSON.
import * as client from "@arizeai/ax-client";

const [name, parameters] = process.argv.slice(2);

console.log(JSON.stringify((await client[name](JSON.parse(parameters))) ?? null));
