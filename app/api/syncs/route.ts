import { z } from "zod";
import { startedSyncSchema, startSyncSchema, syncListSchema } from "@/lib/contracts/sync";
import { route } from "@/lib/server/api/route";
import { startSync } from "@/lib/server/sync/commands";
import { listActiveSyncs } from "@/lib/server/sync/queries";

export const POST = route({
  summary: "Starts reading centres and dates from Cashrec in the background.",
  permission: "sync:start",
  input: startSyncSchema,
  output: startedSyncSchema,
  status: 202,
  handle: startSync,
});

export const GET = route({
  summary: "Lists the syncs with Cashrec that are pending or running.",
  permission: "sync:view",
  input: z.object({}),
  output: syncListSchema,
  handle: (scope) => listActiveSyncs(scope),
});
