/**
 * Every route, for every role, in a centre of theirs, in one that is not, and in one that is not
 * there; and every answer that a counter can reach, in each blind mode, looked through for what is
 * expected. Made from the tree, against the built application: nothing is left out or stood in for.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BLIND_MODES, type BlindMode } from "@/lib/domain/blind";
import { can, EVERYWHERE, prove, proveAnywhere } from "@/lib/domain/permission";
import { freePort } from "@/prisma/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { CREDENTIALS } from "./acceptance-upstream";
import { testDatabase } from "./database";
import {
  arrangeCentre,
  arrangePeople,
  arrangePerson,
  nowhere,
  ownThings,
  type Person,
} from "./matrix-arrange";
import { type Answer, call, likeness } from "./matrix-call";
import { COUNTED, type Input, INPUTS, PAGE_QUERIES, type Place } from "./matrix-inputs";
import { leaksIn, type Secrets } from "./matrix-leaks";
import { OPEN, ROUTES, STANDING_PAGES, type StandingRoute } from "./matrix-tree";

type Centre = Awaited<ReturnType<typeof arrangeCentre>>;

const MATRIX_MS_MAX = 120_000;
/** No word of Cashrec ever comes: what the tests store stays as it is. */
const NO_CASHREC = "http://127.0.0.1:9";
const GUARDED = ROUTES.filter(({ name }) => !(name in OPEN));

let app: App;
let ours: Centre;
let theirs: Place;
let absent: Place;
let people: Person[];

beforeAll(async () => {
  const { url } = await testDatabase();
  app = await startApp(await freePort(), {
    ...{ ...CREDENTIALS, DATABASE_URL: url, CASHREC_API_URL: NO_CASHREC },
    CASHREC_TOKEN_URL: `${NO_CASHREC}/connect/token`,
  });
  ours = await arrangeCentre(app, "hidden");
  theirs = (await arrangeCentre(app, "hidden")).place;
  absent = nowhere(theirs);
  people = await arrangePeople(app, ours.centreId);
}, START_MS_MAX);

afterAll(async () => {
  await app.stop();
});

function inputOf({ name }: StandingRoute, at: Place): Input {
  const make = INPUTS[name];
  if (make === undefined) throw new Error(`${name} is new: give it an input in matrix-inputs.ts.`);
  return make(at);
}

const ask = (route: StandingRoute, at: Place, cookie: string | null) =>
  call(app.base, route, inputOf(route, at), cookie);

test("every route asks for a permission, or is open for a reason", () => {
  const open = ROUTES.filter(({ permission }) => permission === null).map(({ name }) => name);
  expect(open.toSorted()).toEqual(Object.keys(OPEN).toSorted());
});

test("every route has an input here, and no other has", () => {
  expect(Object.keys(INPUTS).toSorted()).toEqual(GUARDED.map(({ name }) => name).toSorted());
});

test("nobody who is not signed in is told anything", async () => {
  const wrong: string[] = [];
  for (const route of GUARDED) {
    const answers = await Promise.all(
      [ours.place, theirs, absent].map((at) => ask(route, at, null)),
    );
    if (answers.some(({ status }) => status !== 401)) wrong.push(route.name);
    if (new Set(answers.map(alike)).size > 1) wrong.push(`${route.name} differs`);
  }
  for (const { path } of STANDING_PAGES) {
    const { status, headers } = await open(path, ours.place, null);
    if (status !== 307 || !/^location: \/sign-in/m.test(headers)) wrong.push(path);
  }
  expect(wrong).toEqual([]);
});

test(
  "a role opens exactly what it grants, and no centre that is not its own",
  async () => {
    const wrong = await Promise.all(people.map(findWrong));
    expect(wrong.flat()).toEqual([]);
  },
  MATRIX_MS_MAX,
);

async function findWrong(person: Person): Promise<string[]> {
  const wrong: string[] = [];
  const { userId } = person.actor;
  for (const route of GUARDED) {
    const input = inputOf(route, ours.place);
    const isOwn = /\[(tokenId|viewId)\]/.test(route.path);
    const own = isOwn ? await ownThings(userId, ours.centreId) : {};
    const here = await ask(route, { ...ours.place, ...own }, person.cookie);
    const given = isGranted(person, route, input) ? "allowed" : "403";
    const say = (what: string, { status, text }: Answer) =>
      wrong.push(`${person.name}: ${route.name} ${what}: ${status} ${text.slice(0, 200)}`);
    if (outcome(here) !== given) say(`should be ${given}`, here);
    if (input.centre === "none") continue;
    const [there, none] = [
      await ask(route, theirs, person.cookie),
      await ask(route, absent, person.cookie),
    ];
    if (person.at === EVERYWHERE) continue;
    if (alike(there) !== alike(none)) say("tells theirs from none", there);
    if (input.centre === "named" && there.status !== 404) say("should be 404", there);
  }
  return wrong;
}

