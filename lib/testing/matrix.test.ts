/**
 * Tests every route for every role, in a centre of theirs, in one that is not, and in one that does
 * not exist, and checks every response against its contract. Every response that a counter can
 * reach is searched for what is expected, in each blind mode. The cases come from the list of
 * routes and the tree of pages, and run against the built application.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BLIND_MODES } from "@/lib/domain/till-count/blind-count";
import { can, EVERYWHERE, prove, proveAnywhere } from "@/lib/domain/permission";
import { sql } from "@/lib/server/db/sql";
import { freePort } from "@/scripts/process/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { CREDENTIALS } from "./acceptance-upstream";
import { arrangeCounting } from "./arrange-counting";
import { testDatabase } from "./database";
import {
  type AreaManager,
  arrangeAreaManager,
  arrangeBatch,
  arrangeCentre,
  arrangePeople,
  arrangePerson,
  nowhere,
  ownThings,
  type Person,
} from "./matrix-arrange";
import { differsAlways, askRoute, inputOf, openPage } from "./matrix-ask";
import { COUNT_ROUTE, findLeaks, type Looker, revealedAfter, revealedBefore } from "./matrix-blind";
import { call, likeness, outcome, type Received } from "./matrix-call";
import type { Fixture } from "./matrix-fixture";
import { type Input, INPUTS, PAGE_QUERIES } from "./matrix-inputs";
import { findMisfit } from "./matrix-form";
import { leaksIn, type Secrets } from "./matrix-leaks";
import { findShownNodes } from "./matrix-nodes";
import { GUARDED, type NamedRoute, PUBLIC, ROUTES, STANDING_PAGES } from "./matrix-tree";

type Centre = Awaited<ReturnType<typeof arrangeCentre>>;

const MATRIX_MS_MAX = 300_000;
/** Cashrec is unreachable at this address, so that the data of the tests does not change. */
const NO_CASHREC = "http://127.0.0.1:9";

let app: App;
let ours: Centre;
let theirs: Fixture;
let absent: Fixture;
let people: Person[];
let manager: AreaManager;

beforeAll(async () => {
  const { url } = await testDatabase();
  app = await startApp(await freePort(), {
    ...CREDENTIALS,
    DATABASE_URL: url,
    CASHREC_API_URL: NO_CASHREC,
    CASHREC_TOKEN_URL: `${NO_CASHREC}/connect/token`,
  });
  ours = await arrangeCentre(app, "hidden");
  await arrangeBatch();
  theirs = (await arrangeCentre(app, "hidden")).fixture;
  absent = nowhere(theirs);
  manager = await arrangeAreaManager(app, [ours.centreId, theirs.centreId]);
  people = [...(await arrangePeople(app, ours.centreId)), manager];
}, START_MS_MAX);

afterAll(async () => {
  await app.stop();
});

const ask = (route: NamedRoute, at: Fixture, cookie: string | null) =>
  askRoute(app.base, route, at, cookie);
const open = (path: string, at: Fixture, cookie: string | null) =>
  openPage(app.base, path, at, cookie);

test("every route asks for a permission, or is public for a reason", () => {
  const open = ROUTES.filter(({ contract }) => contract.permission === null);
  const names = open.map(({ name }) => name);
  expect(names.toSorted()).toEqual(Object.keys(PUBLIC).toSorted());
});

test("every route has an input that its contract takes", () => {
  const wrong = GUARDED.flatMap((route) => {
    const { query, body, path } = inputOf(route, ours.fixture);
    const parsed = route.contract.input.safeParse({ ...query, ...body, ...path });
    return parsed.success ? [] : [`${route.name}: ${parsed.error.message}`];
  });
  expect(wrong).toEqual([]);
});

test("no input is of a route that is gone", () => {
  const names = GUARDED.map(({ name }) => name);
  expect(Object.keys(INPUTS).filter((name) => !names.includes(name))).toEqual([]);
});

