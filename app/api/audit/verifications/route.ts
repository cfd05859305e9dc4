import { verificationSchema, verifyAuditTrailSchema } from "@/lib/contracts/audit";
import { checkAudit } from "@/lib/server/audit/check";
import { route } from "@/lib/server/api/route";

export const POST = route({
  summary: "Verifies the hash of every audit entry now. For readers of every centre.",
  permission: "audit:view",
  input: verifyAuditTrailSchema,
  output: verificationSchema,
  handle: checkAudit,
});
