import "server-only";

/**
 * Names each request, so that what a person is shown about a refusal is found in the log. A proxy
 * that names requests gives the name.
 */
import { randomUUID } from "node:crypto";
import { currentWork } from "../work-context";

export const REQUEST_ID_HEADER = "x-request-id";

const names = new WeakMap<object, string>();

/** Outside of a web server, as in a test, the name is made when it is first needed. */
export function requestIdOf(request: object): string {
  const work = currentWork();
  if (work?.kind === "request") return work.id;
  const known = names.get(request);
  if (known !== undefined) return known;
  const name = randomUUID();
  names.set(request, name);
  return name;
}

/** Nothing in it can end a comment of SQL, a line or a string. */
const WELL_FORMED = /^[A-Za-z0-9._-]{1,64}$/;

/** Takes the name that a client or a proxy gave, unless it could be anything but a name. */
export function readRequestId(header: string | null): string {
  return header !== null && WELL_FORMED.test(header) ? header : randomUUID();
}