test(
  "nobody who is not signed in sees anything",
  async () => {
    const wrong: string[] = [];
    for (const route of GUARDED) {
      const responses = await Promise.all(
        [ours.fixture, theirs, absent].map((at) => ask(route, at, null)),
      );
      if (responses.some(({ status }) => status !== 401)) wrong.push(route.name);
      if (new Set(responses.map(alike)).size > 1) wrong.push(`${route.name} differs`);
    }
    for (const { path } of STANDING_PAGES) {
      const { status, headers } = await open(path, ours.fixture, null);
      if (status !== 307 || !/^location: \/sign-in/m.test(headers)) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  },
  MATRIX_MS_MAX,
);

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
    const input = inputOf(route, ours.fixture);
    const isOwn = /devices\/|\{(session|passkey|token|view|schedule|file)Id\}/.test(route.path);
    const own = isOwn ? { userId, ...(await ownThings(userId, ours.centreId)) } : {};
    const here = await ask(route, { ...ours.fixture, ...own }, person.cookie);
    const given = isGranted(person, route, input) ? "allowed" : "403";
    const say = (what: string, { status, text }: Received) =>
      wrong.push(`${person.name}: ${route.name} ${what}: ${status} ${text.slice(0, 200)}`);
    if (outcome(here) !== given) say(`should be ${given}`, here);
    const misfit = findMisfit(route, input, here);
    if (misfit !== null) say(`is not as its contract: ${misfit}`, here);
    const isNamed = input.centre === "named";
    const asksOfNone = isNamed || (input.centre === "inside" && person.at !== EVERYWHERE);
    const none = asksOfNone ? await ask(route, absent, person.cookie) : null;
    if (isNamed && none?.status !== 404) say("of none should be 404", none ?? here);
    if (person.at === EVERYWHERE) continue;
    for (const response of [here, ...(await askUnnamed(route, person))]) {
      if (response.text.includes(theirs.centreId)) say("shows theirs", response);
    }
    if (none === null) continue;
    const there = await ask(route, theirs, person.cookie);
    if (alike(there) !== alike(none)) say("tells theirs from none", there);
  }
  return wrong;
}

/** Sends the same request about all centres of the user. */
async function askUnnamed(route: NamedRoute, { cookie }: Person): Promise<Received[]> {
  const input = inputOf(route, ours.fixture);
  const { centreId, ...query } = input.query ?? {};
  return centreId === undefined ? [] : [await call(app.base, route, { ...input, query }, cookie)];
}

function isGranted({ actor }: Person, { contract }: NamedRoute, input: Input): boolean {
  const { permission } = contract;
  if (permission === null) return true;
  if (input.wantsEverywhere === true) return can(actor, permission, EVERYWHERE);
  if (input.centre !== "named") return proveAnywhere(actor, permission) !== null;
  return prove(actor, permission, [ours.centreId]) !== null;
}

function alike(response: Received): string {
  return likeness(response, [theirs.centreId, absent.centreId]);
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
          const differs = async () =>
            alike(await open(path, theirs, cookie)) !== alike(await open(path, absent, cookie));
          if (await differsAlways(differs)) wrong.push(`${name}: ${path}`);
        }),
      );
    }
    expect(wrong).toEqual([]);
  },
  MATRIX_MS_MAX,
);

test(
  "a filter by another area shows nothing, as one that does not exist",
  async () => {
    const asked = { base: app.base, manager, ours: ours.fixture, theirs };
    expect(await findShownNodes(asked)).toEqual([]);
  },
  MATRIX_MS_MAX,
);

describe.each(BLIND_MODES)("where figures are %s, a counter", (mode) => {
  let centre: Centre;
  let lookers: Looker[];

  beforeAll(async () => {
    await sql("DELETE FROM sign_in_attempt"); // Passwords sent to routes count as tries.
    centre = await arrangeCentre(app, mode);
    const { centreId, fixture: at } = centre;
    const elsewhere = await arrangeCounting();
    await elsewhere.store();
    const others = [{ centreId: elsewhere.centreId, role: "reviewer" as const }];
    const counter = await arrangePerson(app, "counter", centreId);
    const both = await arrangePerson(app, "counter", centreId, others);
    lookers = [
      { base: app.base, cookie: counter.cookie, at, refused: new Set() },
      { base: app.base, cookie: both.cookie, at, figuresOnly: true, refused: new Set() },
    ];
  }, MATRIX_MS_MAX);

  const findAll = async (revealed: Secrets) => {
    return (await Promise.all(lookers.map((looker) => findLeaks(looker, revealed)))).flat();
  };
  const count = async () => {
    const [counter] = lookers;
    const route = GUARDED.find(({ name }) => name === COUNT_ROUTE);
    if (route === undefined || counter === undefined) throw new Error("Nothing can be counted.");
    const response = await askRoute(app.base, route, centre.fixture, counter.cookie);
    expect(response.status).toBe(201);
    return leaksIn(response, "none");
  };

  test(
    "sees them where the mode allows it, and nowhere else",
    async () => {
      expect(await findAll(revealedBefore(mode))).toEqual([]);
      expect(await count()).toEqual([]);
      expect(await findAll(revealedAfter(mode))).toEqual([]);
      await centre.ask("reviewer");
      expect(await findAll(revealedBefore(mode))).toEqual([]);
      expect(await count()).toEqual([]);
    },
    MATRIX_MS_MAX,
  );
});
