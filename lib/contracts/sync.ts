/** Syncs with Cashrec: requesting one, following it, and what failed in it. */
import { z } from "zod";
import { businessDateSchema, CENTRES_MAX, idSchema, instantSchema, ordered } from "./basics";

export const startSyncSchema = ordered(
  z.object({
    centreIds: z.array(idSchema).min(1).max(CENTRES_MAX),
    from: businessDateSchema,
    to: businessDateSchema,
  }),
);

export const startedSyncSchema = z.object({ id: z.string() });

/** `done` and `total` count centre-days. */
export const syncSchema = z.object({
  id: z.string(),
  state: z.enum(["pending", "running", "done", "failed"]),
  done: z.int(),
  total: z.int(),
  failures: z.array(
    z.object({
      centreId: z.string(),
      from: businessDateSchema,
      to: businessDateSchema,
      code: z.string(),
      message: z.string(),
    }),
  ),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Sync = z.infer<typeof syncSchema>;

export const syncListSchema = z.object({ syncs: z.array(syncSchema) });
