import { securityCountsSchema, securitySearchSchema } from "@/lib/contracts/security";
import { route } from "@/lib/server/api/route";
import { listSecurityCounts } from "@/lib/server/security-log/queries";

export const GET = route({
  summary: "Counts the security events of a period by kind, person and address.",
  permission: "security:administer",
  input: securitySearchSchema,
  output: securityCountsSchema,
  handle: (scope, search) => listSecurityCounts(scope, search),
});
