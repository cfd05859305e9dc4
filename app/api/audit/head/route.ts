import { z } from "zod";
import { auditHeadSchema } from "@/lib/contracts/audit";
import { getAuditHead } from "@/lib/server/audit/head";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Returns the last audit entry, to be noted outside. For readers of every centre.",
  permission: "audit:view",
  input: z.object({}),
  output: auditHeadSchema,
  handle: getAuditHead,
});
