import { nothingSchema } from "@/lib/contracts/basics";
import { jobKeySchema } from "@/lib/contracts/operations";
import { route } from "@/lib/server/api/route";
import { retryJob } from "@/lib/server/operations/commands";

export const POST = route({
  summary: "Runs a job that failed or was interrupted again.",
  permission: "security:administer",
  input: jobKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await retryJob(scope, input);
    return {};
  },
});
