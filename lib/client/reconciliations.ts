/**
 * Reconciliations as a screen reads them: lines in pages, totals, one day, and whether anything has
 * changed since. What is shown never changes by itself; a screen decides when to show what is new.
 */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
} from "@tanstack/react-query";
import type { z } from "zod";
import type { addNoteSchema, LineList } from "../contracts/reconciliation";
import type { LineSearch, LineSort } from "../domain/screen/line-filters";
import { apiAddress, type Query } from "./api-path";
import { api } from "./http";

const DAY_PATH = "/api/reconciliations/{centreId}/{date}";
/** Small, because it comes with the page; the following ones come while the reader reads. */
export const FIRST_PAGE_LINES = 200;
const NEXT_PAGE_LINES = 2_000;
/** How soon an open screen learns of a change. */
const CHANGES_EVERY_MS = 4_000;

export type ListSearch = LineSearch & { sort: LineSort };
export type LinePages = InfiniteData<LineList>;

export function linesQuery(search: ListSearch) {
  return infiniteQueryOptions({
    queryKey: ["reconciliations", "lines", search],
    queryFn: ({ pageParam, signal }) => fetchLines(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    gcTime: 60_000,
  });
}

export function fetchLines(search: ListSearch, cursor: string | null, signal?: AbortSignal) {
  const limit = cursor === null ? FIRST_PAGE_LINES : NEXT_PAGE_LINES;
  const query = { ...paramsOf(search), sort: search.sort, limit, cursor: cursor ?? undefined };
  return api.get("/api/reconciliations", { query, signal });
}

/** What was read on the server, in the form in which the cache of a browser keeps it. */
export function firstPage(list: LineList): LinePages {
  return { pages: [list], pageParams: [null] };
}

/** The totals that stand above the table: of all verdicts, whichever of them the table shows. */
export function totalsQuery(search: LineSearch) {
  const whole: LineSearch = { ...search, verdict: [], differencesOnly: false };
  return queryOptions({
    queryKey: ["reconciliations", "totals", whole],
    queryFn: ({ signal }) =>
      api.get("/api/reconciliations", { query: { ...paramsOf(whole), limit: 1 }, signal }),
    select: (list) => list.totals,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

export function dayTotalsQuery(search: LineSearch) {
  return queryOptions({
    queryKey: ["reconciliations", "days", search],
    queryFn: ({ signal }) =>
      api.get("/api/reconciliations/days", { query: paramsOf(search), signal }),
    select: ({ rows }) => rows,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** Has anything changed since the revision that the screen shows? Asked while it is looked at. */
export function changesQuery(search: LineSearch, revision: string | null) {
  return queryOptions({
    queryKey: ["reconciliations", "changes", search, revision],
    queryFn: ({ signal }) =>
      api.get("/api/reconciliations/changes", {
        query: { ...paramsOf(search), revision: revision ?? "0" },
        signal,
      }),
    // What was known then does not change any more.
    enabled: revision !== null && search.asOf === undefined,
    refetchInterval: CHANGES_EVERY_MS,
    refetchIntervalInBackground: false,
    staleTime: 0,
    gcTime: 0,
  });
}

export type DayKey = { centreId: string; date: string };
/** `asOf`: as known at that moment; left out: as known now. */
export type DaySearch = DayKey & { asOf?: string };

export function dayQuery({ asOf, ...key }: DaySearch) {
  return queryOptions({
    queryKey: ["reconciliations", "day", key.centreId, key.date, asOf ?? "now"],
    queryFn: ({ signal }) => api.get(DAY_PATH, { params: key, query: { asOf }, signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** Asked while a day is looked at: its revision, and whether it could be read. */
export function dayChangesQuery({ centreId, date }: DayKey) {
  const any = { tenderId: [], shiftId: [], tillId: [], verdict: [], state: [] };
  const search = { ...any, centreId: [centreId], from: date, to: date, differencesOnly: false };
  return changesQuery(search, "0");
}

/** The day as it is now, beside the one on the screen: read whole once for each revision. */
export function dayNowQuery(key: DayKey, revision: string | null) {
  return queryOptions({
    queryKey: ["reconciliations", "day-now", key.centreId, key.date, revision],
    queryFn: ({ signal }) => api.get(DAY_PATH, { params: key, signal }),
    enabled: revision !== null,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

export function addNote(key: DayKey, note: z.input<typeof addNoteSchema>, idempotencyKey: string) {
  return api.send("POST", `${DAY_PATH}/notes`, { params: key, body: note, idempotencyKey });
}

export function rawSheetQuery(key: DayKey, version: number) {
  return queryOptions({
    queryKey: ["reconciliations", "sheet", key.centreId, key.date, version],
    queryFn: ({ signal }) =>
      api.get(`${DAY_PATH}/sheet`, { params: key, query: { version }, signal }),
    staleTime: Infinity,
  });
}

/** The day's sign-off packet; `asOf` null: as known now. */
export function packetAddress(key: DayKey, asOf: string | null): string {
  const query = asOf === null ? {} : { asOf };
  return apiAddress(`${DAY_PATH}/packet`, { params: key, query });
}

export function tendersQuery() {
  return queryOptions({
    queryKey: ["reconciliations", "tenders"],
    queryFn: ({ signal }) => api.get("/api/reconciliations/tenders", { signal }),
    select: ({ tenders }) => tenders,
    staleTime: 300_000,
  });
}

function paramsOf(search: LineSearch): Query {
  const { differencesOnly, ...rest } = search;
  return { ...rest, ...(differencesOnly ? { differencesOnly } : {}) };
}
