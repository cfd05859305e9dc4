import { centreKeySchema, countingSchema } from "@/lib/contracts/count-settings";
import { getCounting, setCounting } from "@/lib/server/centres/counting";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Returns a centre's blind mode, its number of recounts, and which days need approval.",
  permission: "centre:view",
  input: centreKeySchema,
  output: countingSchema,
  handle: getCounting,
});

export const PUT = route({
  summary: "Sets a centre's blind mode, its number of recounts, and which days need approval.",
  permission: "centre:configure",
  input: centreKeySchema.extend(countingSchema.shape),
  output: countingSchema,
  handle: setCounting,
});
