import { nothingSchema } from "@/lib/contracts/basics";
import {
  createdScheduleSchema,
  createScheduleSchema,
  scheduleListSchema,
} from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { readPreferences } from "@/lib/server/language/translations";
import { createSchedule } from "@/lib/server/schedules/commands";
import { listSchedules } from "@/lib/server/schedules/queries";

export const GET = route({
  summary: "Lists the reader's schedules of reports, and those that are addressed to them.",
  permission: "reconciliation:view",
  input: nothingSchema,
  output: scheduleListSchema,
  handle: async (scope) => ({ schedules: await listSchedules(scope) }),
});

export const POST = route({
  summary: "Has a saved view made into a file at fixed times, for people within their own rights.",
  permission: "report:schedule",
  input: createScheduleSchema,
  output: createdScheduleSchema,
  status: 201,
  handle: (_scope, input, { actor, request }) =>
    createSchedule(input, { actor, language: readPreferences(request).language }),
});
