/** Arranges the data of one test through the public API alone: its own centre and its own users. */
import { randomInt, randomUUID } from "node:crypto";
import { type APIRequestContext, expect, request } from "@playwright/test";
import { DEMO_PASSWORD } from "../lib/domain/demo-people";
import type { Role } from "../lib/domain/permission";
import { COUNT_COLUMNS } from "../lib/domain/till-count/import-row";

const PASSWORD = "a long enough phrase for tests";
/** The circuit breaker stays open for half of it. */
const SYNC_MS_MAX = 60_000;
/** A day is read within a fraction of the second after which a poll would ask again. */
const SYNC_POLLS_MS = [50, 100, 150, 250, 500, 1_000];

/** A Monday in the past; no test data of it exists until a test reads it. */
export const DATE = "2026-03-02";
const TRIES_MAX = 20;
const LINES_MIN = 5;

export type Person = { email: string; password: string; name: string };
export type TestCentre = { id: string; name: string };

/** Users of the demo are the only accounts that exist before a test starts. */
export const ADMINISTRATOR: Person = {
  email: "administrator@example.test",
  password: DEMO_PASSWORD,
  name: "Demo administrator",
};

export async function asAdministrator(baseURL: string): Promise<APIRequestContext> {
  return signedIn(baseURL, ADMINISTRATOR);
}

export async function signedIn(baseURL: string, person: Person): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL, extraHTTPHeaders: { origin: baseURL } });
  await enter(api, person);
  return api;
}

/** Signs these requests, and the pages that share their cookies, in as this person. */
export async function enter(
  api: APIRequestContext,
  { email, password }: Pick<Person, "email" | "password">,
): Promise<void> {
  const asked = await api.get("/api/auth/csrf");
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const response = await api.post("/api/auth/callback/credentials", {
    headers: { origin: new URL(asked.url()).origin },
    form: { csrfToken, email, password, json: "true" },
  });
  expect(response.ok(), `sign-in of ${email}: ${response.status()}`).toBe(true);
}

/** Creates a centre that no other test uses; the sandbox has sheets for any number. */
export async function makeCentre(
  api: APIRequestContext,
  { currency = "EUR", name }: { currency?: string; name?: string } = {},
): Promise<TestCentre> {
  const id = String(randomInt(100_000, 899_999));
  const centre = { id, name: name ?? `Test centre ${id}` };
  await post(api, "/api/centres", {
    centres: [{ ...centre, currency, timeZone: "Europe/Madrid" }],
  });
  return centre;
}

/**
 * Some centres of the sandbox are closed on a Monday or sent an empty sheet, so this finds another
 * one.
 */
export async function makeTradingCentre(api: APIRequestContext, date: string): Promise<TestCentre> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const centre = await makeCentre(api);
    await readSheets(api, { centreIds: [centre.id], from: date, to: date });
    const lines = await linesOf(api, { centreId: centre.id, date });
    const sizeable = lines.filter(({ expectedMinor }) => (expectedMinor ?? 0) > 10_000);
    if (sizeable.length >= LINES_MIN && lines.some(({ tenderKind }) => tenderKind === "cash")) {
      return centre;
    }
  }
  throw new Error(`none of ${TRIES_MAX} centres of the sandbox traded on ${date}`);
}

/** Where the person has these roles: in centres, and in all centres below nodes. */
type PersonPlan = { role: Role; also?: Role[]; centreIds?: string[]; nodeIds?: string[] };

export async function makePerson(
  api: APIRequestContext,
  { role, also = [], centreIds = [], nodeIds = [] }: PersonPlan,
): Promise<Person> {
  const person = {
    email: `${role}-${randomUUID()}@example.test`,
    password: PASSWORD,
    name: `Test ${role}`,
  };
  const roleScopes = [
    ...centreIds.map((centreId) => ({ centreId })),
    ...nodeIds.map((nodeId) => ({ nodeId })),
  ];
  const { inviteUrl } = await post<{ inviteUrl: string }>(api, "/api/users", {
    email: person.email,
    name: person.name,
    showLink: true,
    roles: roleScopes.flatMap((scope) => [role, ...also].map((one) => ({ ...scope, role: one }))),
  });
  const token = new URL(inviteUrl).pathname.split("/").at(-1) ?? "";
  await post(api, `/api/invitations/${token}`, { password: person.password });
  return person;
}

/**
 * Requests the cash sheets of a range and waits until they are stored. A sync that failed is
 * requested again: the test of a centre that can't be read may have opened the circuit breaker.
 */
export async function readSheets(
  api: APIRequestContext,
  range: { centreIds: string[]; from: string; to: string },
): Promise<void> {
  const start = async () => (await post<{ id: string }>(api, "/api/syncs", range)).id;
  let id = await start();
  await expect
    .poll(
      async () => {
        const { state } = await get<{ state: string }>(api, `/api/syncs/${id}`);
        if (state === "failed") id = await start();
        return state;
      },
      { timeout: SYNC_MS_MAX, intervals: SYNC_POLLS_MS },
    )
    .toBe("done");
}

export type ApiLine = {
  centreId: string;
  businessDate: string;
  shiftId: string;
  shiftName: string | null;
  tillId: string;
  tillName: string | null;
  tenderId: string;
  tenderName: string | null;
  tenderKind: string | null;
  expectedMinor: number | null;
  verdict: string;
};

export async function linesOf(
  api: APIRequestContext,
  { centreId, date }: { centreId: string; date: string },
): Promise<ApiLine[]> {
  const query = new URLSearchParams({ centreId, from: date, to: date });
  return (await get<{ lines: ApiLine[] }>(api, `/api/reconciliations?${query}`)).lines;
}

/**
 * Counts every line of a day as expected, plus the difference that `off` sets for a tender, by one
 * file: a request for each line would take a second.
 */
export async function countDay(
  api: APIRequestContext,
  day: { centreId: string; date: string },
  off: (line: ApiLine, index: number) => number | null,
): Promise<void> {
  const lines = await linesOf(api, day);
  const rows = lines.flatMap((line, index) => {
    const away = off(line, index);
    if (away === null || line.expectedMinor === null) return [];
    const { centreId, businessDate, shiftId, tillId, tenderId } = line;
    const counted = ((line.expectedMinor + away) / 100).toFixed(2);
    return [[centreId, businessDate, shiftId, tillId, tenderId, counted].join(",")];
  });
  if (rows.length === 0) return;
  const response = await api.post("/api/till-counts/imports", {
    headers: { "content-type": "text/csv" },
    data: [COUNT_COLUMNS.join(","), ...rows].join("\n"),
  });
  expect(response.ok(), `import: ${response.status()} ${await response.text()}`).toBe(true);
}

export async function post<T>(api: APIRequestContext, path: string, data: unknown): Promise<T> {
  const response = await api.post(path, { data });
  expect(response.ok(), `POST ${path}: ${response.status()} ${await response.text()}`).toBe(true);
  return (await response.json()) as T;
}

export async function get<T>(api: APIRequestContext, path: string): Promise<T> {
  const response = await api.get(path);
  expect(response.ok(), `GET ${path}: ${response.status()} ${await response.text()}`).toBe(true);
  return (await response.json()) as T;
}
