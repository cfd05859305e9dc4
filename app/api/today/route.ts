import { todaySchema, todaySearchSchema } from "@/lib/contracts/today";
import { route } from "@/lib/server/api/route";
import { getToday } from "@/lib/server/today/queries";

export const GET = route({
  summary: "Returns what needs the reader's attention now.",
  permission: "reconciliation:view",
  input: todaySearchSchema,
  output: todaySchema,
  handle: (scope, { nodeId }) => getToday(scope, { nodeIds: nodeId }),
});
