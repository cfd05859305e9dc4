/** Looks through everything that somebody can reach for what they must not be told. */
import { askRoute, inputOf, openPage } from "./matrix-ask";
import { type Answer, call } from "./matrix-call";
import type { Input, Place } from "./matrix-inputs";
import { leaksIn, type Secrets } from "./matrix-leaks";
import { GUARDED, type NamedRoute, STANDING_PAGES } from "./matrix-tree";

/** Where the count sheet is told: on these two, and on nothing else. */
const SHEETS = ["GET /api/till-counts/sheet", "GET /till-counts"];
/** It would count, so it is asked by itself. */
export const COUNT_ROUTE = "POST /api/till-counts";

export type Looker = { base: string; cookie: string; at: Place; figuresOnly?: boolean };

/** What is told beyond `told`, or, on a count sheet, not told though it may be. */
export async function findLeaks(looker: Looker, told: Secrets): Promise<string[]> {
  const leaks: string[] = [];
  for await (const { name, answer } of answersTo(looker)) {
    const isSheet = SHEETS.includes(name);
    const found = await leaksIn(answer, isSheet ? told : "none", looker);
    leaks.push(...found.map((leak) => `${name}: ${leak}`));
    if (!isSheet || told === "none") continue;
    if ((await leaksIn(answer, "none")).length === 0) leaks.push(`${name} does not tell it`);
  }
  return leaks;
}

type Named = { name: string; answer: Answer };

async function* answersTo({ base, cookie, at }: Looker): AsyncGenerator<Named> {
  for (const route of GUARDED) {
    if (route.name !== COUNT_ROUTE) {
      yield { name: route.name, answer: await askRoute(base, route, at, cookie) };
    }
    for (const input of variantsOf(route, at)) {
      yield { name: `${route.name} otherwise`, answer: await call(base, route, input, cookie) };
    }
  }
  for (const { path } of STANDING_PAGES) {
    yield { name: `GET ${path}`, answer: await openPage(base, path, at, cookie) };
  }
}

/** The same of an outdated screen, and of every centre instead of one. */
function variantsOf(route: NamedRoute, at: Place): Input[] {
  const input = inputOf(route, at);
  const { body, query } = input;
  const { centreId, ...unnamed } = query ?? {};
  return [
    ...(body === undefined
      ? []
      : [{ ...input, body: { ...body, version: 99, basedOnVersion: 99 } }]),
    ...(centreId === undefined ? [] : [{ ...input, query: unnamed }]),
  ];
}
