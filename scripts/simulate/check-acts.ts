/**
 * Compares what people were given with what is stored and with the trail. What was acknowledged
 * is there once, with one entry; what was refused is not there; where the outcome was not known, it
 * is there with its entry or not at all.
 */
import type pg from "pg";
import { textOf } from "./acts";
import type { Act, ActKind, Simulation } from "./simulation";

type Entry = { action: string; centreId: string; date: string | null; after: string };

/** Finds the rows of an act by what it wrote into them: its number, or a text with it. */
const ROWS: Record<ActKind, string> = {
  count: `SELECT shift_id || '/' || till_id || '/' || tender_id || '#' || version AS name,
                 counted_minor::float8 AS amount
            FROM till_count WHERE centre_id = $1 AND business_date = $2 AND seconds = $3`,
  explanation: `SELECT text AS name FROM explanation
                 WHERE centre_id = $1 AND business_date = $2 AND text = 'act ' || $3::int || '.'`,
  move: `SELECT text AS name FROM move
          WHERE centre_id = $1 AND business_date = $2 AND text = 'act ' || $3::int || '.'`,
  tolerance: `SELECT version::text AS name FROM tolerance_rule
               WHERE centre_id = $1 AND $2::text <> '' AND
                     approve_short_minor = explain_short_minor + $3::int`,
  period: `SELECT text AS name FROM closed_period
            WHERE centre_id = $1 AND $2::text <> '' AND text = 'act ' || $3::int || '.'`,
};

const TABLES: Record<ActKind, string> = {
  count: "till_count",
  explanation: "explanation",
  move: "move",
  tolerance: "tolerance_rule",
  period: "closed_period",
};

const ACTIONS: Record<ActKind, RegExp> = {
  count: /^till-count\.recorded$/,
  explanation: /^line\.(explained|waived)$/,
  move: /^day\.(reviewed|approved|closed|reopened|accepted)$/,
  tolerance: /^tolerance\.changed$/,
  period: /^period\./,
};

/** What an entry of the trail says of the row. */
const MARKS: Record<ActKind, (act: Act, name: string) => (after: string) => boolean> = {
  count: (_, name) => {
    const [position = "", version = ""] = name.split("#");
    const [shiftId, tillId, tenderId] = position.split("/");
    return (after) => {
      const stated = JSON.parse(after) as Record<string, unknown>;
      const sameLine = stated.shiftId === shiftId && stated.tillId === tillId;
      return sameLine && stated.tenderId === tenderId && stated.version === Number(version);
    };
  },
  explanation: (act) => (after) => after.includes(textOf(act)),
  move: (act) => (after) => after.includes(textOf(act)),
  tolerance: (_, name) => (after) =>
    (JSON.parse(after) as { version: number }).version === Number(name),
  period: (act) => (after) => after.includes(textOf(act)),
};

export async function checkActs(simulation: Simulation): Promise<void> {
  const { owner } = simulation.arena;
  const entries = await readEntries(owner);
  const counted = new Map<ActKind, number>();
  for (const act of simulation.acts) {
    const rows = await readRows(owner, act);
    counted.set(act.kind, (counted.get(act.kind) ?? 0) + rows.length);
    const found = rows.flatMap(({ name }) => entries.filter((entry) => isOf(entry, act, name)));
    const amounts = rows.filter(({ amount }) => (amount ?? null) !== act.amount);
    simulation.faults.push(
      ...[
        ...judgeAct(act, rows.length, found.length),
        ...amounts.map(({ amount }) => `is stored with ${amount}`),
      ].map((fault) => `${act.what} (act ${act.id} of ${act.centreId} on ${act.date}) ${fault}`),
    );
  }
  for (const [kind, rows] of counted) {
    const [all] = await listRows(owner, `SELECT count(*)::text AS name FROM ${TABLES[kind]}`);
    if (all?.name !== String(rows))
      simulation.faults.push(`${all?.name} rows are stored for ${rows} of ${kind}`);
    const stated = entries.filter(({ action }) => ACTIONS[kind].test(action)).length;
    if (stated !== rows)
      simulation.faults.push(`the trail has ${stated} entries for ${rows} of ${kind}`);
  }
}

function judgeAct(act: Act, rows: number, entries: number): string[] {
  const faults: string[] = [];
  const must = act.outcome === "acknowledged" && wasStored(act) ? 1 : 0;
  // A count that is in force already is acknowledged, and stored no second time.
  const may = act.outcome === "refused" && !act.wasUnknown ? 0 : 1;
  if (rows < must) faults.push("was acknowledged and is lost");
  if (rows > may) faults.push(`is stored ${rows} times and was ${act.outcome}`);
  if (entries !== rows) faults.push(`has ${entries} entries in the trail for ${rows} rows`);
  return faults;
}

function wasStored({ kind, result }: Act): boolean {
  if (kind !== "count") return true;
  return (result as { stored: boolean }).stored;
}

function isOf({ action, centreId, date, after }: Entry, act: Act, name: string): boolean {
  if (!ACTIONS[act.kind].test(action) || centreId !== act.centreId) return false;
  if (date !== null && date !== act.date) return false;
  return MARKS[act.kind](act, name)(after);
}

type Row = { name: string; amount?: number };

function readRows(owner: pg.Pool, { kind, centreId, date, id }: Act): Promise<Row[]> {
  return listRows(owner, ROWS[kind], [centreId, date, id]);
}

async function listRows(owner: pg.Pool, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(text, values)).rows;
}

async function readEntries(owner: pg.Pool): Promise<Entry[]> {
  const { rows } = await owner.query<Entry>(
    `SELECT action, centre_id AS "centreId", business_date AS date, after::text AS after
       FROM audit_entry ORDER BY id`,
  );
  return rows;
}
