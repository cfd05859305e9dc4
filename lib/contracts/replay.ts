/**
 * Stored payloads of Cashrec are read again with a field map, or a preview says what would change.
 */
import { z } from "zod";
import { DAY_STATES } from "../domain/day";
import { businessDateSchema, currencySchema, idSchema, instantSchema, minorSchema } from "./basics";

const REPLAY_KINDS = ["preview", "apply"] as const;

const amountSchema = minorSchema.nullable();

const exampleSchema = z.object({
  centreId: idSchema,
  businessDate: businessDateSchema,
  currency: currencySchema,
  state: z.enum(DAY_STATES),
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  tenderId: z.string(),
  tenderName: z.string().nullable(),
  /** What was expected and what would be; null where that side has no such line or no amount. */
  beforeMinor: amountSchema,
  afterMinor: amountSchema,
});
export type ReplayExample = z.infer<typeof exampleSchema>;

const replayResultSchema = z.object({
  /** How many stored sheets were read so far; each is a centre-day. */
  sheets: z.int(),
  changedSheets: z.int(),
  /** Lines that are expected otherwise, that are new, or that are gone. */
  changedLines: z.int(),
  /** Of the changed sheets, those of signed-off days whose lines change: they are only marked. */
  signedOff: z.int(),
  /** Sheets that the map can't read stay as they are. */
  unreadable: z.int(),
  examples: z.array(exampleSchema),
  problems: z.array(
    z.object({ centreId: idSchema, businessDate: businessDateSchema, message: z.string() }),
  ),
});
export type ReplayResult = z.infer<typeof replayResultSchema>;

const replaySchema = z.object({
  id: z.uuid(),
  kind: z.enum(REPLAY_KINDS),
  state: z.enum(["pending", "done", "failed"]),
  mapHash: z.string(),
  total: z.int(),
  result: replayResultSchema,
  /** Why it failed; null otherwise. */
  message: z.string().nullable(),
  requestedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
});
export type Replay = z.infer<typeof replaySchema>;

/** GET /api/cashrec/replays: the latest first. */
export const replayListSchema = z.object({ replays: z.array(replaySchema) });
