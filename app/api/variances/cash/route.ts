import { cashPositionSchema, cashSearchSchema } from "@/lib/contracts/variance";
import { route } from "@/lib/server/api/route";
import { listCashPositions } from "@/lib/server/variances/cash";

export const GET = route({
  permission: "variance:view",
  input: cashSearchSchema,
  answer: cashPositionSchema,
  handle: listCashPositions,
});
