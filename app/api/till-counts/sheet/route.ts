import { countSheetSchema, countSheetSearchSchema } from "@/lib/contracts/till-count";
import { route } from "@/lib/server/api/route";
import { askManager } from "@/lib/server/till-counts/is-manager";
import { getCountSheet } from "@/lib/server/till-counts/sheet";

export const GET = route({
  permission: "till-count:view",
  input: countSheetSearchSchema,
  answer: countSheetSchema,
  handle: async (scope, day, request) =>
    getCountSheet(scope, day, await askManager(request, day.centreId)),
});
