/** Checks the whole trail, now. */
import { verificationSchema, verifyTrailSchema } from "@/lib/contracts/audit";
import { checkTrail } from "@/lib/server/audit/check";
import { route } from "@/lib/server/api/route";

export const POST = route({
  permission: "audit:view",
  input: verifyTrailSchema,
  answer: verificationSchema,
  handle: checkTrail,
});
