import { recordFundCountSchema, fundNumberSchema } from "@/lib/contracts/petty-cash-change";
import { route } from "@/lib/server/api/route";
import { recordFundCount } from "@/lib/server/petty-cash/count-commands";

export const POST = route({
  summary: "Records a count of a petty cash fund.",
  permission: "till-count:record",
  input: recordFundCountSchema,
  output: fundNumberSchema,
  status: 201,
  handle: recordFundCount,
});
