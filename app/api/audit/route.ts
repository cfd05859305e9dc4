/** The trail: who did what. */
import { auditListSchema, auditSearchSchema } from "@/lib/contracts/audit";
import { listAuditEntries } from "@/lib/server/audit/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "audit:view",
  input: auditSearchSchema,
  answer: auditListSchema,
  handle: listAuditEntries,
});
