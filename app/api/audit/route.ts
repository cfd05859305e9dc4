import { auditListSchema, auditSearchSchema } from "@/lib/contracts/audit";
import { listAuditEntries } from "@/lib/server/audit/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Lists audit entries, the newest first.",
  permission: "audit:view",
  input: auditSearchSchema,
  output: auditListSchema,
  handle: listAuditEntries,
});
