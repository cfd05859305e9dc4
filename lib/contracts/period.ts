/** Closing a period of a centre, and reopening it. */
import { z } from "zod";
import { countRangeDays } from "../domain/business-date";
import { businessDateSchema, DAYS_MAX, idSchema, instantSchema } from "./basics";

const PERIOD_ACTIONS = ["closed", "reopened"] as const;

/** POST /api/periods. Reopening requires a text. */
export const changePeriodSchema = z
  .object({
    centreId: idSchema,
    from: businessDateSchema,
    to: businessDateSchema,
    action: z.enum(PERIOD_ACTIONS),
    text: z
      .string()
      .trim()
      .max(20_000)
      .optional()
      .transform((text) => text || null),
  })
  .refine(({ from, to }) => from <= to, {
    message: "The period ends before it starts",
    path: ["to"],
  })
  .refine((range) => countRangeDays(range) <= DAYS_MAX, {
    message: `Close at most ${DAYS_MAX} days at once`,
    path: ["to"],
  });
export type ChangePeriod = z.infer<typeof changePeriodSchema>;

/** The first days that keep the period from being closed, and how many there are. */
export const unclosedDaysSchema = z.object({
  days: z.array(businessDateSchema),
  unclosedDays: z.int(),
});

/** GET /api/periods?centreId= */
export const periodSearchSchema = z.object({ centreId: idSchema });

/**
 * The changes in descending order of time. Of those that cover a day, the newest decides whether it
 * is closed.
 */
export const periodListSchema = z.object({
  periods: z.array(
    z.object({
      number: z.int(),
      action: z.enum(PERIOD_ACTIONS),
      from: businessDateSchema,
      to: businessDateSchema,
      text: z.string().nullable(),
      by: z.string().nullable(),
      at: instantSchema,
    }),
  ),
});
export type PeriodList = z.infer<typeof periodListSchema>;
