/** What is answered about reconciliations: lines, totals, and one day with all that explains it. */
import { z } from "zod";
import { TERMS, VERDICTS } from "../domain/line";
import { DAY_STATES } from "../domain/day";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { attachmentSchema } from "./attachment";
import { countHintSchema, countItemSchema } from "./count-settings";
import { explanationVersionSchema } from "./explanation";
import { changedSheetSchema, maySchema, monthLimitSchema, moveSchema } from "./workflow";

const waterfallTermSchema = z.object({
  term: z.enum(TERMS),
  /** With the sign with which it enters the sum; null: not provided by Cashrec. */
  amountMinor: minorSchema.nullable(),
  entries: z.array(z.object({ label: z.string().nullable(), amountMinor: minorSchema })),
});

export const lineSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  tenderId: z.string(),
  tenderName: z.string().nullable(),
  tenderKind: z.enum(["cash", "card", "voucher", "other"]).nullable(),
  currency: z.string(),
  /** null: not provided by Cashrec. Never 0 for an unknown. */
  expectedMinor: minorSchema.nullable(),
  /** null: not counted. */
  countedMinor: minorSchema.nullable(),
  /** counted − expected; negative is short. null when a side is absent. */
  differenceMinor: minorSchema.nullable(),
  toleranceMinor: minorSchema,
  verdict: z.enum(VERDICTS),
  /** Cashrec's figure had a fraction of a minor unit. */
  rounded: z.boolean(),
  /** The shift's sales of this tender; null: not provided. */
  salesMinor: minorSchema.nullable(),
  /** The second level of tolerance: above it a difference must be approved. */
  approvalMinor: minorSchema,
  /** The rule that both levels come from, as "centre/tender/currency#version"; null: none. */
  rule: z.string().nullable(),
  /** The code of the reason that explains or waives what the line shows now. */
  reason: z.string().nullable(),
  /** The count in force; null without one. */
  countVersion: z.int().nullable(),
});
export type LineRow = z.infer<typeof lineSchema>;

const sums = {
  currency: z.string(),
  /** Sums over the lines that have both sides. */
  expectedMinor: minorSchema,
  countedMinor: minorSchema,
  shortMinor: minorSchema,
  overMinor: minorSchema,
  netMinor: minorSchema,
  /** Expected of the lines nobody counted. */
  uncountedMinor: minorSchema,
  /** Counted of the lines Cashrec does not report. */
  unexpectedMinor: minorSchema,
  /** How many lines have each verdict. */
  lines: z.record(z.enum(VERDICTS), z.int()),
};
/** One per currency; currencies are never added together. */
export const totalSchema = z.object(sums);
export type Total = z.infer<typeof totalSchema>;

/** The head of a group in the table: one centre on one business date. */
export const daySchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  state: z.enum(DAY_STATES),
  version: z.int(),
  /** False: counted, but Cashrec has no cash sheet (or was not read yet). */
  hasSheet: z.boolean(),
  /** The cash sheet version that the lines were made from; 0 without one. */
  sheetVersion: z.int(),
  salesMinor: minorSchema,
  /** Differences that want an explanation and have none, float checks included. */
  unexplainedLines: z.int(),
  /** Lines that are neither counted nor waived. */
  unwaivedLines: z.int(),
  /** Lines for which a fresh count was asked. */
  recountLines: z.int(),
  /** Differences above the second level of tolerance. */
  approvalLines: z.int(),
  /** A later version of the cash sheet that differs from the one that was signed. */
  changedSheetVersion: z.int().nullable(),
  ...sums,
});
export type Day = z.infer<typeof daySchema>;

/** A part of the asked range that could not be read, or is held stale. */
export const failureSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  from: businessDateSchema,
  to: businessDateSchema,
  code: z.string(),
  message: z.string(),
  at: instantSchema,
});

export const freshnessSchema = z.object({
  /** The oldest reading of Cashrec among the sheets asked for; null when none is held. */
  oldestReadAt: instantSchema.nullable(),
  newestReadAt: instantSchema.nullable(),
  /** Centre-days asked for that Cashrec was never asked about. */
  unreadDays: z.int(),
  failures: z.array(failureSchema),
  /** Grows with every change of the lines asked for: compare to follow. */
  revision: z.string(),
  /** A pass that covers part of the range, when one is pending or running. */
  syncId: z.string().nullable(),
});
export type Freshness = z.infer<typeof freshnessSchema>;

