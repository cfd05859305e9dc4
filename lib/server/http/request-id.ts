import "server-only";

/**
 * Names each request, so that what a person is shown about a refusal is found in the log. The name
 * is made when it is first needed.
 */
import { randomUUID } from "node:crypto";

const names = new WeakMap<object, string>();

export function requestIdOf(request: object): string {
  const known = names.get(request);
  if (known !== undefined) return known;
  const name = randomUUID();
  names.set(request, name);
  return name;
}
