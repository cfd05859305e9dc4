import {
  changePeriodSchema,
  periodListSchema,
  periodSearchSchema,
  unclosedDaysSchema,
} from "@/lib/contracts/period";
import { route } from "@/lib/server/api/route";
import { changePeriod } from "@/lib/server/periods/commands";
import { listPeriods } from "@/lib/server/periods/queries";

export const GET = route({
  summary: "Lists the closures and reopenings of whole periods of a centre, the newest first.",
  permission: "reconciliation:view",
  input: periodSearchSchema,
  output: periodListSchema,
  handle: listPeriods,
});

export const POST = route({
  summary: "Closes a period of a centre in which every day is closed, or reopens it.",
  permission: "period:close",
  input: changePeriodSchema,
  output: periodListSchema,
  refusal: unclosedDaysSchema,
  handle: changePeriod,
  status: 201,
});
