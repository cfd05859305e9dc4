/** The last entry of the trail, to be noted outside. */
import { z } from "zod";
import { getAuditHead } from "@/lib/server/audit/head";
import { route } from "@/lib/server/http/route";

export const GET = route({
  permission: "audit:view",
  input: z.object({}),
  handle: getAuditHead,
});
