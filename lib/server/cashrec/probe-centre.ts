import "server-only";

/** Finds what we know of a probed centre, which need not be one of ours yet. */
import { prisma } from "../db/client";

export async function findCurrency(centreId: string): Promise<string | null> {
  const centre = await prisma().centre.findUnique({
    where: { id: centreId },
    select: { currency: true },
  });
  return centre?.currency ?? null;
}
