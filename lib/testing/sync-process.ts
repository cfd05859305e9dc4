/**
 * Runs one sync in a process of its own, for tests that kill it. Its arguments are the id of the
 * sync and how many milliseconds each request takes. It writes one line for each request.
 */
import { disconnect } from "@/lib/server/db/client";
import { runSync } from "@/lib/server/sync/run";
import { makeSheet, standIn } from "./sheet-source";

const [id = "", pause = "0"] = process.argv.slice(2);
const client = standIn(makeSheet, async ({ from }) => {
  process.stdout.write(`asked ${from}\n`);
  await new Promise((done) => setTimeout(done, Number(pause)));
});
const outcome = await runSync(id, { client });
process.stdout.write(`outcome ${outcome}\n`);
await disconnect();
