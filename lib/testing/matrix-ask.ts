/** Routes and pages of the tree, asked with the inputs of the table. */
import { type Answer, call } from "./matrix-call";
import { type Input, INPUTS, PAGE_QUERIES, type Place } from "./matrix-inputs";
import type { NamedRoute } from "./matrix-tree";

export function inputOf({ name }: NamedRoute, at: Place): Input {
  const make = INPUTS[name];
  if (make === undefined) throw new Error(`${name} is new: give it an input in matrix-inputs.ts.`);
  return make(at);
}

export function askRoute(
  base: string,
  route: NamedRoute,
  at: Place,
  cookie: string | null,
): Promise<Answer> {
  return call(base, route, inputOf(route, at), cookie);
}

export function openPage(
  base: string,
  path: string,
  at: Place,
  cookie: string | null,
): Promise<Answer> {
  const query = PAGE_QUERIES[path]?.(at) ?? {};
  return call(base, { method: "GET", path }, { centre: "none", path: at, query }, cookie);
}
