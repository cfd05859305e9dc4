/**
 * POST /api/cashrec/centres returns the centres that Cashrec responds about. Without ids it is
 * asked for all of them, which it may refuse; with ids each of them is tried.
 */
import { z } from "zod";
import { businessDateSchema, idSchema } from "./basics";

const TRIED_CENTRES_MAX = 200;

/** They need not be centres of ours, which is why they are not called centreIds. */
export const findCentresSchema = z.object({
  ids: z.array(idSchema).max(TRIED_CENTRES_MAX).default([]),
});

const knownCentreSchema = z.object({
  id: z.string(),
  /** What the response calls the centre; null when it has no name. */
  name: z.string().nullable(),
  currency: z.string().nullable(),
  /**
   * sheet: a cash sheet was found. no-sheet: there is none in these days. refused: Cashrec does not
   * know the id. unreadable: the response has a form that the field map does not know.
   */
  state: z.enum(["sheet", "no-sheet", "refused", "unreadable"]),
  /** The newest business date with a sheet. */
  newestDate: businessDateSchema.nullable(),
  /** Whether it is one of ours already. */
  isAdded: z.boolean(),
});

export const knownCentresSchema = z.object({
  /** "not-listed": Cashrec gives no list without ids. */
  source: z.enum(["listed", "not-listed", "tried"]),
  from: businessDateSchema,
  to: businessDateSchema,
  centres: z.array(knownCentreSchema),
});
export type KnownCentres = z.infer<typeof knownCentresSchema>;
