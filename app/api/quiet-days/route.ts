import { quietDaysSchema, quietDaysSearchSchema } from "@/lib/contracts/quiet-days";
import { route } from "@/lib/server/api/route";
import { getQuietDays } from "@/lib/server/quiet-days/figures";

export const GET = route({
  summary:
    "Counts the days that rules for quiet days reviewed, and what people found in the sampled ones.",
  permission: "tolerance:view",
  input: quietDaysSearchSchema,
  output: quietDaysSchema,
  handle: getQuietDays,
});
