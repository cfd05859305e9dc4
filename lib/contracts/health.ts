/**
 * GET /api/health reports whether the instance can serve, for load balancers and for `npm start`.
 */
import { z } from "zod";

export const healthSchema = z.object({
  status: z.enum(["ok", "down"]),
  database: z.enum(["ok", "down"]),
  cashrec: z.enum(["ok", "down", "sandbox", "unconfigured", "unknown"]),
  /** What `npm start` compares, because another program may listen on the port. */
  startId: z.string().optional(),
  /** It is present when the server's clock and the database's differ by two seconds or more. */
  clock: z.object({ aheadSeconds: z.int(), advice: z.string() }).optional(),
});
