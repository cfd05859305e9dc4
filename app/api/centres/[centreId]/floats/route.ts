import {
  agreedFloatListSchema,
  agreeFloatSchema,
  centreKeySchema,
} from "@/lib/contracts/count-settings";
import { agreeFloat } from "@/lib/server/floats/commands";
import { getAgreedFloats } from "@/lib/server/floats/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Lists the agreed floats of a centre's tills: every agreement, and those in force now.",
  permission: "tolerance:view",
  input: centreKeySchema,
  output: agreedFloatListSchema,
  handle: (scope, { centreId }) => getAgreedFloats(scope, { centreId }),
});

export const PUT = route({
  summary: "Agrees the float of a till, or of all tills (“*”), from a business date on.",
  permission: "tolerance:change",
  input: centreKeySchema.extend(agreeFloatSchema.shape),
  output: agreedFloatListSchema,
  handle: agreeFloat,
});
