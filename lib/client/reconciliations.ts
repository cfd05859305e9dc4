/**
 * Reconciliations as a page reads them: lines in pages, totals, one day, and whether anything has
 * changed since. Displayed data never changes by itself; the page decides when to show new data.
 */
import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type InfiniteData,
} from "@tanstack/react-query";
import type { z } from "zod";
import type { addNoteSchema, LineList } from "../contracts/reconciliation";
import { filterQuery, type LineFilter, NO_NARROWING, withAllVerdicts } from "../domain/line-filter";
import type { LineSort } from "../domain/screen/line-filters";
import { apiAddress } from "./api-path";
import { api } from "./http";

const DAY_PATH = "/api/reconciliations/{centreId}/{date}";
/**
 * The first page is small because it is rendered with the document; the next ones are prefetched.
 */
export const FIRST_PAGE_LINES = 200;
const NEXT_PAGE_LINES = 1_000;
/** The interval at which an open page checks for changes. */
const CHANGES_EVERY_MS = 4_000;

export type ListSearch = LineFilter & { sort: LineSort };
export type LinePages = InfiniteData<LineList>;

export function linesQuery(search: ListSearch) {
  return infiniteQueryOptions({
    queryKey: ["reconciliations", "lines", search],
    queryFn: ({ pageParam, signal }) => fetchLines(search, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    // Comparing every line of every page with itself, for each page that arrives, takes longer than
    // a frame.
    structuralSharing: false,
    gcTime: 60_000,
  });
}

export function fetchLines(search: ListSearch, cursor: string | null, signal?: AbortSignal) {
  const limit = cursor === null ? FIRST_PAGE_LINES : NEXT_PAGE_LINES;
  const query = {
    ...filterQuery(search),
    sort: search.sort,
    limit,
    cursor: cursor ?? undefined,
  };
  return api.get("/api/reconciliations", { query, signal });
}

/** Converts a page that the server read into the form of the infinite query's cache. */
export function firstPage(list: LineList): LinePages {
  return { pages: [list], pageParams: [null] };
}

/** The numbers of the verdicts cover all of them, whichever of them the table shows. */
export function totalsQuery(filter: LineFilter) {
  const whole = withAllVerdicts(filter);
  return queryOptions({
    queryKey: ["reconciliations", "totals", whole],
    queryFn: ({ signal }) =>
      api.get("/api/reconciliations", { query: { ...filterQuery(whole), limit: 1 }, signal }),
    select: (list) => list.totals,
    staleTime: Infinity,
  });
}

export function dayTotalsQuery(filter: LineFilter) {
  return queryOptions({
    queryKey: ["reconciliations", "days", filter],
    queryFn: ({ signal }) =>
      api.get("/api/reconciliations/days", { query: filterQuery(filter), signal }),
    select: ({ rows }) => rows,
    staleTime: Infinity,
  });
}

/** Polls whether anything has changed since the revision that the page shows. */
export function changesQuery(filter: LineFilter, revision: string | null) {
  return queryOptions({
    queryKey: ["reconciliations", "changes", filter, revision],
    queryFn: ({ signal }) =>
      api.get("/api/reconciliations/changes", {
        query: { ...filterQuery(filter), revision: revision ?? "0" },
        signal,
      }),
    // Data as known at a past instant no longer changes.
    enabled: revision !== null && filter.asOf === null,
    refetchInterval: CHANGES_EVERY_MS,
    refetchIntervalInBackground: false,
    staleTime: 0,
    gcTime: 0,
  });
}

export type DayKey = { centreId: string; date: string };
/** `asOf` selects the data as known at that instant; without it, the current data. */
export type DaySearch = DayKey & { asOf?: string };

export function dayQuery({ asOf, ...key }: DaySearch) {
  return queryOptions({
    queryKey: ["reconciliations", "day", key.centreId, key.date, asOf ?? "now"],
    queryFn: ({ signal }) => api.get(DAY_PATH, { params: key, query: { asOf }, signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
}

/** Polls the revision of an open day, and whether the day could be read. */
export function dayChangesQuery({ centreId, date }: DayKey) {
  return changesQuery({ ...NO_NARROWING, centreIds: [centreId], from: date, to: date }, "0");
}

/**
 * The current state of the day, beside the one that is displayed. It is fetched once for each
 * revision.
 */
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

export function sheetStatusesQuery() {
  return queryOptions({
    queryKey: ["reconciliations", "sheet-statuses"],
    queryFn: ({ signal }) => api.get("/api/reconciliations/sheet-statuses", { signal }),
    select: ({ statuses }) => statuses,
    staleTime: 5 * 60_000,
  });
}

export function verifyDay(params: { centreId: string; date: string }) {
  return api.send("POST", "/api/reconciliations/{centreId}/{date}/verification", { params });
}
