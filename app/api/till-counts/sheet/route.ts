import { countSheetSchema, countSheetSearchSchema } from "@/lib/contracts/till-count";
import { route } from "@/lib/server/api/route";
import { byManager } from "@/lib/server/till-counts/is-manager";
import { getCountSheet } from "@/lib/server/till-counts/sheet";

export const GET = route({
  summary:
    "Returns what there is to count in one centre on one date, and what is expected where " +
    "the blind mode reveals it.",
  permission: "till-count:view",
  input: countSheetSearchSchema,
  output: countSheetSchema,
  handle: (scope, day, { actor }) => getCountSheet(scope, day, byManager(actor, day.centreId)),
});
