import { startedRunSchema, startRunSchema } from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { startRun } from "@/lib/server/schedules/start-by-hand";

export const POST = route({
  summary: "Runs a schedule now, or one of its runs again for the same days.",
  permission: "report:schedule",
  input: startRunSchema,
  output: startedRunSchema,
  status: 201,
  handle: (scope, input) => startRun(scope, input),
});
