import "server-only";

/** Imports a given file, for the test that kills a process in the middle of an import. */
import { readFileSync } from "node:fs";
import { proveAnywhere } from "@/lib/domain/permission";
import { importTillCounts } from "./import";

const [userId = "", path = ""] = process.argv.slice(2);
const roles = new Map([["*", ["administrator" as const]]]);
const scope = proveAnywhere({ userId, name: "", roles, limitedTo: null }, "till-count:import");
if (scope === null) throw new Error("An administrator may import");
const request = new Request("http://localhost/", {
  method: "POST",
  body: readFileSync(path),
  headers: { "content-type": "text/csv" },
});
await importTillCounts(scope, { dryRun: false }, request);
