import { verificationSchema, verifyAuditTrailSchema } from "@/lib/contracts/audit";
import { checkAudit } from "@/lib/server/witnesses/check-audit";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary: "Verifies every audit entry now, and asks the witnesses. For readers of every centre.",
  permission: "audit:view",
  input: verifyAuditTrailSchema,
  output: verificationSchema,
  limit: "computation",
  handle: checkAudit,
});
