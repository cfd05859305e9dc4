import "server-only";

/**
 * Builds the cash sheet request: how centres and business dates are asked for, and how calls are
 * split.
 */
import { addDays } from "@/lib/domain/business-date";
import { CENTRES_PER_REQUEST_MAX, DAYS_PER_REQUEST_MAX } from "./limits";

export type Asked = { centreIds: string[]; from: string; to: string };
export type ParameterCase = "camel" | "pascal";

const NAMES: Record<ParameterCase, { start: string; end: string; centres: string }> = {
  camel: { start: "startDate", end: "endDate", centres: "centersList" },
  pascal: { start: "StartDate", end: "EndDate", centres: "CentersList" },
};

const PATH = "/api/v1/cashSheet";

/**
 * The window is local wall-clock text around the business dates. It ends at noon of the next day,
 * so that the last date is inside whether the end counts or not and whether times or only dates are
 * compared, and so is a shift that closes after midnight. Sheets outside the requested dates are
 * dropped later.
 */
export function requestUrl(apiUrl: string, asked: Asked, spelling: ParameterCase): string {
  const names = NAMES[spelling];
  const url = new URL(apiUrl);
  const base = url.pathname.replace(/\/+$/, "");
  url.pathname = base.toLowerCase().endsWith(PATH.toLowerCase()) ? base : base + PATH;
  url.searchParams.set(names.start, `${asked.from}T00:00:00`);
  url.searchParams.set(names.end, `${addDays(asked.to, 1)}T12:00:00`);
  url.searchParams.set(names.centres, asked.centreIds.join(","));
  return url.href;
}

/** Lists bounded requests that together ask for everything, dates in order. */
export function* split({ centreIds, from, to }: Asked): Generator<Asked> {
  for (let start = from; start <= to; start = addDays(start, DAYS_PER_REQUEST_MAX)) {
    const last = addDays(start, DAYS_PER_REQUEST_MAX - 1);
    const end = last < to ? last : to;
    for (let i = 0; i < centreIds.length; i += CENTRES_PER_REQUEST_MAX) {
      yield { centreIds: centreIds.slice(i, i + CENTRES_PER_REQUEST_MAX), from: start, to: end };
    }
  }
}
