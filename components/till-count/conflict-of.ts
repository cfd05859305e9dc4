/** What is in force instead of a count that was refused, when somebody else was faster. */
import { z } from "zod";
import type { Unsent } from "@/lib/client/till-counts-unsent";

const inForceSchema = z.object({
  countedMinor: z.int(),
  version: z.int(),
  countedBy: z.string(),
});
export type InForce = z.infer<typeof inForceSchema>;

export function conflictOf({ problem }: Unsent): InForce | null {
  if (problem?.code !== "CONFLICT") return null;
  const current = inForceSchema.safeParse(problem.current);
  return current.success ? current.data : null;
}
