/**
 * Explanations of the lines of a day, the likely causes of their differences, and requested
 * recounts.
 */
import { z } from "zod";
import { CAUSE_KINDS } from "../domain/causes/cause";
import { EXPLANATION_KINDS } from "../domain/workflow/explanation";
import { REASONS } from "../domain/reason";
import { FLOAT_CHECKS } from "../domain/workflow/outstanding";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { dayKeySchema } from "./search";
import { threadSummarySchema } from "./thread";

/** A line of the day; the check of a float has a position too. */
const linePositionSchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
});

const causeSchema = z.object({
  kind: z.enum(CAUSE_KINDS),
  /** The reason that an accepted cause becomes. */
  reason: z.enum(REASONS),
  /** The share of confidence, above 0 and up to 1. */
  score: z.number(),
  /** The facts of the arithmetic: the difference is the amount of the cause plus `restMinor`. */
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

/** The latest explanation of a line. */
const explanationSchema = linePositionSchema.extend({
  version: z.int(),
  kind: z.enum(EXPLANATION_KINDS),
  reason: z.string(),
  text: z.string(),
  /** The likely cause that was accepted; null when a user chose the reason. */
  cause: causeSchema.nullable(),
  /** The difference of the line at the time; null when a side was absent. */
  differenceMinor: minorSchema.nullable(),
  by: z.string(),
  at: instantSchema,
  /** False once the difference of the line has changed since, or the explanation was withdrawn. */
  holds: z.boolean(),
});
export type ExplanationView = z.infer<typeof explanationSchema>;

/** How a list shows an explanation: who gave it, and how its text begins. */
export const listedExplanationSchema = z.object({ text: z.string(), by: z.string() });

/** The best likely cause, with the names of the line that its facts are about. */
export const listedCauseSchema = causeSchema.extend({
  shiftName: z.string().nullable(),
  tillName: z.string().nullable(),
  tenderName: z.string().nullable(),
});
export type ListedCause = z.infer<typeof listedCauseSchema>;

/** A float as found at opening, compared with what the previous count left or what is agreed. */
const floatCheckSchema = linePositionSchema.extend({
  tenderId: z.enum(FLOAT_CHECKS),
  expectedMinor: minorSchema,
  countedMinor: minorSchema,
  differenceMinor: minorSchema,
  /** The reason of the explanation that is in force. */
  reason: z.string().nullable(),
  countedBy: z.string(),
  countedAt: instantSchema,
});

/** The latest recount request of each line. */
const recountRequestSchema = linePositionSchema.extend({
  number: z.int(),
  text: z.string(),
  by: z.string(),
  at: instantSchema,
  /** False once a count was submitted after the request. */
  wanted: z.boolean(),
});

/** What a day says about its lines in addition to the amounts. */
export const explanationVersionSchema = {
  explanations: z.array(explanationSchema),
  /**
   * The lines that have a difference, each with at most three causes, the most likely first; none
   * when no cause is likely.
   */
  causes: z.array(linePositionSchema.extend({ causes: z.array(causeSchema) })),
  openings: z.array(floatCheckSchema),
  recounts: z.array(recountRequestSchema),
  threads: z.array(threadSummarySchema),
};

const TEXT_MAX = 20_000;

/**
 * POST …/explanations. Without `kind`, an uncounted line is waived and any other line is explained.
 * `cause` is the kind of a likely cause that is accepted as the reason.
 */
export const explainSchema = dayKeySchema.extend({
  version: z.int(),
  shiftId: idSchema,
  tillId: idSchema,
  tenderId: z.union([z.enum(FLOAT_CHECKS), idSchema]),
  kind: z.enum(EXPLANATION_KINDS).optional(),
  /** A code of GET /api/reasons; it is not needed to withdraw. */
  reason: z.string().max(40).optional(),
  text: z.string().trim().max(TEXT_MAX).default(""),
  cause: z.enum(CAUSE_KINDS).optional(),
});
export type Explain = z.infer<typeof explainSchema>;
/** The body that a screen sends; the path names the day. */
export type ExplainBody = Omit<z.input<typeof explainSchema>, "centreId" | "date">;
