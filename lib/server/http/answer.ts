import "server-only";

/**
 * What we answer as JSON, parsed where it leaves: what the contract does not name stays here, and
 * an answer that does not fit is our own mistake. The log is told the route and where the answer
 * does not fit, never what stood there; the reader gets the number of the request.
 */
import type { z } from "zod";
import { assert } from "@/lib/domain/assert";

const PLACES_MAX = 10;

export type PathParameters = Record<string, string | string[]>;

type Told = { request: Request; path: PathParameters };

/** A status that depends on what was done is told by the answer: 201, or 200 for nothing new. */
export type StatusOf<Answer extends z.ZodType> = number | ((answer: z.output<Answer>) => number);

type Success<Answer extends z.ZodType> = {
  answer: Answer;
  status: StatusOf<Answer> | undefined;
};

export function answerJson<Answer extends z.ZodType>(
  { answer, status = 200 }: Success<Answer>,
  body: z.input<Answer>,
  told: Told,
): Response {
  const parsed = answer.safeParse(body);
  if (!parsed.success) {
    assert(false, `${nameOf(told)} answers beside its contract at ${placesOf(parsed.error)}`);
  }
  return Response.json(parsed.data, {
    status: typeof status === "number" ? status : status(parsed.data),
    headers: { "cache-control": "no-store" },
  });
}

/** "lines.[].netMinor, totals": each place once, however many rows of a list are wrong there. */
function placesOf({ issues }: z.ZodError): string {
  const places = issues.map(({ path }) =>
    path.map((part) => (typeof part === "number" ? "[]" : String(part))).join("."),
  );
  return [...new Set(places)]
    .slice(0, PLACES_MAX)
    .map((place) => place || "its root")
    .join(", ");
}

/** "GET /api/reconciliations/[centreId]/[date]": a parameter may be a secret, as of an invitation. */
function nameOf({ request, path }: Told): string {
  const names = new Map(
    Object.entries(path).flatMap(([name, value]) => [value].flat().map((one) => [one, name])),
  );
  const parts = new URL(request.url).pathname.split("/").map((part) => {
    const name = names.get(part) ?? names.get(decodeURIComponent(part));
    return name === undefined ? part : `[${name}]`;
  });
  return `${request.method} ${parts.join("/")}`;
}
