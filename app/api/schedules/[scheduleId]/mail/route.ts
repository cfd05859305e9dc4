import { nothingSchema } from "@/lib/contracts/basics";
import { stopMailSchema } from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { stopMail } from "@/lib/server/schedules/start-by-hand";

export const PUT = route({
  summary: "Stops the reports of a schedule for the reader alone, or resumes them.",
  permission: "reconciliation:view",
  input: stopMailSchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await stopMail(scope, input);
    return {};
  },
});
