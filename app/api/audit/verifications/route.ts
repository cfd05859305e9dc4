/** Checks the whole trail, now. */
import { verifyTrailSchema } from "@/lib/contracts/audit";
import { checkTrail } from "@/lib/server/audit/check";
import { route } from "@/lib/server/http/route";

export const POST = route({
  permission: "audit:view",
  input: verifyTrailSchema,
  handle: checkTrail,
});
