import { countSheetSearchSchema } from "@/lib/contracts/till-count";
import { route } from "@/lib/server/http/route";
import { getCountSheet } from "@/lib/server/till-counts/sheet";

export const GET = route({
  permission: "till-count:view",
  input: countSheetSearchSchema,
  handle: getCountSheet,
});
