import { nothingSchema } from "@/lib/contracts/basics";
import { assigneeListSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { listAssignees } from "@/lib/server/threads/people";

export const GET = route({
  summary: "Lists who may be given lines in the centres of the reader.",
  permission: "reconciliation:view",
  input: nothingSchema,
  output: assigneeListSchema,
  handle: async (scope) => ({ users: await listAssignees(scope) }),
});
