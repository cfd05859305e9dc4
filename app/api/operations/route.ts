import { z } from "zod";
import { operationsSchema } from "@/lib/contracts/operations";
import { route } from "@/lib/server/api/route";
import { getOperations } from "@/lib/server/operations/overview";

export const GET = route({
  summary: "Returns the state of instances, jobs, readings, receivers of logs and storage.",
  permission: "security:administer",
  input: z.object({}),
  output: operationsSchema,
  handle: getOperations,
});
