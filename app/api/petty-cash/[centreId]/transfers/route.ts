import { recordTransferSchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { recordTransfer } from "@/lib/server/petty-cash/entry-commands";

export const POST = route({
  summary: "Records a top-up of a petty cash fund, or cash that is returned from it.",
  permission: "till-count:record",
  input: recordTransferSchema,
  output: fundNumberSchema,
  status: 201,
  handle: recordTransfer,
});
