import { nothingSchema } from "@/lib/contracts/basics";
import {
  changedScheduleSchema,
  changeScheduleSchema,
  scheduleKeySchema,
} from "@/lib/contracts/schedule";
import { route } from "@/lib/server/api/route";
import { changeSchedule, removeSchedule } from "@/lib/server/schedules/commands";

export const PUT = route({
  summary: "Changes a schedule, pauses it, or lets it go on.",
  permission: "report:schedule",
  input: changeScheduleSchema,
  output: changedScheduleSchema,
  handle: (_scope, input, { actor }) => changeSchedule(input, { actor }),
});

export const DELETE = route({
  summary: "Removes a schedule. What it made stays in the history.",
  permission: "report:schedule",
  input: scheduleKeySchema,
  output: nothingSchema,
  handle: async (scope, input) => {
    await removeSchedule(scope, input);
    return {};
  },
});
