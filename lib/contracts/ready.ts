/** GET /api/ready reports whether the instance should get requests, for load balancers. */
import { z } from "zod";

export const readySchema = z.object({
  status: z.enum(["ready", "not-ready"]),
  /** "read-only" leaves an instance ready as well: a standby, or a server that was set so. */
  database: z.enum(["ok", "read-only", "down"]),
  /** Whether the database has every migration that this program needs. */
  migrations: z.enum(["ok", "missing", "unknown"]),
  /** "full" leaves an instance ready, because everything can still be read. */
  storage: z.enum(["ok", "full", "unknown"]),
  /** From the signal to end on, an instance responds to what comes and asks for nothing new. */
  ending: z.boolean(),
});

export type Ready = z.infer<typeof readySchema>;
