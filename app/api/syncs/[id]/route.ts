import { z } from "zod";
import { route } from "@/lib/server/http/route";
import { getSync } from "@/lib/server/sync/queries";

export const GET = route({
  permission: "sync:view",
  input: z.object({ id: z.string().max(80) }),
  handle: getSync,
});
