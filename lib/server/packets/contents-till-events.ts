import "server-only";

/**
 * Lists the spot counts and hand-overs of a day, each beside its till and from the first. Who reads
 * a packet is no part of it, so that it is the same for every reader.
 */
import type { DayDetail } from "@/lib/contracts/reconciliation";

type Till = DayDetail["tillEvents"][number];
type OfTill = Pick<Till, "shiftId" | "tillId">;

export type SpotCount = OfTill & Till["spots"][number];
export type HandOver = OfTill & Omit<Till["handOvers"][number], "isOwn">;

export function listSpotCounts({ tillEvents }: Pick<DayDetail, "tillEvents">): SpotCount[] {
  return tillEvents.flatMap(({ shiftId, tillId, spots }) =>
    spots.map((spot) => ({ shiftId, tillId, ...spot })).reverse(),
  );
}

export function listHandOvers({ tillEvents }: Pick<DayDetail, "tillEvents">): HandOver[] {
  return tillEvents.flatMap(({ shiftId, tillId, handOvers }) =>
    handOvers.map(({ isOwn: _, ...handOver }) => ({ shiftId, tillId, ...handOver })).reverse(),
  );
}