/**
 * `days` heads the groups of `lines`; both are in order of date (newest first), centre, shift,
 * till, tender.
 */
export const lineListSchema = z.object({
  lines: z.array(lineSchema),
  days: z.array(daySchema),
  totals: z.array(totalSchema),
  freshness: freshnessSchema,
  nextCursor: z.string().nullable(),
});
export type LineList = z.infer<typeof lineListSchema>;

/** GET /api/reconciliations/changes: has anything moved since `revision`? */
export const changesSchema = z.object({
  freshness: freshnessSchema,
  /** Days changed since the revision that was named. */
  changedDays: z.int(),
});

/** GET /api/reconciliations/days: the net of each day in the range, for the chart. */
export const dayTotalsSchema = z.object({
  rows: z.array(
    z.object({
      businessDate: businessDateSchema,
      currency: z.string(),
      netMinor: minorSchema,
      shortMinor: minorSchema,
      overMinor: minorSchema,
      uncountedLines: z.int(),
    }),
  ),
});
export type DayTotals = z.infer<typeof dayTotalsSchema>;

export const countVersionSchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
  version: z.int(),
  countedMinor: minorSchema,
  denominations: z.array(countItemSchema).nullable(),
  /** Of a cash count: what stayed in the till; null: it was not said. */
  floatLeftMinor: minorSchema.nullable(),
  source: z.enum(["screen", "import", "api"]),
  countedBy: z.string(),
  countedAt: instantSchema,
});
export type CountVersion = z.infer<typeof countVersionSchema>;

export const dayDetailSchema = daySchema.extend({
  /** Lines with the waterfall of their expected cash; null for tenders without one. */
  lineDetails: z.array(lineSchema.extend({ terms: z.array(waterfallTermSchema).nullable() })),
  counts: z.array(countVersionSchema),
  sheetVersions: z.array(
    z.object({ version: z.int(), fetchedAt: instantSchema, hash: z.string() }),
  ),
  sheetReadAt: instantSchema.nullable(),
  /** About the day, or about the line that they name. */
  notes: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      author: z.string(),
      createdAt: instantSchema,
      shiftId: z.string().nullable(),
      tillId: z.string().nullable(),
      tenderId: z.string().nullable(),
    }),
  ),
  ...explanationVersionSchema,
  attachments: z.array(attachmentSchema),
  /** What can be seen of how the counts in force were made; each may be quite innocent. */
  hints: z.array(countHintSchema),
  /** The newest first. */
  moves: z.array(moveSchema),
  /** What the reader may do now, and why not. */
  may: maySchema,
  /** Changed after sign-off; null: it was not, or the change was accepted. */
  changed: changedSheetSchema.nullable(),
  monthLimits: z.array(monthLimitSchema),
  /** What was written to the trail about this day, the newest first. */
  trail: z.array(z.object({ action: z.string(), by: z.string().nullable(), at: instantSchema })),
  failures: z.array(failureSchema),
  previousDate: businessDateSchema.nullable(),
  nextDate: businessDateSchema.nullable(),
});
export type DayDetail = z.infer<typeof dayDetailSchema>;

/** About the day, or about the line that it names. */
export const addNoteSchema = z.object({
  version: z.int(),
  text: z.string().trim().min(1).max(20_000),
  shiftId: idSchema.optional(),
  tillId: idSchema.optional(),
  tenderId: idSchema.optional(),
});

/** GET /api/reconciliations/{centreId}/{date}/sheet?version=n: the raw payload, as text. */
export const rawSheetSchema = z.object({
  version: z.int(),
  fetchedAt: instantSchema,
  hash: z.string(),
  payload: z.string(),
});

/** GET /api/reconciliations/tenders: what the tender filter offers, from the latest days. */
export const tenderListSchema = z.object({
  tenders: z.array(
    z.object({
      tenderId: z.string(),
      tenderName: z.string().nullable(),
      tenderKind: lineSchema.shape.tenderKind,
    }),
  ),
});
export type TenderList = z.infer<typeof tenderListSchema>;
