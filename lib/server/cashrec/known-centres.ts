import "server-only";

/**
 * Finds the centres that Cashrec responds about, from the cash sheets of the last days. No list of
 * centres is published, so that it is asked for sheets without ids first, and then id by id.
 */
import type { z } from "zod";
import type { findCentresSchema, KnownCentres } from "@/lib/contracts/known-centres";
import { addDays } from "@/lib/domain/business-date";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import { findCentreName } from "@/lib/domain/field-map/centre-name";
import { readResponse } from "@/lib/domain/field-map/read-response";
import { sql } from "../db/sql";
import { cashrec } from "./connection";
import { isCashrecFailure } from "./failure";
import { CENTRES_PER_REQUEST_MAX } from "./limits";
import { parseResponse } from "./parse-response";
import { ANY_CLOCK } from "./probe";

const DAYS_MAX = 7;

type Range = { from: string; to: string };
type Found = Omit<KnownCentres["centres"][number], "isAdded">;
type Client = Awaited<ReturnType<typeof cashrec>>;

export async function findKnownCentres(
  _scope: unknown,
  { ids: asked }: z.infer<typeof findCentresSchema>,
  now: number = Date.now(),
): Promise<KnownCentres> {
  const to = addDays(new Date(now).toISOString().slice(0, 10), -1);
  const client = await cashrec();
  const days = Math.min(DAYS_MAX, client.fieldMap.request.daysMax);
  const range = { from: addDays(to, 1 - days), to };
  if (asked.length === 0) {
    const listed = await findListed(client, range);
    if (listed === null) return { source: "not-listed", ...range, centres: [] };
    return { source: "listed", ...range, centres: await withAdded(listed) };
  }
  const found: Found[] = [];
  const ids = [...new Set(asked)];
  for (let at = 0; at < ids.length; at += CENTRES_PER_REQUEST_MAX) {
    found.push(...(await tryIds(client, ids.slice(at, at + CENTRES_PER_REQUEST_MAX), range)));
  }
  return { source: "tried", ...range, centres: await withAdded(found) };
}

/** Returns null when Cashrec refuses a request without ids, or responds with no sheet at all. */
async function findListed(client: Client, range: Range): Promise<Found[] | null> {
  const text = await client.fetchUnlisted(range);
  if (text === null) return null;
  const sheets = readSheetsOf(parseResponse(text), client.fieldMap, range);
  if (sheets === null || sheets.byCentre.size === 0) return null;
  return [...sheets.byCentre.keys()].map((id) => describe(id, sheets));
}

/** One id that Cashrec refuses fails the request of them all, so that each is tried alone then. */
async function tryIds(client: Client, ids: string[], range: Range): Promise<Found[]> {
  try {
    const text = await client.fetchText({ centreIds: ids, ...range });
    const sheets = readSheetsOf(parseResponse(text), client.fieldMap, range);
    return ids.map((id) => (sheets === null ? nothing(id, "unreadable") : describe(id, sheets)));
  } catch (error) {
    if (!isCashrecFailure(error) || error.code !== "UPSTREAM_REFUSED") throw error;
    const [only, ...others] = ids;
    if (only === undefined) return [];
    if (others.length === 0) return [nothing(only, "refused")];
    const found: Found[] = [];
    for (const id of ids) found.push(...(await tryIds(client, [id], range)));
    return found;
  }
}

type Sheets = {
  json: Json;
  byCentre: Map<string, { newestDate: string; currency: string | null }>;
};

/** Amounts do not matter here, so that any currency may be assumed. Null: an unknown form. */
function readSheetsOf(json: Json, map: FieldMap, dates: Range): Sheets | null {
  const any = { currencies: { any: "" }, clocks: { any: ANY_CLOCK }, dates };
  const reading = readResponse(json, { map, ...any });
  if (reading.kind === "drift") return null;
  const byCentre: Sheets["byCentre"] = new Map();
  for (const { sheet } of reading.sheets) {
    const known = byCentre.get(sheet.centreId);
    if (known !== undefined && known.newestDate >= sheet.businessDate) continue;
    byCentre.set(sheet.centreId, { newestDate: sheet.businessDate, currency: sheet.currency });
  }
  return { json, byCentre };
}

function describe(id: string, { json, byCentre }: Sheets): Found {
  const known = byCentre.get(id);
  if (known === undefined) return nothing(id, "no-sheet");
  return { id, name: findCentreName(json, id), state: "sheet", ...known };
}

function nothing(id: string, state: Found["state"]): Found {
  return { id, name: null, currency: null, state, newestDate: null };
}

async function withAdded(found: Found[]): Promise<KnownCentres["centres"]> {
  const rows = await sql<{ id: string }>("SELECT id FROM centre WHERE id = ANY ($1::text[])", [
    found.map(({ id }) => id),
  ]);
  const added = new Set(rows.map(({ id }) => id));
  return found.map((one) => ({ ...one, isAdded: added.has(one.id) }));
}
