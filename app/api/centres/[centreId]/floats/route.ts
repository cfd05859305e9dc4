/** The agreed floats of the tills of a centre. */
import {
  agreedFloatListSchema,
  agreeFloatSchema,
  centreKeySchema,
} from "@/lib/contracts/count-settings";
import { agreeFloat } from "@/lib/server/floats/commands";
import { getAgreedFloats } from "@/lib/server/floats/queries";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "tolerance:view",
  input: centreKeySchema,
  answer: agreedFloatListSchema,
  handle: (scope, { centreId }) => getAgreedFloats(scope, { centreId }),
});

export const PUT = route({
  permission: "tolerance:change",
  input: centreKeySchema.extend(agreeFloatSchema.shape),
  answer: agreedFloatListSchema,
  handle: agreeFloat,
});
