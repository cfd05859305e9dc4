/** The moves of a day in requests and responses, and what a day states about them. */
import { z } from "zod";
import { DAY_STATES } from "../domain/day";
import { MOVE_ROWS } from "../domain/workflow/undo";
import { QUIET_OUTCOMES } from "../domain/workflow/quiet-day";
import { MOVED_DAYS_MAX, MOVES, REFUSALS } from "../domain/workflow/workflow";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { PROBLEM_CODES } from "./problem";

const TEXT_MAX = 20_000;

/** An empty text becomes null. */
const textSchema = z
  .string()
  .trim()
  .max(TEXT_MAX)
  .optional()
  .transform((text) => text || null);

/**
 * POST …/{centreId}/{date}/review and the other moves. `version` is the version of the day on the
 * screen.
 */
export const moveInputSchema = z.object({ version: z.int(), text: textSchema });
export type MoveInput = z.infer<typeof moveInputSchema>;

/** POST /api/reconciliations/moves moves each day independently. */
export const movesInputSchema = z.object({
  move: z.enum(MOVES),
  days: z
    .array(z.object({ centreId: idSchema, date: businessDateSchema, version: z.int() }))
    .min(1)
    .max(MOVED_DAYS_MAX),
  text: textSchema,
});
export type MovesInput = z.infer<typeof movesInputSchema>;

export const movedSchema = z.object({
  centreId: z.string(),
  date: businessDateSchema,
  state: z.enum(DAY_STATES),
  version: z.int(),
});
const notMovedSchema = z.object({
  centreId: z.string(),
  date: businessDateSchema,
  code: z.enum(PROBLEM_CODES),
  reason: z.enum(REFUSALS).nullable(),
  detail: z.string(),
});
/** The results are in the order of the request. */
export const moveResultsSchema = z.object({
  results: z.array(z.union([movedSchema, notMovedSchema])),
});
export type MoveResults = z.infer<typeof moveResultsSchema>;

/** A move that was made. */
const moveSchema = z.object({
  number: z.int(),
  /** "undo" takes back the move before it. */
  move: z.enum(MOVE_ROWS),
  from: z.enum(DAY_STATES),
  to: z.enum(DAY_STATES),
  /** The version of the cash sheet that was signed or accepted. */
  sheetVersion: z.int(),
  by: z.string().nullable(),
  /** Null when a rule for quiet days made the move. */
  byId: z.string().nullable(),
  /** The version of that rule; null when a person made the move. */
  ruleVersion: z.int().nullable(),
  text: z.string().nullable(),
  at: instantSchema,
  /** Who was shown the link with which the mover's password had been set; null: nobody else. */
  passwordLink: z.object({ by: z.string(), at: instantSchema }).nullable(),
});

/** What the centre's rule for quiet days decided; null when it decided nothing about this day. */
const quietDaySchema = z.object({
  /** "certified": the rule reviewed the day. "sampled": it was picked at random for a person. */
  outcome: z.enum(QUIET_OUTCOMES),
  ruleVersion: z.int(),
  samplePercent: z.int(),
  at: instantSchema,
});

/** "not-permitted": none of the user's roles in this centre allows it. */
const MAY_NOT = [...REFUSALS, "not-permitted"] as const;

const mayNotSchema = z.object({
  reason: z.enum(MAY_NOT),
  /** At most five users who could make the move; only when the reason concerns the reader. */
  people: z.array(z.string()).optional(),
});
/** Those who could make a refused move: at most five names. */
export const refusedMoveSchema = z.object({ people: z.array(z.string()) });

/** Null when the user may make the move. */
const maySchema = z.record(z.enum(MOVES), mayNotSchema.nullable());
export type May = z.infer<typeof maySchema>;

/** A cash sheet that arrived after sign-off with other expected amounts. */
export const changedSheetSchema = z.object({
  /** 0 when Cashrec no longer has a sheet. */
  version: z.int(),
  fetchedAt: instantSchema.nullable(),
  lines: z.array(
    z.object({
      shiftId: z.string(),
      shiftName: z.string().nullable(),
      tillId: z.string(),
      tillName: z.string().nullable(),
      tenderId: z.string(),
      tenderName: z.string().nullable(),
      /** Null when that side has no such line, or does not state the amount. */
      signedMinor: minorSchema.nullable(),
      nowMinor: minorSchema.nullable(),
      changeMinor: minorSchema.nullable(),
    }),
  ),
});

/** A till beyond its monthly limit, with a difference on this day. */
const monthLimitSchema = z.object({
  tillId: z.string(),
  tillName: z.string().nullable(),
  tenderId: z.string(),
  tenderName: z.string().nullable(),
  /** The sum of its differences since the first of the month. */
  totalMinor: minorSchema,
  limitMinor: minorSchema,
  /**
   * The number of differences of this day that require an explanation because of the limit and have
   * none.
   */
  unexplained: z.int(),
});

export const movesOfDaySchema = {
  /** The moves in descending order of time. */
  moves: z.array(moveSchema),
  quiet: quietDaySchema.nullable(),
  /** The moves that the user may make now, and why not the others. */
  may: maySchema,
  monthLimits: z.array(monthLimitSchema),
};
