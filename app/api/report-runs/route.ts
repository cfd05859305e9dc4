import { runListSchema, runSearchSchema } from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { listRuns } from "@/lib/server/schedules/queries";

export const GET = route({
  summary: "Lists the runs of schedules that concern the reader, the latest first.",
  permission: "reconciliation:view",
  input: runSearchSchema,
  output: runListSchema,
  handle: listRuns,
});
