import "server-only";

/** Centres that misbehave on purpose. Requesting one of them affects the whole response. */
import type { SandboxSheet } from "./sheet";

export type Fault = (
  sheets: () => SandboxSheet[],
  pause: (ms: number) => Promise<void>,
) => Promise<Response>;

const SLOW_MS = 45_000;

export const FAULTS: Record<string, Fault> = {
  /** It is down with an unexpected server error. */
  "901": () => respond(json(500, { code: 0, message: "Unexpected server error." })),
  /** It is down for a moment. */
  "902": () => respond(new Response(null, { status: 503, headers: { "retry-after": "1" } })),
  /** It is slower than any client waits. */
  "903": async (sheets, pause) => {
    await pause(SLOW_MS);
    return json(200, sheets());
  },
  /** Its API changed: the same facts have names that nobody knows. */
  "904": (sheets) =>
    respond(
      json(
        200,
        sheets().map(({ centerId, businessDay, shifts }) => ({
          centerId,
          businessDay,
          blocks: shifts.map(({ shiftId, payments }) => ({ no: shiftId, figures: payments })),
        })),
      ),
    ),
  /** It returns JSON that breaks off. */
  "905": (sheets) => respond(text(JSON.stringify(sheets()).slice(0, -40), "application/json")),
  /** It returns a page for people. */
  "906": () => respond(text("<!doctype html><title>Maintenance</title>", "text/html")),
  /** Cashrec does not know it. */
  "907": () => respond(json(404, { code: 0, message: "Tenant configuration not found." })),
  /** It limits the rate of requests. */
  "908": () => respond(new Response(null, { status: 429, headers: { "retry-after": "2" } })),
  /** It returns an empty body. */
  "909": () => respond(text("", "application/json")),
  /** It redirects elsewhere. */
  "910": () => respond(new Response(null, { status: 302, headers: { location: "/elsewhere" } })),
  /** It has several pages, of which this is only the first. */
  "911": (sheets) => respond(json(200, { items: sheets(), page: 1, totalPages: 2 })),
  /** It has one centre and date twice, with different content. */
  "912": (sheets) =>
    respond(
      json(
        200,
        sheets().flatMap((sheet) => [sheet, { ...sheet, shifts: sheet.shifts.slice(1) }]),
      ),
    ),
};

function respond(response: Response): Promise<Response> {
  return Promise.resolve(response);
}

export function json(status: number, body: unknown): Response {
  return text(JSON.stringify(body), "application/json; charset=utf-8", status);
}

function text(body: string, type: string, status = 200): Response {
  return new Response(body, { status, headers: { "content-type": type } });
}
