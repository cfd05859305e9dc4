import "server-only";

/** Finds what we know of a probed centre, which need not be one of ours yet. */
import type { CentreClock } from "@/lib/domain/business-date";
import { prisma } from "../db/client";

export async function findProbedCentre(
  centreId: string,
): Promise<{ currency: string | null; clock: CentreClock | null }> {
  const centre = await prisma().centre.findUnique({
    where: { id: centreId },
    select: { currency: true, timeZone: true, dayStartsAt: true },
  });
  if (centre === null) return { currency: null, clock: null };
  const { currency, timeZone, dayStartsAt } = centre;
  return { currency, clock: { timeZone, dayStartsAt } };
}
