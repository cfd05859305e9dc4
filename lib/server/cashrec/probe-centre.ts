import "server-only";

/** What we know of a centre that is tried: it need not be among ours yet. */
import { prisma } from "../db/client";

export async function findCurrency(centreId: string): Promise<string | null> {
  const centre = await prisma().centre.findUnique({
    where: { id: centreId },
    select: { currency: true },
  });
  return centre?.currency ?? null;
}
