/** GET /api/first-day returns how far the set-up of a new installation is. */
import { z } from "zod";

export const firstDaySchema = z.object({
  centres: z.int(),
  connection: z.enum(["ok", "down", "sandbox", "unconfigured", "unknown"]),
  /** Other people than the reader, by whether they have set a password. */
  people: z.object({ invited: z.int(), active: z.int() }),
  /** The number of centres with an agreed float. */
  floats: z.int(),
  /** The number of tolerance rules that apply. */
  rules: z.int(),
  /** Whether any cash sheet was read, and whether one is being read. */
  isRead: z.boolean(),
  isReading: z.boolean(),
});
