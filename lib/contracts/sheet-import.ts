/** POST /api/cash-sheets/imports takes saved responses of Cashrec, and CSV files. */
import { z } from "zod";
import { DAY_STATES } from "../domain/day";
import { SHEET_FAULTS } from "../domain/sheet-import/import-fault";
import { businessDateSchema, flagSchema, minorSchema } from "./basics";
import { probeResultSchema } from "./connection";

export const SHEET_IMPORT_BYTES_MAX = 10 * 1024 * 1024;
export const SHEET_IMPORT_FILES_MAX = 50;
/** The number of centre-days of one import. */
export const SHEET_IMPORT_DAYS_MAX = 1_000;
/** The number of faults that are listed; `rejectedMore` is the number of further ones. */
export const SHEET_FAULTS_MAX = 1_000;

/** `fileName` names the file where it is the whole body; a form names its own files. */
export const sheetImportSearchSchema = z.object({
  dryRun: flagSchema,
  fileName: z.string().trim().min(1).max(200).optional(),
});

const rejectedSheetSchema = z.object({
  file: z.string(),
  code: z.enum(SHEET_FAULTS),
  row: z.int().nullable(),
  path: z.string().nullable(),
  value: z.string(),
  reason: z.string(),
});
export type RejectedSheet = z.infer<typeof rejectedSheetSchema>;

const importedDaySchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  currency: z.string(),
  file: z.string(),
  outcome: z.enum(["new", "changed", "unchanged"]),
  /** The figures of a day that is not open stay as signed; it is marked as changed. */
  state: z.enum(DAY_STATES),
  lines: z.int(),
  /** The expected amounts of all lines; null when one of them is not known. */
  expectedMinor: minorSchema.nullable(),
});

export const importedSheetsSchema = z.object({
  files: z.array(z.object({ name: z.string(), hash: z.string(), sheets: z.int() })),
  /** Cash sheets, of which each is one centre-day. */
  sheets: z.int(),
  lines: z.int(),
  /** The centre-days that were stored; with `dryRun`, what it would be. */
  added: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** The first centre-days. */
  days: z.array(importedDaySchema),
  /** What the files leave open: nothing is stored until an administrator has accepted it. */
  questions: probeResultSchema.shape.questions,
  /** What the sheets leave in doubt, and how it was read. */
  findings: probeResultSchema.shape.findings,
  /** The installation uses the sandbox, whose invented sheets supersede what was imported. */
  isSandbox: z.boolean(),
  range: z
    .object({ from: businessDateSchema, to: businessDateSchema, centreIds: z.array(z.string()) })
    .nullable(),
});
export type ImportedSheets = z.infer<typeof importedSheetsSchema>;

/** What is wrong in the files; or, where they can be read, the questions that they leave open. */
export const refusedSheetsSchema = z.object({
  rejected: z.array(rejectedSheetSchema),
  rejectedMore: z.int(),
  questions: importedSheetsSchema.shape.questions,
});
