/** A conflict brings the day as it is now. */
import { ApiError } from "@/lib/client/http";
import { type DayDetail, dayDetailSchema } from "@/lib/contracts/reconciliation";

export function currentDayOf(error: Error | null): DayDetail | null {
  if (!(error instanceof ApiError) || error.problem.code !== "CONFLICT") return null;
  const parsed = dayDetailSchema.safeParse(error.problem.current);
  return parsed.success ? parsed.data : null;
}
