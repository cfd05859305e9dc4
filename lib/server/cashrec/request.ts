import "server-only";

/**
 * Builds the cash sheet request as the map describes it: how centres and business dates are asked
 * for, and how calls are split.
 */
import { addDays } from "@/lib/domain/business-date";
import type { ParameterNames, RequestShape } from "@/lib/domain/field-map/request-shape";
import { CENTRES_PER_REQUEST_MAX, DAYS_PER_REQUEST_MAX } from "./limits";

export type Asked = { centreIds: string[]; from: string; to: string };

/** Sheets outside of the requested dates are dropped later. */
export function requestUrl(
  apiUrl: string,
  asked: Asked,
  { shape, names }: { shape: RequestShape; names: ParameterNames },
): URL {
  const url = new URL(apiUrl);
  const base = url.pathname.replace(/\/+$/, "");
  const { path } = shape;
  url.pathname = base.toLowerCase().endsWith(path.toLowerCase()) ? base : base + path;
  const { start, end } = WINDOWS[shape.dates](asked);
  url.searchParams.set(names.from, start);
  url.searchParams.set(names.to, end);
  if (shape.centres === "comma") url.searchParams.set(names.centres, asked.centreIds.join(","));
  else for (const id of asked.centreIds) url.searchParams.append(names.centres, id);
  for (const [name, value] of Object.entries(shape.fixed)) url.searchParams.set(name, value);
  for (const [name, value] of firstPage(shape)) url.searchParams.set(name, value);
  return url;
}

type Window = (asked: Asked) => { start: string; end: string };

const WINDOWS: Record<RequestShape["dates"], Window> = {
  /**
   * Local wall-clock text around the business dates. It ends at noon of the next day, so that the
   * last date is inside whether the end counts or not and whether times or only dates are compared,
   * and so is a shift that closes after midnight.
   */
  "date-time": ({ from, to }) => ({ start: `${from}T00:00:00`, end: `${addDays(to, 1)}T12:00:00` }),
  date: ({ from, to }) => ({ start: from, end: addDays(to, 1) }),
  /** Midnight of a date, and noon of the next one, in the first and in the last zone on earth. */
  utc: ({ from, to }) => ({
    start: `${addDays(from, -1)}T10:00:00Z`,
    end: `${addDays(to, 2)}T00:00:00Z`,
  }),
};

function firstPage({ pages }: RequestShape): [string, string][] {
  if (pages?.by === "offset") {
    return [
      [pages.offset, "0"],
      [pages.limit, String(pages.perPage)],
    ];
  }
  if (pages?.by !== "number") return [];
  const first: [string, string] = [pages.page, String(pages.first ?? 1)];
  const { size, perPage } = pages;
  return size === undefined || perPage === undefined ? [first] : [first, [size, String(perPage)]];
}

/** Lists bounded requests that together ask for everything, dates in order. */
export function* split(
  { centreIds, from, to }: Asked,
  daysMax = DAYS_PER_REQUEST_MAX,
): Generator<Asked> {
  for (let start = from; start <= to; start = addDays(start, daysMax)) {
    const last = addDays(start, daysMax - 1);
    const end = last < to ? last : to;
    for (let i = 0; i < centreIds.length; i += CENTRES_PER_REQUEST_MAX) {
      yield { centreIds: centreIds.slice(i, i + CENTRES_PER_REQUEST_MAX), from: start, to: end };
    }
  }
}
