import { z } from "zod";
import { startSyncSchema } from "@/lib/contracts/sync";
import { route } from "@/lib/server/http/route";
import { startSync } from "@/lib/server/sync/commands";
import { listActiveSyncs } from "@/lib/server/sync/queries";

export const POST = route({
  permission: "sync:start",
  input: startSyncSchema,
  status: 202,
  handle: startSync,
});

/** Those that are pending or running. */
export const GET = route({
  permission: "sync:view",
  input: z.object({}),
  handle: (scope) => listActiveSyncs(scope),
});
