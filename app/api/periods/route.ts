import { changePeriodSchema, periodListSchema, periodSearchSchema } from "@/lib/contracts/period";
import { route } from "@/lib/server/api/route";
import { changePeriod } from "@/lib/server/periods/commands";
import { listPeriods } from "@/lib/server/periods/queries";

export const GET = route({
  permission: "reconciliation:view",
  input: periodSearchSchema,
  answer: periodListSchema,
  handle: listPeriods,
});

export const POST = route({
  permission: "period:close",
  input: changePeriodSchema,
  answer: periodListSchema,
  handle: changePeriod,
  status: 201,
});
