import { z } from "zod";
import { syncSchema } from "@/lib/contracts/sync";
import { route } from "@/lib/server/api/route";
import { getSync } from "@/lib/server/sync/queries";

export const GET = route({
  summary: "Returns how far a sync is, and what failed in it.",
  permission: "sync:view",
  input: z.object({ id: z.string().max(80) }),
  output: syncSchema,
  handle: getSync,
});
