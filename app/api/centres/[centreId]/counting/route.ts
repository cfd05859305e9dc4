/** How blind the tills of a centre are counted, how often again, and whether days are approved. */
import { centreKeySchema, countingSchema } from "@/lib/contracts/count-settings";
import { getCounting, setCounting } from "@/lib/server/centres/counting";
import { route } from "@/lib/server/api/route";

export const GET = route({
  permission: "centre:view",
  input: centreKeySchema,
  answer: countingSchema,
  handle: getCounting,
});

export const PUT = route({
  permission: "centre:administer",
  input: centreKeySchema.extend(countingSchema.shape),
  answer: countingSchema,
  handle: setCounting,
});
