/**
 * `npm run attachments:move`: moves attached files from the disk to the bucket of ATTACHMENTS_URL,
 * or back with `--to-disk`, and exits with 1 when some could not be moved. Both places are read
 * meanwhile, so that the application may serve. With `--remove`, what was moved and checked is
 * removed where it was.
 */
import { bucketStore } from "@/lib/server/attachments/bucket-store";
import { diskStore } from "@/lib/server/attachments/disk-store";
import { moveFiles, type MoveStep } from "@/lib/server/attachments/move";
import { disconnect } from "@/lib/server/db/client";
import { env } from "@/lib/server/env";
import { exitWithError, print } from "./process/print";
import { readOptions } from "./process/read-options";

const EVERY = 1_000;

try {
  await move();
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

async function move(): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { values } = readOptions({ options: { "to-disk": flag, remove: flag } });
  const { bucket } = env();
  if (bucket === null) throw new Error("Set ATTACHMENTS_URL first: it names the bucket.");
  const stores = [diskStore, bucketStore(bucket)] as const;
  const [from, to] = values["to-disk"] ? [stores[1], stores[0]] : stores;
  const counts: Record<MoveStep, number> = { moved: 0, there: 0, missing: 0, changed: 0 };
  for await (const [sha256, step] of moveFiles({ from, to, removes: values.remove })) {
    counts[step] += 1;
    if (step === "missing") print(`${sha256} is in neither place.`);
    if (step === "changed") print(`${sha256} is not what was attached, and stays where it is.`);
    const done = Object.values(counts).reduce((sum, count) => sum + count, 0);
    if (done % EVERY === 0) print(`${done} files …`);
  }
  const { moved, there, missing, changed } = counts;
  print(`${moved} moved, ${there} were there already, ${missing} missing, ${changed} changed.`);
  process.exitCode = missing + changed > 0 ? 1 : 0;
}
