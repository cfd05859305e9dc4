/** Explains many lines at once, of any days and centres, with one reason and one text. */
import { z } from "zod";
import { CAUSE_KINDS } from "../domain/causes/cause";
import { DAY_STATES } from "../domain/day";
import { formatLineKey } from "../domain/keys";
import { EXPLAINED_LINES_MAX, LINES_REFUSALS } from "../domain/workflow/explanation";
import { FLOAT_CHECKS } from "../domain/workflow/outstanding";
import { businessDateSchema, idSchema, minorSchema } from "./basics";

const TEXT_MAX = 20_000;

const lineKeySchema = z.object({
  centreId: idSchema,
  date: businessDateSchema,
  shiftId: idSchema,
  tillId: idSchema,
  tenderId: z.union([z.enum(FLOAT_CHECKS), idSchema]),
});

const explainedLineSchema = lineKeySchema.extend({
  /** The difference for which the explanation is written; null when a side is absent. */
  differenceMinor: minorSchema.nullable(),
  /** The count for which it is written; without it, any count of that difference. */
  countVersion: z.int().nullable().optional(),
  /** The kind of a likely cause of this line that is accepted as the reason. */
  cause: z.enum(CAUSE_KINDS).optional(),
});
export type ExplainedLineInput = z.infer<typeof explainedLineSchema>;

/** POST /api/reconciliations/explanations: all lines are explained, or none. */
export const explainLinesSchema = z.object({
  lines: z
    .array(explainedLineSchema)
    .min(1)
    .max(EXPLAINED_LINES_MAX)
    .refine((lines) => new Set(lines.map(formatKey)).size === lines.length, {
      message: "Name each line once",
    }),
  /** A code of GET /api/reasons that is offered for each of the lines. */
  reason: z.string().max(40),
  text: z.string().trim().max(TEXT_MAX).default(""),
  /** A file that is attached to a line already, and is attached to each of these as well. */
  slip: z.object({ centreId: idSchema, date: businessDateSchema, id: z.uuid() }).optional(),
});
export type ExplainLines = z.infer<typeof explainLinesSchema>;
export type ExplainLinesBody = z.input<typeof explainLinesSchema>;

/** The new versions of the days. */
export const explainedLinesSchema = z.object({
  explained: z.int(),
  days: z.array(
    z.object({
      centreId: z.string(),
      date: businessDateSchema,
      state: z.enum(DAY_STATES),
      version: z.int(),
    }),
  ),
});
export type ExplainedLines = z.infer<typeof explainedLinesSchema>;

/** A refusal has each line because of which nothing was done, and why. */
export const refusedLinesSchema = z.object({
  lines: z.array(lineKeySchema.extend({ reason: z.enum(LINES_REFUSALS) })),
});
export type RefusedLine = z.infer<typeof refusedLinesSchema>["lines"][number];

function formatKey({ date, ...key }: z.infer<typeof lineKeySchema>): string {
  return formatLineKey({ ...key, businessDate: date });
}
