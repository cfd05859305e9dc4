import "server-only";

/**
 * Builds the response to a request, and parses it before it is sent: fields that its contract does
 * not name are removed, and a value that does not match is our own mistake. The log gets the route
 * and the position in the response, never the values; the reader gets the number of the request.
 */
import type { z } from "zod";
import { assert } from "@/lib/domain/assert";
import type { OutputType, PathParameters } from "./contract";
import { writeInSteps } from "./write-in-steps";

const POSITIONS_MAX = 10;

/** A `Response`, such as a stream, is passed on unchanged. */
export type Handled<Output> = Promise<
  Response | (Output extends z.ZodType ? z.input<Output> : never)
>;
type Sent<Output> = Output extends z.ZodType ? z.output<Output> : never;

export type ResponseOptions<Output extends OutputType> = {
  output: Output;
  /** This is the status of a success; the default is 200. */
  status?: number;
  /** It tells when another status is sent, where that depends on the output. */
  otherStatuses?: Record<number, (output: Sent<Output>) => boolean>;
};

type Asked = { request: Request; path: PathParameters };

export async function respond<Output extends OutputType>(
  options: ResponseOptions<Output>,
  asked: Asked,
  handled: Handled<Output>,
): Promise<Response> {
  const { output, status = 200, otherStatuses = {} } = options;
  const body = await handled;
  if (body instanceof Response) return body;
  assert(typeof output === "object" && output !== null, "JSON is sent without a contract");
  const headers = { "cache-control": "no-store" };
  const others = Object.entries(otherStatuses);
  const written = others.length === 0 ? await writeInSteps(output, body) : null;
  if (written !== null) {
    if ("issues" in written) return refuse(asked, written.issues);
    const init = { status, headers: { ...headers, "content-type": "application/json" } };
    return new Response(written.json, init);
  }
  const parsed = output.safeParse(body);
  if (!parsed.success) return refuse(asked, parsed.error.issues);
  const sent = parsed.data as Sent<Output>;
  const other = others.find(([, applies]) => applies(sent));
  return Response.json(sent, { status: other === undefined ? status : Number(other[0]), headers });
}

function refuse(asked: Asked, issues: readonly z.core.$ZodIssue[]): never {
  assert(false, `${nameOf(asked)} does not fit its contract at ${positionsOf(issues)}`);
}

/** The response of a route that sets a cookie, and therefore builds its own. */
export function respondWithCookie<Output extends z.ZodType>(
  output: Output,
  body: z.input<Output>,
  cookie: string,
): Response {
  const headers = { "cache-control": "no-store", "set-cookie": cookie };
  return Response.json(output.parse(body), { headers });
}

/**
 * Formats "lines.[].netMinor, totals": each position once, however many rows of a list are wrong
 * there.
 */
function positionsOf(issues: readonly z.core.$ZodIssue[]): string {
  const positions = issues.map(({ path }) =>
    path.map((part) => (typeof part === "number" ? "[]" : String(part))).join("."),
  );
  return [...new Set(positions)]
    .slice(0, POSITIONS_MAX)
    .map((position) => position || "its root")
    .join(", ");
}

/** Formats "POST /api/invitations/[token]", because the value of a parameter may be a secret. */
function nameOf({ request, path }: Asked): string {
  const names = new Map(
    Object.entries(path ?? {}).flatMap(([name, value]) => [value].flat().map((one) => [one, name])),
  );
  const parts = new URL(request.url).pathname.split("/").map((part) => {
    const name = names.get(part) ?? names.get(decodeURIComponent(part));
    return name === undefined ? part : `[${name}]`;
  });
  return `${request.method} ${parts.join("/")}`;
}
