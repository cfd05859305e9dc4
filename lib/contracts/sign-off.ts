/** What a move of some days would sign, shown before it is made, and its undo for a moment. */
import { z } from "zod";
import { DAY_STATES } from "../domain/day";
import { UNDO_REFUSALS } from "../domain/workflow/undo";
import { MOVED_DAYS_MAX, MOVES, REFUSALS } from "../domain/workflow/workflow";
import { businessDateSchema, idSchema, minorSchema } from "./basics";
import { PROBLEM_CODES } from "./problem";
import { movedSchema } from "./workflow";

const dayInput = { centreId: idSchema, date: businessDateSchema };

/** POST /api/reconciliations/moves/preview writes nothing. */
export const movePreviewInputSchema = z.object({
  move: z.enum(MOVES),
  days: z.array(z.object(dayInput)).min(1).max(MOVED_DAYS_MAX),
});
export type MovePreviewInput = z.infer<typeof movePreviewInputSchema>;

const daySchema = { centreId: z.string(), centreName: z.string(), date: businessDateSchema };

const sumSchema = z.object({
  currency: z.string(),
  days: z.int(),
  centres: z.int(),
  netMinor: minorSchema,
  shortMinor: minorSchema,
  overMinor: minorSchema,
  /** Null where nothing differs. */
  largest: z
    .object({
      ...daySchema,
      shiftId: z.string(),
      shiftName: z.string().nullable(),
      tillId: z.string(),
      tillName: z.string().nullable(),
      tenderId: z.string(),
      tenderName: z.string().nullable(),
      differenceMinor: minorSchema,
    })
    .nullable(),
});
export type SignOffSum = z.infer<typeof sumSchema>;

/** Everything is of one moment, which the versions name: a day that changes later does not move. */
export const movePreviewSchema = z.object({
  /** The days that would move, as POST /api/reconciliations/moves takes them. */
  days: z.array(z.object({ ...daySchema, version: z.int() })),
  currencies: z.array(sumSchema),
  centres: z.array(sumSchema.extend({ centreId: z.string(), centreName: z.string() })),
  lines: z.object({
    /** Differences above tolerance; each of them has a reason when `unexplained` is 0. */
    aboveTolerance: z.int(),
    unexplained: z.int(),
    /** Differences within tolerance, which need no reason. */
    withinTolerance: z.int(),
    /** Lines that have no count, all of them waived when `unwaived` is 0. */
    uncounted: z.int(),
    unwaived: z.int(),
  }),
  /** The days that would stay where they are, and why. */
  staying: z.array(
    z.object({
      ...daySchema,
      state: z.enum(DAY_STATES),
      code: z.enum(PROBLEM_CODES),
      reason: z.enum(REFUSALS).nullable(),
      /** At most five users who could make the move. */
      people: z.array(z.string()),
      detail: z.string(),
    }),
  ),
});
export type MovePreview = z.infer<typeof movePreviewSchema>;

/** POST /api/reconciliations/moves/undo: `version` is the one that the move returned. */
export const undoInputSchema = z.object({
  days: z
    .array(z.object({ ...dayInput, version: z.int() }))
    .min(1)
    .max(MOVED_DAYS_MAX),
});
export type UndoInput = z.infer<typeof undoInputSchema>;

/** The results are in the order of the request. */
export const undoResultsSchema = z.object({
  results: z.array(
    z.union([
      movedSchema,
      z.object({
        centreId: z.string(),
        date: businessDateSchema,
        code: z.enum(PROBLEM_CODES),
        reason: z.enum(UNDO_REFUSALS).nullable(),
        detail: z.string(),
      }),
    ]),
  ),
});
export type UndoResults = z.infer<typeof undoResultsSchema>;