function isGranted({ actor }: Person, { permission }: StandingRoute, input: Input): boolean {
  if (permission === null) return true;
  if (input.wantsEverywhere === true) return can(actor, permission, EVERYWHERE);
  if (input.centre !== "named") return proveAnywhere(actor, permission) !== null;
  return prove(actor, permission, [ours.centreId]) !== null;
}

/** What is done, or refused for a reason that has nothing to do with roles, is allowed. */
function outcome({ status, text }: Answer): string {
  if ((status >= 200 && status < 300) || [409, 422, 429].includes(status)) return "allowed";
  return /"code":"UPSTREAM_/.test(text) ? "allowed" : String(status);
}

function alike(answer: Answer): string {
  return likeness(answer, [theirs.centreId, absent.centreId]);
}

function open(path: string, at: Place, cookie: string | null): Promise<Answer> {
  const query = PAGE_QUERIES[path]?.(at) ?? {};
  return call(app.base, { method: "GET", path }, { centre: "none", path: at, query }, cookie);
}

const ASKED_PAGES = STANDING_PAGES.filter(({ path, asks }) => asks || path.includes("["));

test("every page that reads more of its address than its path has an input here", () => {
  const asking = STANDING_PAGES.filter(({ asks }) => asks).map(({ path }) => path);
  expect(Object.keys(PAGE_QUERIES).toSorted()).toEqual(asking.toSorted());
});

test(
  "a page of a centre that is not theirs is the page of one that is not there",
  async () => {
    const wrong: string[] = [];
    const bound = people.filter(({ at }) => at !== EVERYWHERE);
    for (const { path } of ASKED_PAGES) {
      await Promise.all(
        bound.map(async ({ name, cookie }) => {
          const there = await open(path, theirs, cookie);
          const none = await open(path, absent, cookie);
          if (alike(there) !== alike(none)) wrong.push(`${name}: ${path}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  },
  MATRIX_MS_MAX,
);

describe.each(BLIND_MODES)("where figures are %s, a counter", (mode) => {
  let centre: Centre;
  let counter: Person;

  beforeAll(async () => {
    centre = await arrangeCentre(app, mode);
    counter = await arrangePerson(app, "counter", centre.centreId);
  }, MATRIX_MS_MAX);

  test(
    "is told them where the mode allows it, and nowhere else",
    async () => {
      const sees = centre.scopeOf("reviewer", "reconciliation:view").centreIds;
      expect(sees).toEqual([centre.centreId]);
      expect(await findLeaks(centre, counter, toldBefore(mode))).toEqual([]);
      await centre.count("counter", { countedMinor: COUNTED });
      expect(await findLeaks(centre, counter, toldAfter(mode))).toEqual([]);
      await centre.ask("reviewer");
      expect(await findLeaks(centre, counter, toldBefore(mode))).toEqual([]);
    },
    MATRIX_MS_MAX,
  );
});

/** Where the count sheet is told: on these two, and on nothing else. */
const SHEETS = ["GET /api/till-counts/sheet", "GET /till-counts"];

const toldBefore = (mode: BlindMode): Secrets => (mode === "shown" ? "all" : "none");
const toldAfter = (mode: BlindMode): Secrets =>
  mode === "after-entry" ? "counted" : toldBefore(mode);

async function findLeaks(centre: Centre, { cookie }: Person, told: Secrets): Promise<string[]> {
  const leaks: string[] = [];
  const look = async (name: string, answer: Answer) => {
    const may = SHEETS.includes(name) ? told : "none";
    leaks.push(...(await leaksIn(answer, may)).map((leak) => `${name}: ${leak}`));
  };
  const counts = (name: string) => name === "POST /api/till-counts";
  for (const route of GUARDED.filter(({ name }) => !counts(name))) {
    const input = inputOf(route, centre.place);
    await look(route.name, await call(app.base, route, input, cookie));
    if (input.body === undefined) continue;
    const stale = { ...input, body: { ...input.body, version: 99, basedOnVersion: 99 } };
    await look(route.name, await call(app.base, route, stale, cookie));
  }
  for (const route of GUARDED.filter(({ name }) => counts(name))) {
    const { body, ...input } = inputOf(route, centre.place);
    const wrong = { ...input, body: { ...body, basedOnVersion: 99 } };
    await look(route.name, await call(app.base, route, wrong, cookie));
  }
  for (const { path } of STANDING_PAGES) {
    await look(`GET ${path}`, await open(path, centre.place, cookie));
  }
  for (const name of told === "none" ? [] : SHEETS) {
    const found = GUARDED.find((route) => route.name === name);
    const answer =
      found === undefined
        ? await open(name.slice(4), centre.place, cookie)
        : await ask(found, centre.place, cookie);
    if ((await leaksIn(answer, "none")).length === 0)
      leaks.push(`${name} does not tell what it may`);
  }
  return leaks;
}
