import { cashPositionSchema, cashSearchSchema } from "@/lib/contracts/variance-cash";
import { CASH_ROWS_MAX } from "@/lib/domain/variance/cash";
import { route } from "@/lib/server/api/route";
import { listCashPositions } from "@/lib/server/variances/cash";

export const GET = route({
  summary:
    "Returns float, cash not deposited yet and the last deposit of the centres with the most of it: " +
    `200, or up to ${CASH_ROWS_MAX} by limit; totals per currency count all. Looks 31 days back.`,
  permission: "variance:view",
  input: cashSearchSchema,
  output: cashPositionSchema,
  handle: listCashPositions,
});
