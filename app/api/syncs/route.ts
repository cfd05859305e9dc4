import { z } from "zod";
import { startedSyncSchema, startSyncSchema, syncListSchema } from "@/lib/contracts/sync";
import { route } from "@/lib/server/api/route";
import { startSync } from "@/lib/server/sync/commands";
import { listActiveSyncs } from "@/lib/server/sync/queries";

export const POST = route({
  permission: "sync:start",
  input: startSyncSchema,
  answer: startedSyncSchema,
  status: 202,
  handle: startSync,
});

/** Those that are pending or running. */
export const GET = route({
  permission: "sync:view",
  input: z.object({}),
  answer: syncListSchema,
  handle: (scope) => listActiveSyncs(scope),
});
