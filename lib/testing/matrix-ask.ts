/** Requests the routes and pages of the tree with their inputs. */
import { call, type Received } from "./matrix-call";
import { deriveInput } from "./matrix-derived-input";
import type { Fixture } from "./matrix-fixture";
import { type Input, INPUTS, PAGE_PATH, PAGE_QUERIES } from "./matrix-inputs";
import type { NamedRoute } from "./matrix-tree";

export function inputOf(route: NamedRoute, at: Fixture): Input {
  return INPUTS[route.name]?.(at) ?? deriveInput(route, at);
}

export function askRoute(
  base: string,
  route: NamedRoute,
  at: Fixture,
  cookie: string | null,
): Promise<Received> {
  return call(base, route, inputOf(route, at), cookie);
}

export function openPage(
  base: string,
  path: string,
  at: Fixture,
  cookie: string | null,
): Promise<Received> {
  const query = PAGE_QUERIES[path]?.(at) ?? {};
  const input = { centre: "none" as const, path: { ...at, ...PAGE_PATH }, query };
  return call(base, { method: "GET", path }, input, cookie);
}

const ATTEMPTS = 6;

/**
 * A job may have changed a page between two requests, and a text that two parts of a page share
 * stands in the first one that was ready. What leaks differs every time.
 */
export async function differsAlways(differs: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!(await differs())) return false;
  }
  return true;
}
