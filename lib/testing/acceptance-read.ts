/** Reads cash sheets through the running application, as an administrator would. */
import { setTimeout as sleep } from "node:timers/promises";
import { startedSyncSchema, type Sync, syncSchema } from "@/lib/contracts/sync";
import type { App } from "./acceptance-app";

const SYNC_MS_MAX = 60_000;
const LOOK_AGAIN_MS = 100;

type Asked = { centreIds: string[]; from: string; to: string };

/** Resolves with the sync once it has ended, whether it succeeded or failed. */
export async function readSheets(app: App, asked: Asked): Promise<Sync> {
  const { id } = await app.post("/api/syncs", asked, startedSyncSchema);
  for (let waited = 0; waited < SYNC_MS_MAX; waited += LOOK_AGAIN_MS) {
    const sync = await app.get(`/api/syncs/${id}`, syncSchema);
    if (sync.state === "done" || sync.state === "failed") return sync;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error("The pass does not end.");
}
