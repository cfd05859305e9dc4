import { closePettyCashSchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { closePettyCash } from "@/lib/server/petty-cash/close";

export const POST = route({
  summary: "Closes a petty cash fund up to a date; it does not move afterwards.",
  permission: "period:close",
  input: closePettyCashSchema,
  output: fundNumberSchema,
  status: 201,
  handle: closePettyCash,
});
