import {
  cashLimitSchema,
  cashLimitsSchema,
  cashLimitsSearchSchema,
  changeCashLimitSchema,
} from "@/lib/contracts/cash-limit";
import { changeCashLimit, listCashLimitsOfAll } from "@/lib/server/centres/cash-limit";
import { route } from "@/lib/server/api/route";

export const GET = route({
  summary: "Lists how much cash centres may have on hand before people are notified.",
  permission: "centre:administer",
  input: cashLimitsSearchSchema,
  output: cashLimitsSchema,
  handle: listCashLimitsOfAll,
});

export const PUT = route({
  summary:
    "Sets how much cash a centre may have on hand, or the centres below a node, before people are " +
    "notified.",
  permission: "centre:configure",
  input: changeCashLimitSchema,
  output: cashLimitSchema,
  handle: changeCashLimit,
});
