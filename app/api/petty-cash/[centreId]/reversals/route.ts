import { reverseEntrySchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { reverseEntry } from "@/lib/server/petty-cash/entry-commands";

export const POST = route({
  summary: "Reverses an entry of a petty cash fund, with a reason.",
  permission: "till-count:record",
  input: reverseEntrySchema,
  output: fundNumberSchema,
  status: 201,
  handle: reverseEntry,
});
