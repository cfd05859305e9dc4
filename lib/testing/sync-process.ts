/**
 * Runs syncs in a process of its own, for tests that kill it. Each line of its input is the id of a
 * sync and how many milliseconds each request takes. It writes one line for each request.
 */
import { createInterface } from "node:readline";
import { disconnect } from "@/lib/server/db/client";
import { runSync } from "@/lib/server/sync/run";
import { makeSheet, standIn } from "./sheet-source";

for await (const line of createInterface(process.stdin)) {
  const [id = "", pause = "0"] = line.split(" ");
  const client = standIn(makeSheet, async ({ from }) => {
    process.stdout.write(`asked ${from}\n`);
    await new Promise((done) => setTimeout(done, Number(pause)));
  });
  const outcome = await runSync(id, { client });
  process.stdout.write(`outcome ${outcome}\n`);
}
await disconnect();
