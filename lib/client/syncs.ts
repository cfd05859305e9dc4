/** The queries and requests about syncs with Cashrec. */
import { queryOptions } from "@tanstack/react-query";
import type { Sync } from "../contracts/sync";
import { api } from "./http";

const FOLLOW_EVERY_MS = 1_000;

/** Without centres, it is all that the reader sees. */
export type SyncRange = { centreIds: readonly string[] | null; from: string; to: string };

export function startSync(range: SyncRange & { centreIds: readonly string[] }) {
  return api.send("POST", "/api/syncs", { body: range });
}

export async function listCentreIds(): Promise<string[]> {
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

export function hasEnded({ state }: Sync): boolean {
  return state === "done" || state === "failed";
}
