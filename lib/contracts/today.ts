/** GET /api/today: what needs the reader now. */
import { z } from "zod";
import { businessDateSchema, instantSchema, minorSchema } from "./basics";
import { failureSchema, freshnessSchema, STATES } from "./reconciliation";
import { syncSchema } from "./sync";

/** The most urgent first. Days of one kind and date stand together, largest money first. */
export const needSchema = z.object({
  kind: z.enum(["failed", "short", "over", "uncounted", "unexpected"]),
  businessDate: businessDateSchema,
  centres: z.array(z.object({ id: z.string(), name: z.string() })),
  /** How many centres there are, when `centres` names only the first of them. */
  centreCount: z.int().optional(),
  /** Lines concerned. */
  lines: z.int(),
  /** Their difference (short, over) or what was expected (uncounted) or counted (unexpected). */
  amounts: z.array(z.object({ currency: z.string(), amountMinor: minorSchema })),
});
export type Need = z.infer<typeof needSchema>;

export const coverageCellSchema = z.object({
  businessDate: businessDateSchema,
  /** no-sheet: Cashrec was asked and has none; unread: it was not asked yet. */
  state: z.enum([...STATES, "not-counted", "no-sheet", "unread", "failed"]),
});

export const todaySchema = z.object({
  now: instantSchema,
  from: businessDateSchema,
  to: businessDateSchema,
  needs: z.array(needSchema),
  coverage: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      days: z.array(coverageCellSchema),
    }),
  ),
  /** How many centres the reader has: `coverage` shows the first of them by name. */
  coverageCentres: z.int().optional(),
  failures: z.array(failureSchema),
  underWay: z.array(syncSchema),
  freshness: freshnessSchema,
});
export type Today = z.infer<typeof todaySchema>;
