import { assigneeListSchema, assigneeSearchSchema } from "@/lib/contracts/thread";
import { route } from "@/lib/server/api/route";
import { findAssignees } from "@/lib/server/threads/people";

export const GET = route({
  summary: "Lists who may be given lines in the centres of the reader.",
  permission: "reconciliation:view",
  input: assigneeSearchSchema,
  output: assigneeListSchema,
  handle: findAssignees,
});
