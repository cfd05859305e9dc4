/** GET /api/cashrec/readings lists the latest requests for cash sheets, the newest first. */
import { z } from "zod";
import { businessDateSchema, instantSchema } from "./basics";

const readingSchema = z.object({
  at: instantSchema,
  /** The names of the first centres asked for, and how many there were. */
  centreNames: z.array(z.string()),
  centres: z.int(),
  from: businessDateSchema,
  to: businessDateSchema,
  /** The number of centre-days that were asked for. */
  days: z.int(),
  isRead: z.boolean(),
  /** Why it failed; null when it was read. */
  message: z.string().nullable(),
});

export const readingListSchema = z.object({ readings: z.array(readingSchema) });
export type ReadingList = z.infer<typeof readingListSchema>;
