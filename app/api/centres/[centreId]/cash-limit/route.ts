import { cashLimitSchema, changeCashLimitSchema } from "@/lib/contracts/cash-limit";
import { centreKeySchema } from "@/lib/contracts/count-settings";
import { changeCashLimit, getCashLimit } from "@/lib/server/centres/cash-limit";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Returns how much cash a centre may have on hand before people are notified.",
  permission: "centre:view",
  input: centreKeySchema,
  output: cashLimitSchema,
  handle: getCashLimit,
});

export const PUT = route({
  summary: "Sets how much cash a centre may have on hand before people are notified.",
  permission: "centre:administer",
  input: centreKeySchema.extend(changeCashLimitSchema.shape),
  output: cashLimitSchema,
  handle: changeCashLimit,
});
