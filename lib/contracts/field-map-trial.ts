/**
 * POST /api/cashrec/trials reads responses with a field map and stores nothing; versions of the
 * map are listed and saved under /api/cashrec/field-maps.
 */
import { z } from "zod";
import { REASON_CODES } from "../domain/field-map/proposal/proposal";
import { TENDER_KINDS } from "../domain/cash-sheet";
import { businessDateSchema, idSchema, minorSchema } from "./basics";
import { probeResultSchema } from "./connection";
import { fieldMapFileSchema } from "./field-map";

const RESPONSES_MAX = 20;
const TEXT_MAX = 3_000_000;

const sampleSchema = z.object({
  text: z.string().min(1).max(TEXT_MAX),
  /** What was asked for, where it is known: nobody knows it of a file. */
  centreId: idSchema.nullable().default(null),
  businessDate: businessDateSchema.nullable().default(null),
});

export const trialSchema = z.object({
  responses: z.array(sampleSchema).min(1).max(RESPONSES_MAX),
  /** An OpenAPI description as JSON; it helps to propose a map. */
  specification: z.string().max(TEXT_MAX).nullable().default(null),
  /**
   * The map to be tried. Without it the one in force is tried and, where that leaves something
   * open, a map is proposed.
   */
  map: fieldMapFileSchema.nullable().default(null),
  /** Proposes a map although the one in force reads everything. */
  propose: z.boolean().default(false),
});
export type TriedResponse = z.infer<typeof sampleSchema>;

const factsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const reasonSchema = z.object({ code: z.enum([...REASON_CODES, "in-force"]), facts: factsSchema });
export type ChoiceReason = z.infer<typeof reasonSchema>;

const choiceSchema = z.object({
  field: z.string(),
  /** As the field map has it; null when none was found. */
  alias: z.string().nullable(),
  confidence: z.number(),
  reason: reasonSchema,
  alternatives: z.array(
    z.object({ alias: z.string(), confidence: z.number(), reason: reasonSchema }),
  ),
});
export type MapChoice = z.infer<typeof choiceSchema>;

const proposalQuestionSchema = z.object({
  kind: z.string(),
  path: z.string(),
  facts: factsSchema,
});
export type ProposalQuestion = z.infer<typeof proposalQuestionSchema>;

const triedSchema = probeResultSchema.omit({ sheets: true });
export type TriedResult = z.infer<typeof triedSchema>;

const triedLineSchema = z.object({
  centreId: z.string(),
  businessDate: z.string(),
  currency: z.string(),
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  tenderId: z.string(),
  tenderName: z.string().nullable(),
  tenderKind: z.enum(TENDER_KINDS).nullable(),
  salesMinor: minorSchema.nullable(),
  expectedMinor: minorSchema.nullable(),
});
export type TriedLine = z.infer<typeof triedLineSchema>;

/** The lines of one currency; those without an amount are left out of the sum and counted. */
const triedTotalSchema = z.object({
  currency: z.string(),
  lines: z.int(),
  unknownLines: z.int(),
  expectedMinor: minorSchema,
});

const rateSchema = z.object({ matched: z.int(), of: z.int() });

export const trialResultSchema = z.object({
  /** The map that was tried, as it would be saved. */
  map: fieldMapFileSchema,
  basis: z.enum(["given", "in-force", "proposed"]),
  /** Why each place was chosen; empty for a map that was given. */
  choices: z.array(choiceSchema),
  /** What the proposal leaves open; empty for a map that was given. */
  proposalQuestions: z.array(proposalQuestionSchema),
  /** One for each response, in their order. */
  responses: z.array(triedSchema),
  /** The reconciled lines that would come of it; some are left out when `linesCut` is true. */
  lines: z.array(triedLineSchema),
  linesCut: z.boolean(),
  totals: z.array(triedTotalSchema),
  /** In how many shifts the tenders add up to the gross sales, of those that give both. */
  tendersAddUp: rateSchema,
  /** How many sheets are of the centre and date that were asked for, of those asked for. */
  asked: rateSchema,
});
export type TrialResult = z.infer<typeof trialResultSchema>;

const versionSchema = z.object({
  version: z.int(),
  map: fieldMapFileSchema,
  hash: z.string(),
  note: z.string().nullable(),
  savedBy: z.string(),
  savedAt: z.iso.datetime(),
});
export type FieldMapVersion = z.infer<typeof versionSchema>;

export const fieldMapListSchema = z.object({
  /** Where the map in force comes from: a file overrides what was saved. */
  from: z.enum(["file", "saved", "built-in"]),
  hash: z.string(),
  latestVersion: z.int(),
  versions: z.array(versionSchema),
});
export type FieldMapList = z.infer<typeof fieldMapListSchema>;

export const saveFieldMapSchema = z.object({
  /** The latest version that was shown; 0 when there was none. */
  expectedVersion: z.int().min(0),
  map: fieldMapFileSchema,
  note: z.string().trim().max(300).nullable().default(null),
  /** Questions about the responses that are accepted with it. */
  acceptedQuestions: z.array(z.string().min(1).max(400)).max(200).default([]),
});
export const savedFieldMapSchema = z.object({ version: z.int() });

/** POST /api/cashrec/replays */
export const startReplaySchema = z.object({
  kind: z.enum(["preview", "apply"]),
  /** The map of a preview; null for the one in force. */
  map: fieldMapFileSchema.nullable().default(null),
});
export const startedReplaySchema = z.object({ id: z.uuid() });
