/** The queries and requests about syncs with Cashrec. */
import { queryOptions } from "@tanstack/react-query";
import type { Freshness } from "../contracts/freshness";
import type { Sync } from "../contracts/sync";
import { countRangeDays } from "../domain/business-date";
import { api } from "./http";

const FOLLOW_EVERY_MS = 1_000;

/** Without centres, it is all that the reader sees. */
export type SyncRange = { centreIds: readonly string[] | null; from: string; to: string };

/** More centres are requested in several requests, which become one sync. */
const CENTRES_PER_REQUEST_MAX = 1_000;

/** Returns the id of the sync; null without any centre. */
export async function startSync({ centreIds: named, from, to }: SyncRange): Promise<string | null> {
  const all = named ?? (await listCentreIds());
  let id: string | null = null;
  for (let at = 0; at < all.length; at += CENTRES_PER_REQUEST_MAX) {
    const centreIds = all.slice(at, at + CENTRES_PER_REQUEST_MAX);
    id = (await api.send("POST", "/api/syncs", { body: { centreIds, from, to } })).id;
  }
  return id;
}

/** Returns what to read again: the centres of a failure, or `all` when it does not name each. */
export function rangeOfFailure(
  { centreIds, centreCount, from, to }: Freshness["failures"][number],
  all: readonly string[] | null,
): SyncRange {
  return { centreIds: centreIds.length < centreCount ? all : centreIds, from, to };
}

async function listCentreIds(): Promise<string[]> {
  const { centres } = await api.get("/api/centres", {});
  return centres.map(({ id }) => id);
}

/** Polls every second until the sync has ended. */
export function syncQuery(id: string | null) {
  return queryOptions({
    queryKey: ["syncs", id],
    queryFn: ({ signal }) => api.get("/api/syncs/{id}", { params: { id: id ?? "" }, signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) =>
      state.data !== undefined && hasEnded(state.data) ? false : FOLLOW_EVERY_MS,
    staleTime: 0,
  });
}

/** Counts the centre-days that failed, as `done` and `total` count those that were read. */
export function countFailedDays({ failures }: Sync): number {
  return failures.reduce((sum, range) => sum + countRangeDays(range), 0);
}

export function hasEnded({ state }: Sync): boolean {
  return state === "done" || state === "failed";
}
