/**
 * What the owner of the database can do to the trail: every trigger switched off, every hash,
 * stored block and own checkpoint made again where that helps.
 */
import pg from "pg";
import { makeCheckpoint } from "@/lib/server/checkpoints/checkpoint";
import type { Chance } from "@/scripts/chance";
import { tamper as tamperPastTriggers } from "./database";
import { chainedRows, type ChainedRow, chainOf, hashOf } from "./audit-rows";

const KINDS = ["change", "delete", "insert", "swap", "cut", "cut-and-regrow"] as const;
const FIELDS = ["actorId", "action", "centreId", "businessDate", "origin", "after"] as const;
const VALUES = {
  actorId: "00000000-0000-4000-8000-0000000000ff",
  action: "test.forged",
  centreId: "forged",
  businessDate: "2001-01-01",
  origin: "forged",
  after: '{"countedMinor":1}',
};

/** What is recomputed afterwards: nothing, the hashes from there on, or everything. */
type Repair = "none" | "own-hash" | "whole";

/** Tampers with one of the first `witnessed` entries, and returns what was done. */
export async function tamper(chance: Chance, witnessed: number): Promise<string> {
  const kind = chance.pick(KINDS);
  const repair = chance.weighted<Repair>({ none: 1, "own-hash": 1, whole: 3 });
  const rows = await chainedRows();
  const at = chance.whole(0, witnessed - 1);
  change(rows, { kind, at, chance });
  if (repair === "own-hash") for (const row of rows) row.hash = hashOf(row);
  const stored = repair === "whole" ? chainOf(rows) : rows;
  await replaceEntries(stored);
  if (repair === "whole") await makeCheckpoint();
  return `${kind} at ${at + 1}, repaired: ${repair}`;
}

type Change = { kind: (typeof KINDS)[number]; at: number; chance: Chance };

function change(rows: ChainedRow[], { kind, at, chance }: Change): void {
  const row = rows[at];
  if (row === undefined) throw new Error(`There is no entry ${at + 1}.`);
  const copy = { ...row };
  const renumber = () => rows.forEach((each, index) => (each.id = index + 1));
  if (kind === "delete") rows.splice(at, 1);
  else if (kind === "cut") rows.splice(at);
  else if (kind === "insert") rows.splice(at, 0, { ...copy, after: VALUES.after });
  else if (kind === "swap") {
    const other = (at + 1) % rows.length;
    rows[at] = { ...(rows[other] ?? copy) };
    rows[other] = copy;
  } else if (kind === "change") forge(row, chance);
  else for (const each of rows.slice(at)) forge(each, chance);
  renumber();
}

function forge(row: ChainedRow, chance: Chance): void {
  if (chance.happens(0.2)) row.at -= 1;
  else {
    const field = chance.pick(FIELDS);
    row[field] = VALUES[field];
  }
}

/** The stored blocks and checkpoints go too, so that none contradicts the new trail. */
export async function replaceEntries(rows: readonly ChainedRow[]): Promise<void> {
  const text = pg.escapeLiteral(JSON.stringify(rows));
  await tamperPastTriggers(
    `${TABLES.map((table) => `DELETE FROM ${table};`).join("\n")}
     INSERT INTO audit_entry (id, at, actor_id, action, centre_id, business_date, origin, before,
       after, previous_hash, hash)
     SELECT r.id, to_timestamp(r.at / 1000.0), r."actorId", r.action, r."centreId",
            r."businessDate", r.origin, r.before::json, r.after::json, r."previousHash", r.hash
       FROM json_to_recordset(${text}) AS r (id bigint, at bigint, "actorId" uuid, action text,
         "centreId" text, "businessDate" text, origin text, before text, after text,
         "previousHash" text, hash text)`,
    TABLES,
  );
}

const TABLES = ["audit_entry", "audit_block", "audit_checkpoint"];
