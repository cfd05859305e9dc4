/** The journal: what would be posted, the batches that were, and the settings of their files. */
import { z } from "zod";
import { TENDER_KINDS } from "../domain/cash-sheet";
import { JOURNAL_FORMATS } from "../domain/journal/formats/names";
import { PURPOSES } from "../domain/journal/purpose";
import { ORGANISATION_SERIES } from "../domain/journal/series";
import type { JournalSettings } from "../domain/journal/settings";
import {
  businessDateSchema,
  currencySchema,
  idSchema,
  instantSchema,
  limitSchema,
  minorSchema,
} from "./basics";

const BATCHES_MAX = 500;
/** So many things without an account are named; what remains is counted. */
export const UNMAPPED_MAX = 200;

/** Each legal entity has batches of its own; "organisation" has those of centres of none. */
const seriesSchema = idSchema.default(ORGANISATION_SERIES);

/** Without `from`, every closed day up to the last one that was not posted yet. */
const RANGE = {
  entityId: seriesSchema,
  from: businessDateSchema.optional(),
  to: businessDateSchema,
};
const isRange = ({ from, to }: { from?: string | undefined; to: string }) =>
  from === undefined || from <= to;
const RANGE_ERROR = { message: "The period ends before it starts", path: ["to"] };

export const journalRangeSchema = z.object(RANGE).refine(isRange, RANGE_ERROR);
export type JournalRange = z.output<typeof journalRangeSchema>;

const accountTotalSchema = z.object({
  currency: currencySchema,
  account: z.string(),
  debitMinor: minorSchema,
  creditMinor: minorSchema,
});

const unmappedSchema = z.object({
  purpose: z.enum(PURPOSES),
  tenderId: z.string(),
  tenderKind: z.enum(TENDER_KINDS).nullable(),
  label: z.string().nullable(),
  reason: z.string().nullable(),
  /** On how many days it occurs, and in which centre first. */
  days: z.int(),
  centreId: z.string(),
});
export type Unmapped = z.infer<typeof unmappedSchema>;

export const journalPreviewSchema = z.object({
  /** Closed days that would be posted, and entries that would be reversed. */
  entries: z.int(),
  reversals: z.int(),
  /** By currency and account. */
  totals: z.array(accountTotalSchema),
  unmapped: z.array(unmappedSchema),
  unmappedCount: z.int(),
  /** Days of the period that are known and not closed, which are left for a later batch. */
  openDays: z.int(),
  /** Closed days of the entity that are in the books of another one, which reverses them first. */
  waitingDays: z.int(),
  /** The rules that it would follow include one of the reader's own. */
  ownMapping: z.boolean(),
});
export type JournalPreview = z.infer<typeof journalPreviewSchema>;

const batchSchema = z.object({
  /** A legal entity, or "organisation". */
  entityId: z.string(),
  /** The entity's name when it was posted; null for the organisation. */
  entityName: z.string().nullable(),
  /** 1, 2, 3 and on within the entity. */
  number: z.int(),
  from: businessDateSchema.nullable(),
  to: businessDateSchema,
  entries: z.int(),
  reversals: z.int(),
  postedBy: z.string().nullable(),
  postedAt: instantSchema,
  /** What the entries move, by currency. */
  totals: z.array(z.object({ currency: currencySchema, debitMinor: minorSchema })),
});
export type JournalBatch = z.infer<typeof batchSchema>;

/** Without an entity, the batches of all of them. */
export const journalBatchSearchSchema = z.object({
  entityId: idSchema.optional(),
  limit: limitSchema(BATCHES_MAX, 100),
});
/** The latest first. */
export const journalBatchListSchema = z.object({ batches: z.array(batchSchema) });
export type JournalBatchList = z.infer<typeof journalBatchListSchema>;

/** The closed list of reasons why a batch is refused. */
export type JournalRefusal = "unmapped" | "nothing-to-post" | "in-other-books" | "own-mapping";

/** The entity whose batch was refused, and what has no account in it. */
export const refusedBatchSchema = z.object({
  entityId: z.string().nullable(),
  unmapped: z.array(unmappedSchema),
  unmappedCount: z.int(),
});

export const journalFileSchema = z.object({
  entityId: seriesSchema,
  number: z.coerce.number().int().min(1).max(2_147_483_647),
  format: z.enum(JOURNAL_FORMATS).default("csv"),
});
export type JournalFile = z.infer<typeof journalFileSchema>;

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[\p{L}\p{N}][^\p{C}";]*$/u, "Begin with a letter or digit, without quotes");

export const journalSettingsSchema = z.object({
  xeroTaxRate: text(60),
  xeroTracking: text(60).nullable(),
  sageTaxCode: z.string().regex(/^T\d{1,2}$/, "Use a code such as T9"),
  intacctJournal: text(4),
  netsuiteSubsidiary: text(80).nullable(),
  sapCompanyCode: z.string().regex(/^[A-Z0-9]{1,4}$/, "Use up to four letters or digits"),
  sapDocumentType: z.string().regex(/^[A-Z0-9]{2}$/, "Use two letters or digits"),
  datevConsultant: z.int().min(1001).max(9_999_999),
  datevClient: z.int().min(1).max(99_999),
  datevYearStart: z.string().regex(/^(?:0[1-9]|1[0-2])-01$/, "Use the first day of a month, MM-01"),
  datevAccountLength: z.int().min(4).max(8),
  a3Company: z.int().min(1).max(99_999),
}) satisfies z.ZodType<JournalSettings>;

export const journalFormatsSearchSchema = z.object({ entityId: seriesSchema });

/**
 * The version that is in force; 0 until somebody has saved one. A legal entity without any of its
 * own has the settings of the organisation.
 */
export const journalFormatsSchema = z.object({
  version: z.int(),
  settings: journalSettingsSchema,
});
export type JournalFormats = z.infer<typeof journalFormatsSchema>;

export const saveJournalFormatsSchema = z.object({
  entityId: seriesSchema,
  settings: journalSettingsSchema,
  basedOnVersion: z.int().min(0),
});
export type SaveJournalFormats = z.infer<typeof saveJournalFormatsSchema>;
