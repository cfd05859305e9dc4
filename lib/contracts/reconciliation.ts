/** Reconciliations: lines, totals, and one day with everything that explains it. */
import { z } from "zod";
import { TENDER_KINDS } from "../domain/cash-sheet";
import { VERDICTS } from "../domain/line";
import { DAY_STATES } from "../domain/day";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { attachmentSchema } from "./attachment";
import {
  sheetFactsSchema,
  sheetFindingSchema,
  sheetVersionSchema,
  waterfallTermSchema,
} from "./cash-sheet";
import { countHintSchema, countItemSchema } from "./count-settings";
import {
  explanationVersionSchema,
  listedCauseSchema,
  listedExplanationSchema,
} from "./explanation";
import { failureSchema, freshnessSchema } from "./freshness";
import { dayTillEventsSchema } from "./hand-over";
import { changedSheetSchema, movesOfDaySchema } from "./workflow";

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
  tenderKind: z.enum(TENDER_KINDS).nullable(),
  currency: z.string(),
  /** Null when Cashrec does not provide it; an unknown amount is never 0. */
  expectedMinor: minorSchema.nullable(),
  /** Null when the line is not counted. */
  countedMinor: minorSchema.nullable(),
  /** counted − expected: negative is short. It is null when a side is absent. */
  differenceMinor: minorSchema.nullable(),
  toleranceMinor: minorSchema,
  verdict: z.enum(VERDICTS),
  /** True when Cashrec's amount had a fraction of a minor unit. */
  rounded: z.boolean(),
  /** The shift's sales of this tender; null when Cashrec does not provide them. */
  salesMinor: minorSchema.nullable(),
  /** The second level of tolerance: a larger difference must be approved. */
  approvalMinor: minorSchema,
  /**
   * The rule that both levels come from, as "centre/tender/currency#version"; null when there is
   * none.
   */
  rule: z.string().nullable(),
  /** The code of the reason that explains or waives the line as it is now. */
  reason: z.string().nullable(),
  /** The version of the count in force; null when the line is not counted. */
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
  /** The expected amount of the lines that are not counted. */
  uncountedMinor: minorSchema,
  /** The counted amount of the lines that Cashrec does not report. */
  unexpectedMinor: minorSchema,
  /** The number of lines with each verdict. */
  lines: z.record(z.enum(VERDICTS), z.int()),
};
/** One total per currency, as they are never added; `dayCount` counts the heads in the list. */
const totalSchema = z.object({ ...sums, dayCount: z.int() });
export type Total = z.infer<typeof totalSchema>;

/** The head of a group in the table: one centre on one business date. */
const daySchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  state: z.enum(DAY_STATES),
  version: z.int(),
  /** False when the day is counted but Cashrec has no cash sheet, or was not read yet. */
  hasSheet: z.boolean(),
  /** The cash sheet version that the lines were made from; 0 when there is none. */
  sheetVersion: z.int(),
  /** What Cashrec calls the status of the sheet, as last read; null when it says none. */
  sheetStatus: z.string().nullable(),
  /** How much the sheet leaves in doubt or does not add up. */
  findingCount: z.int(),
  /** Whether that version was sent by Cashrec, or imported from a file. */
  sheetSource: z.enum(["cashrec", "imported"]),
  salesMinor: minorSchema,
  /** The number of differences that require an explanation and have none, float checks included. */
  unexplainedLines: z.int(),
  /** The number of lines that are neither counted nor waived. */
  unwaivedLines: z.int(),
  /** The number of lines for which a recount was requested. */
  recountLines: z.int(),
  /** The number of differences above the second level of tolerance. */
  approvalLines: z.int(),
  /** A newer version of the cash sheet that differs from the signed one. */
  changedSheetVersion: z.int().nullable(),
  ...sums,
});
export type Day = z.infer<typeof daySchema>;

/** A line of the list, with why it differs, as far as anybody or the arithmetic says. */
const listedLineSchema = lineSchema.extend({
  /** Absent while the line is not explained. */
  explanation: listedExplanationSchema.optional(),
  /** Absent while none is likely, or none was computed of these figures yet. */
  likelyCause: listedCauseSchema.optional(),
  /** Who has the line; absent when nobody has. */
  assignee: z.string().optional(),
});
export type ListedLine = z.infer<typeof listedLineSchema>;

/**
 * `days` are the group headings of `lines`; both are sorted by date (newest first), centre, shift,
 * till and tender.
 */
export const lineListSchema = z.object({
  lines: z.array(listedLineSchema),
  days: z.array(daySchema),
  totals: z.array(totalSchema),
  freshness: freshnessSchema,
  nextCursor: z.string().nullable(),
});
export type LineList = z.infer<typeof lineListSchema>;

/** GET /api/reconciliations/changes reports whether anything has changed since `revision`. */
export const changesSchema = z.object({
  freshness: freshnessSchema,
  /** The number of days that changed since the given revision. */
  changedDays: z.int(),
});

/** GET /api/reconciliations/days returns the net of each day in the range, for the chart. */
export const dayTotalsSchema = z.object({
  rows: z.array(
    z.object({
      businessDate: businessDateSchema,
      currency: z.string(),
      netMinor: minorSchema,
      shortMinor: minorSchema,
      overMinor: minorSchema,
      /** The lines outside their tolerance. */
      shortLines: z.int(),
      overLines: z.int(),
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
  /** For a cash count, what stayed in the till; null when it was not stated. */
  floatLeftMinor: minorSchema.nullable(),
  source: z.enum(["screen", "import", "api"]),
  countedBy: z.string(),
  countedAt: instantSchema,
});
export type CountVersion = z.infer<typeof countVersionSchema>;

export const dayDetailSchema = daySchema.extend({
  /** The legal entity of the centre on the business date; null for none. */
  entity: z.object({ id: z.string(), name: z.string(), taxId: z.string().nullable() }).nullable(),
  /** The lines with the waterfall of their expected cash, which is null for other tenders. */
  lineDetails: z.array(lineSchema.extend({ terms: z.array(waterfallTermSchema).nullable() })),
  counts: z.array(countVersionSchema),
  sheetVersions: z.array(sheetVersionSchema),
  sheetReadAt: instantSchema.nullable(),
  /** What the cash sheet leaves in doubt, and how it was read. */
  findings: z.array(sheetFindingSchema),
  /** What Cashrec says of the day beside the takings; null without a sheet. */
  sheetFacts: sheetFactsSchema.nullable(),
  /** Notes about the day, or about the line that they name. */
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
  /** Counts in the middle of a shift and hand-overs, of the tills that have any. */
  tillEvents: dayTillEventsSchema,
  /** Signs in how the counts in force were made; each of them may be innocent. */
  hints: z.array(countHintSchema),
  ...movesOfDaySchema,
  /** The change after sign-off; null when there was none, or it was accepted. */
  changed: changedSheetSchema.nullable(),
  /** The entries of the audit trail about this day, the newest first. */
  trail: z.array(z.object({ action: z.string(), by: z.string().nullable(), at: instantSchema })),
  failures: z.array(failureSchema),
  previousDate: businessDateSchema.nullable(),
  nextDate: businessDateSchema.nullable(),
});
export type DayDetail = z.infer<typeof dayDetailSchema>;

/** The note is about the day, or about the line that it names. */
export const addNoteSchema = z.object({
  version: z.int(),
  text: z.string().trim().min(1).max(20_000),
  shiftId: idSchema.optional(),
  tillId: idSchema.optional(),
  tenderId: idSchema.optional(),
});
