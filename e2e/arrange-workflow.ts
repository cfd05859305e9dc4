/**
 * Arranges days for signing: the users who sign, counts, explanations, and a Cashrec whose sheet
 * changes afterwards.
 */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { type APIRequestContext, expect } from "@playwright/test";
import type { DayDetail } from "../lib/contracts/reconciliation";
import type { Role } from "../lib/domain/permission";
import type { MoveName } from "../lib/domain/workflow/workflow";
import {
  type ApiLine,
  DATE,
  get,
  linesOf,
  makePerson,
  type Person,
  post,
  readSheets,
  signedIn,
} from "./arrange";

export type Signatory = { person: Person; api: APIRequestContext };
export type Signatories = { counter: Signatory; reviewer: Signatory; approver: Signatory };
export type DayKey = { centreId: string; date: string };

/** Returns the difference of a line; null leaves the line uncounted. */
type Off = (line: ApiLine) => number | null;

/** The directory in which the sandbox of the server under test looks for changed sheets. */
const AMENDED = new URL("../.data/e2e/sandbox/", import.meta.url);

/** Creates a user with these roles in the centre, signed in to the API. */
export async function makeSignatory(
  administrator: APIRequestContext,
  { baseURL, centreId, roles }: { baseURL: string; centreId: string; roles: [Role, ...Role[]] },
): Promise<Signatory> {
  const [role, ...also] = roles;
  const person = await makePerson(administrator, { role, also, centreIds: [centreId] });
  return { person, api: await signedIn(baseURL, person) };
}

/** Differences above 1.00 must be explained and above 5.00 approved, for every tender. */
export async function setTolerance(
  administrator: APIRequestContext,
  centreId: string,
): Promise<void> {
  const level = (amountMinor: number) => {
    const limit = { amountMinor, ppm: 0 };
    return { short: limit, over: limit };
  };
  await post(administrator, "/api/tolerances", {
    centreId,
    tenderId: "*",
    currency: "EUR",
    monthlyMinor: null,
    basedOnVersion: 0,
    explain: level(100),
    approve: level(500),
    validFrom: DATE,
  });
}

/** The counter counts every line as expected, plus the difference that `off` returns. */
export async function countLines({ counter, reviewer }: Signatories, key: DayKey, off: Off) {
  for (const line of await linesOf(reviewer.api, key)) {
    const away = off(line);
    if (away === null || line.expectedMinor === null) continue;
    await countLine(counter.api, line, line.expectedMinor + away);
  }
}

export async function countLine(api: APIRequestContext, line: ApiLine, countedMinor: number) {
  const { centreId, businessDate, ...position } = line;
  await post(api, "/api/till-counts", {
    centreId,
    businessDate,
    ...linePosition(position),
    countedMinor,
  });
}

/**
 * The day is counted by the counter and explained by the reviewer, with the differences of `off`.
 */
export async function prepareDay(
  signatories: Signatories,
  key: DayKey,
  off: Off = () => 0,
): Promise<void> {
  await countLines(signatories, key, off);
  const lines = await linesOf(signatories.reviewer.api, key);
  for (const line of lines.filter(({ verdict }) => verdict === "short" || verdict === "over")) {
    await explain(signatories.reviewer.api, line, "cash-handling");
  }
}

export async function explain(
  api: APIRequestContext,
  line: ApiLine,
  reason: string,
): Promise<void> {
  const { version } = await dayOf(api, { centreId: line.centreId, date: line.businessDate });
  const address = `/api/reconciliations/${line.centreId}/${line.businessDate}/explanations`;
  await post(api, address, { version, ...linePosition(line), reason });
}

export async function askRecount(api: APIRequestContext, line: ApiLine, text: string) {
  const { centreId, businessDate } = line;
  await post(api, "/api/till-counts/recounts", {
    centreId,
    businessDate,
    ...linePosition(line),
    text,
  });
}

export async function dayOf(api: APIRequestContext, key: DayKey, asOf?: string) {
  const query = asOf === undefined ? "" : `?${new URLSearchParams({ asOf })}`;
  return get<DayDetail>(api, `/api/reconciliations/${key.centreId}/${key.date}${query}`);
}

export async function moveDay(
  { api }: Signatory,
  { move, centreId, date, text }: DayKey & { move: MoveName; text?: string },
): Promise<DayDetail> {
  const { version } = await dayOf(api, { centreId, date });
  const explained = text === undefined ? {} : { text };
  return post(api, `/api/reconciliations/${centreId}/${date}/${move}`, { version, ...explained });
}

/** Cashrec reports 12.34 more in the first payment of the day, and is read again. */
export async function amendSheet(
  administrator: APIRequestContext,
  { centreId, date }: DayKey,
): Promise<number> {
  const address = `/api/reconciliations/${centreId}/${date}/sheet`;
  const { payload } = await get<{ payload: string }>(administrator, address);
  const sheet = JSON.parse(payload) as { shifts: { payments: { amount: number }[] }[] };
  const payment = sheet.shifts[0]?.payments[0];
  if (payment === undefined) throw new Error("a trading day has a payment");
  payment.amount = Number((payment.amount + 12.34).toFixed(2));
  await mkdir(AMENDED, { recursive: true });
  const file = new URL(`${centreId}_${date}.json`, AMENDED);
  // The file is written aside and renamed, because the sandbox reads every file here for any test.
  const draft = new URL(`${file.href}.draft`);
  await writeFile(draft, JSON.stringify(sheet));
  await rename(draft, file);
  await readSheets(administrator, { centreIds: [centreId], from: date, to: date });
  return 1_234;
}

/** Expects the move to be refused for this reason. */
export async function expectRefused(
  api: APIRequestContext,
  { path, data, reason }: { path: string; data: unknown; reason: string },
): Promise<void> {
  const response = await api.post(path, { data });
  expect(response.status(), await response.text()).toBe(422);
  expect(await response.json()).toMatchObject({ code: "REFUSED", reason });
}

export function linePosition(line: Pick<ApiLine, "shiftId" | "tillId" | "tenderId">) {
  const { shiftId, tillId, tenderId } = line;
  return { shiftId, tillId, tenderId };
}
