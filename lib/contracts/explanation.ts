/** What people say about the lines of a day, what may be behind them, and what was asked anew. */
import { z } from "zod";
import { CAUSE_KINDS } from "../domain/causes/cause";
import { EXPLANATION_KINDS } from "../domain/workflow/explanation";
import { REASONS } from "../domain/reason";
import { FLOAT_CHECKS } from "../domain/workflow/outstanding";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { dayKeySchema } from "./search";

/** A line of the day; the check of a float is one too. */
const linePositionSchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
});

export const causeSchema = z.object({
  kind: z.enum(CAUSE_KINDS),
  /** The reason that it becomes when it is taken. */
  reason: z.enum(REASONS),
  /** Above 0, up to 1: the share of belief. */
  score: z.number(),
  /** The arithmetic; the difference is what the cause says plus `restMinor`. */
  facts: z.object({
    amountMinor: minorSchema,
    restMinor: minorSchema.optional(),
    otherMinor: minorSchema.optional(),
    quantity: z.number().optional(),
    unitMinor: minorSchema.optional(),
    shiftId: z.string().optional(),
    tillId: z.string().optional(),
    tenderId: z.string().optional(),
    businessDate: businessDateSchema.optional(),
    label: z.string().nullish(),
  }),
});
export type CauseView = z.infer<typeof causeSchema>;

/** The last that was said about a line. */
export const explanationSchema = linePositionSchema.extend({
  version: z.int(),
  kind: z.enum(EXPLANATION_KINDS),
  reason: z.string(),
  text: z.string(),
  /** The likely cause that was taken; null when a person chose the reason. */
  cause: causeSchema.nullable(),
  /** What the line showed then; null when a side was absent. */
  differenceMinor: minorSchema.nullable(),
  by: z.string(),
  at: instantSchema,
  /** False once the line shows another figure than it did then, and when it was withdrawn. */
  holds: z.boolean(),
});
export type ExplanationView = z.infer<typeof explanationSchema>;

/** A float as it was found at opening, against what the count before left or what is agreed. */
export const floatCheckSchema = linePositionSchema.extend({
  tenderId: z.enum(FLOAT_CHECKS),
  expectedMinor: minorSchema,
  countedMinor: minorSchema,
  differenceMinor: minorSchema,
  /** Of the explanation that holds. */
  reason: z.string().nullable(),
  countedBy: z.string(),
  countedAt: instantSchema,
});
export type FloatCheckView = z.infer<typeof floatCheckSchema>;

/** A fresh count that was asked for, the last of each line. */
export const recountRequestSchema = linePositionSchema.extend({
  number: z.int(),
  text: z.string(),
  by: z.string(),
  at: instantSchema,
  /** False once a count was handed in after it. */
  wanted: z.boolean(),
});

/** What a day tells about its lines beside the figures. */
export const explanationVersionSchema = {
  explanations: z.array(explanationSchema),
  /** Of the lines that have a difference; best first, at most three, none: no likely cause. */
  causes: z.array(linePositionSchema.extend({ causes: z.array(causeSchema) })),
  openings: z.array(floatCheckSchema),
  recounts: z.array(recountRequestSchema),
};

const TEXT_MAX = 20_000;

/**
 * POST …/explanations. Without `kind`, what the line needs: an uncounted one is waived, any other
 * explained. `cause` is the kind of a likely cause that is taken as the reason.
 */
export const explainSchema = dayKeySchema.extend({
  version: z.int(),
  shiftId: idSchema,
  tillId: idSchema,
  tenderId: z.union([z.enum(FLOAT_CHECKS), idSchema]),
  kind: z.enum(EXPLANATION_KINDS).optional(),
  /** A code of GET /api/reasons; not needed to withdraw. */
  reason: z.string().max(40).optional(),
  text: z.string().trim().max(TEXT_MAX).default(""),
  cause: z.enum(CAUSE_KINDS).optional(),
});
export type Explain = z.infer<typeof explainSchema>;
/** What a screen sends; the path names the day. */
export type ExplainBody = Omit<z.input<typeof explainSchema>, "centreId" | "date">;
