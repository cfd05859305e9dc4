import { approveEntriesSchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { approveEntries } from "@/lib/server/petty-cash/approve";

export const POST = route({
  summary: "Approves entries of a petty cash fund, which somebody else recorded.",
  permission: "reconciliation:approve",
  input: approveEntriesSchema,
  output: fundNumberSchema,
  status: 201,
  handle: approveEntries,
});
