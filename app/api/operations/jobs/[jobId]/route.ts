import { nothingSchema } from "@/lib/contracts/basics";
import { jobKeySchema } from "@/lib/contracts/operations";
import { route } from "@/lib/server/api/route";
import { removeJob } from "@/lib/server/operations/commands";

export const DELETE = route({
  summary: "Removes a job that failed or was interrupted.",
  permission: "security:administer",
  input: jobKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeJob(scope, input);
    return {};
  },
});
