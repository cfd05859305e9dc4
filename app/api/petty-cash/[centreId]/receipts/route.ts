import { recordReceiptSchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { recordReceipt } from "@/lib/server/petty-cash/entry-commands";

export const POST = route({
  summary: "Records a receipt that was paid from petty cash.",
  permission: "till-count:record",
  input: recordReceiptSchema,
  output: fundNumberSchema,
  status: 201,
  handle: recordReceipt,
});
