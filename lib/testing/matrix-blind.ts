/** Searches everything that a user can reach for what they must not see. */
import type { BlindMode } from "@/lib/domain/till-count/blind-count";
import { sentFields } from "@/lib/server/api/sent-fields";
import { askRoute, inputOf, openPage } from "./matrix-ask";
import { call, type Received } from "./matrix-call";
import type { Fixture } from "./matrix-fixture";
import type { Input } from "./matrix-inputs";
import { leaksIn, type Secrets } from "./matrix-leaks";
import { GUARDED, type NamedRoute, STANDING_PAGES } from "./matrix-tree";

/** Only the count sheet may show what is expected. */
const SHEETS = ["GET /api/till-counts/sheet", "GET /till-counts"];
/** The route records a count, so it is called separately. */
export const COUNT_ROUTE = "POST /api/till-counts";

export type Looker = {
  base: string;
  cookie: string;
  at: Fixture;
  figuresOnly?: boolean;
  /**
   * The requests that the looker's roles refused, and pages that do not exist for them: they need
   * not be repeated, because roles do not change in between and a refusal has no figures.
   */
  refused: Set<string>;
};

/** Lists what is shown beyond `revealed` and, on a count sheet, what is missing of it. */
export async function findLeaks(looker: Looker, revealed: Secrets): Promise<string[]> {
  const leaks: string[] = [];
  for await (const { name, response } of responsesTo(looker)) {
    const isSheet = SHEETS.includes(name);
    const found = await leaksIn(response, isSheet ? revealed : "none", looker);
    leaks.push(...found.map((leak) => `${name}: ${leak}`));
    if (!isSheet || revealed === "none") continue;
    if ((await leaksIn(response, "none")).length === 0) leaks.push(`${name} does not show it`);
  }
  return leaks;
}

type Named = { name: string; response: Received };

async function* responsesTo({ base, cookie, at, refused }: Looker): AsyncGenerator<Named> {
  for (const route of GUARDED.filter(({ name }) => !refused.has(name))) {
    if (route.name !== COUNT_ROUTE) {
      const response = await askRoute(base, route, at, cookie);
      yield { name: route.name, response };
      if (response.status === 403) refused.add(route.name);
    }
    for (const input of variantsOf(route, at)) {
      yield { name: `${route.name} otherwise`, response: await call(base, route, input, cookie) };
    }
  }
  for (const { path } of STANDING_PAGES) {
    const name = `GET ${path}`;
    if (refused.has(name)) continue;
    const response = await openPage(base, path, at, cookie);
    yield { name, response };
    if (response.status === 404) refused.add(name);
  }
}

/** The same request with an outdated version, where it has one, and without a centre. */
function variantsOf(route: NamedRoute, at: Fixture): Input[] {
  const input = inputOf(route, at);
  const { centreId, ...unnamed } = input.query ?? {};
  const fields = { ...sentFields(route).body, ...input.body };
  const versions = ["version", "basedOnVersion"].filter((name) => name in fields);
  const outdated = Object.fromEntries(versions.map((name) => [name, 99]));
  return [
    ...(versions.length === 0 ? [] : [{ ...input, body: { ...input.body, ...outdated } }]),
    ...(centreId === undefined ? [] : [{ ...input, query: unnamed }]),
  ];
}

export function revealedBefore(mode: BlindMode): Secrets {
  return mode === "shown" ? "all" : "none";
}

export function revealedAfter(mode: BlindMode): Secrets {
  return mode === "after-entry" ? "counted" : revealedBefore(mode);
}
