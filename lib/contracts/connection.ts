/** POST /api/cashrec/probe returns Cashrec's JSON together with what the field map made of it. */
import { z } from "zod";
import { QUESTION_KINDS } from "../domain/field-map/questions";
import { businessDateSchema, idSchema } from "./basics";
import { sheetFindingSchema } from "./cash-sheet";

export const probeSchema = z.object({ centreId: idSchema, businessDate: businessDateSchema });

export const probeResultSchema = z.object({
  /** Cashrec's JSON, indented, and truncated when `cut` is true. */
  payload: z.string(),
  cut: z.boolean(),
  /** Each of our fields that was found, with its path and an example of its value. */
  mapped: z.array(z.object({ field: z.string(), path: z.string(), example: z.string() })),
  /** The paths in Cashrec's JSON that none of our fields uses. */
  unmapped: z.array(z.object({ path: z.string(), example: z.string() })),
  /** Our fields that were not found, and whether a sheet can't be read without them. */
  missing: z.array(z.object({ field: z.string(), required: z.boolean() })),
  /**
   * The position where the JSON has a structure that the map does not know; null when it can be
   * read.
   */
  problem: z.string().nullable(),
  /** What the sheets leave in doubt, and how it was read. */
  findings: z.array(sheetFindingSchema),
  /** What the response may hide and nobody has accepted: nothing is stored while one is open. */
  questions: z.array(
    z.object({ kind: z.enum(QUESTION_KINDS), path: z.string(), id: z.string().max(400) }),
  ),
  /** The result of the map as indented JSON; null when a required field is missing. */
  sheets: z.string().nullable(),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;

/** POST /api/cashrec/accepted-questions: a response of this form is as it should be. */
export const acceptQuestionsSchema = z.object({
  ids: z.array(z.string().min(1).max(400)).min(1).max(200),
});
export const acceptedQuestionsSchema = z.object({
  /** The number of questions that had not been accepted before. */
  accepted: z.int(),
});
