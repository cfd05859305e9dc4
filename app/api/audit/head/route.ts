/** The last entry of the trail, to be noted outside. */
import { z } from "zod";
import { auditHeadSchema } from "@/lib/contracts/audit";
import { getAuditHead } from "@/lib/server/audit/head";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "audit:view",
  input: z.object({}),
  answer: auditHeadSchema,
  handle: getAuditHead,
});
