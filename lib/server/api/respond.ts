import "server-only";

/**
 * What we answer as JSON, parsed where it leaves: what the contract does not name stays here, and
 * an answer that does not fit is our own mistake. The log is told the route and where the answer
 * does not fit, never what stood there; the reader gets the number of the request.
 */
import type { z } from "zod";
import { assert } from "@/lib/domain/assert";

const PLACES_MAX = 10;

/** Undefined: the built application gives a path without parameters none. */
export type PathParameters = Record<string, string | string[]> | undefined;

/** Either names the contract of its JSON, or answers nothing but a `Response`. */
export type Answering<Answer extends z.ZodType, Asked extends unknown[]> =
  | {
      answer: Answer;
      /** A `Response`, such as a stream, passes as it is. */
      handle: (...asked: Asked) => Promise<z.input<Answer> | Response>;
      /** Of a success; 200 unless said. It may depend on whether anything was new. */
      status?: number | ((answer: z.output<Answer>) => number);
    }
  | { answer?: never; handle: (...asked: Asked) => Promise<Response>; status?: never };

type About = { request: Request; path: PathParameters };

export async function answerOf<Answer extends z.ZodType, Asked extends unknown[]>(
  { answer, handle, status = 200 }: Answering<Answer, Asked>,
  about: About,
  ...asked: Asked
): Promise<Response> {
  const body = await handle(...asked);
  if (body instanceof Response) return body;
  assert(answer !== undefined, "a route answers JSON without a contract");
  const parsed = answer.safeParse(body);
  if (!parsed.success) {
    assert(false, `${nameOf(about)} answers beside its contract at ${placesOf(parsed.error)}`);
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

/** "POST /api/invitations/[token]": what fills a parameter may be a secret. */
function nameOf({ request, path }: About): string {
  const names = new Map(
    Object.entries(path ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [one, name])),
  );
  const parts = new URL(request.url).pathname.split("/").map((part) => {
    const name = names.get(part) ?? names.get(decodeURIComponent(part));
    return name === undefined ? part : `[${name}]`;
  });
  return `${request.method} ${parts.join("/")}`;
}
