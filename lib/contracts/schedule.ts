/** Schedules of reports, their runs, and the files that were made for people. */
import { z } from "zod";
import { VIEW_PAGES } from "../domain/screen/saved-view";
import {
  FILE_REASONS,
  FILE_STATES,
  REPORT_CADENCES,
  REPORT_DELIVERIES,
  REPORT_FORMATS,
  REPORT_PERIODS,
  RUN_STATES,
} from "../domain/schedule/schedule";
import { idSchema, instantSchema } from "./basics";

const RECIPIENTS_MAX = 50;

const fields = {
  name: z.string().trim().min(1, "Enter a name").max(80, "Use at most 80 characters"),
  viewId: z.uuid("Choose a view"),
  format: z.enum(REPORT_FORMATS),
  period: z.enum(REPORT_PERIODS),
  cadence: z.enum(REPORT_CADENCES),
  /** ISO 8601 numbers the days of the week from 1, which is Monday. */
  weekday: z.int().min(1).max(7).nullable().default(null),
  /** In a month without that day it is the last one. */
  day: z.int().min(1).max(31).nullable().default(null),
  /** By the clock of the centre. */
  atTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use a time such as 07:00")
    .nullable()
    .default(null),
  /** Its clock counts, and the closing of its periods. */
  centreId: idSchema,
  delivery: z.enum(REPORT_DELIVERIES),
  recipientIds: z.array(z.uuid()).min(1, "Choose somebody").max(RECIPIENTS_MAX),
};

type Fields = z.output<z.ZodObject<typeof fields>>;

/** Each cadence has the fields that it needs, and no other. */
function timed<Schema extends z.ZodType<Pick<Fields, "cadence" | "weekday" | "day" | "atTime">>>(
  schema: Schema,
): Schema {
  return schema
    .refine(({ cadence, weekday }) => (weekday !== null) === (cadence === "weekly"), {
      message: "Choose a day of the week",
      path: ["weekday"],
    })
    .refine(({ cadence, day }) => (day !== null) === (cadence === "monthly"), {
      message: "Choose a day of the month",
      path: ["day"],
    })
    .refine(({ cadence, atTime }) => (atTime === null) === (cadence === "period-close"), {
      message: "Enter a time",
      path: ["atTime"],
    });
}

/** POST /api/schedules */
export const createScheduleSchema = timed(z.object(fields));
export type CreateSchedule = z.infer<typeof createScheduleSchema>;
export const createdScheduleSchema = z.object({ id: z.string() });

const scheduleKey = { scheduleId: z.uuid() };
export const scheduleKeySchema = z.object(scheduleKey);

/** PUT /api/schedules/{scheduleId} */
export const changeScheduleSchema = timed(
  z.object({
    ...scheduleKey,
    ...fields,
    /** The version that was read; another one in force is a conflict. */
    version: z.int(),
    /** While it is paused, nothing is made and nothing is made up for afterwards. */
    paused: z.boolean(),
  }),
);
export type ChangeSchedule = z.infer<typeof changeScheduleSchema>;
export const changedScheduleSchema = z.object({ version: z.int() });

/** PUT /api/schedules/{scheduleId}/mail: of the reader alone. */
export const stopMailSchema = z.object({ ...scheduleKey, stopped: z.boolean() });
export type StopMail = z.infer<typeof stopMailSchema>;

/** POST /api/schedules/{scheduleId}/runs: of the present period, or of an earlier run again. */
export const startRunSchema = z.object({ ...scheduleKey, runId: z.uuid().optional() });
export type StartRun = z.infer<typeof startRunSchema>;
export const startedRunSchema = z.object({ runId: z.string() });

const personSchema = z.object({ id: z.string(), name: z.string() });

const scheduleSchema = z.object({
  id: z.string(),
  ...fields,
  weekday: z.int().nullable(),
  day: z.int().nullable(),
  atTime: z.string().nullable(),
  centreId: z.string(),
  recipientIds: z.array(z.string()),
  page: z.enum(VIEW_PAGES),
  /** Null when the view is gone, or is no longer shared with the author. */
  viewName: z.string().nullable(),
  centreName: z.string(),
  timeZone: z.string(),
  /** Only of one's own schedules; of others the reader is the only one. */
  recipients: z.array(personSchema),
  mine: z.boolean(),
  by: z.string(),
  version: z.int(),
  paused: z.boolean(),
  /** Null while it is paused, and where it waits for a period to be closed. */
  nextAt: instantSchema.nullable(),
  /** The reader is a recipient, and wants no file of it. */
  isRecipient: z.boolean(),
  isStopped: z.boolean(),
});
export type ScheduleRow = z.infer<typeof scheduleSchema>;
/** GET /api/schedules: the reader's own, then those that are addressed to them. */
export const scheduleListSchema = z.object({ schedules: z.array(scheduleSchema) });

/** GET /api/schedules/recipients: whom the reader may address. */
export const recipientListSchema = z.object({ users: z.array(personSchema) });

export const runSearchSchema = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "Use the nextCursor of the response before")
    .optional(),
});

const runSchema = z.object({
  id: z.string(),
  scheduleId: z.string(),
  name: z.string(),
  format: z.enum(REPORT_FORMATS),
  dueAt: instantSchema,
  /** The days of its lines; null when there was nothing to make. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Who started it; null when it was due. */
  startedBy: z.string().nullable(),
  state: z.enum(RUN_STATES),
  /** Only their author can run it again, and not once the schedule is gone. */
  mayRunAgain: z.boolean(),
  /** What became of each file; of schedules of others only the reader's own. */
  files: z.array(
    z.object({
      name: z.string(),
      state: z.enum(FILE_STATES),
      reason: z.enum(FILE_REASONS).nullable(),
    }),
  ),
  /** The reader's own file, while it is stored. */
  file: z
    .object({ id: z.string(), fileName: z.string(), bytes: z.int(), storedUntil: instantSchema })
    .nullable(),
});
export type RunRow = z.infer<typeof runSchema>;
/** GET /api/report-runs: the latest first. */
export const runListSchema = z.object({
  runs: z.array(runSchema),
  nextCursor: z.string().nullable(),
});
export type RunList = z.infer<typeof runListSchema>;

/** GET /api/report-files/{fileId} */
export const fileKeySchema = z.object({ fileId: z.uuid() });
