/** Asks whether the process that `npm start` has started serves, and no other on its port. */
import { z } from "zod";

const healthSchema = z.object({ status: z.literal("ok"), startId: z.string() });

export async function isHealthy(base: string, startId: string): Promise<boolean> {
  try {
    const response = await fetch(`${base}/api/health`);
    const health = healthSchema.safeParse(await response.json());
    return health.success && health.data.startId === startId;
  } catch {
    return false; // Nobody listens yet, or the response is not ours.
  }
}
