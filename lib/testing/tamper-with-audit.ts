/**
 * What the owner of the database can do to the trail: every trigger switched off, every hash,
 * stored block and own checkpoint made again where that helps.
 */
import pg from "pg";
import { formatEntry } from "@/lib/domain/audit/chain";
import { listBlocks } from "@/lib/domain/merkle/blocks";
import { hashLeaf, joinComplete, joinPeaks } from "@/lib/domain/merkle/tree";
import { sha256 } from "@/lib/server/audit/sha256";
import { makeCheckpoint } from "@/lib/server/checkpoints/checkpoint";
import type { Chance } from "@/scripts/figures/chance";
import { asOwner, tamper as tamperPastTriggers } from "./database";
import { chainedRows, type ChainedRow, chainOf, hashOf } from "./audit-rows";

const KINDS = ["change", "delete", "insert", "swap", "cut", "cut-and-regrow", "archive"] as const;
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
  if (kind === "archive") await forgeAnchor(stored, chance.whole(1, stored.length - 1));
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
  } else if (kind === "change" || kind === "archive") forge(row, chance);
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

const TABLES = ["audit_entry", "audit_block", "audit_checkpoint", "audit_anchor"];

/** Drops the first entries as if they had been archived, with an anchor and its entry. */
export async function forgeAnchor(
  rows: readonly ChainedRow[],
  count: number,
  { hash = rows[count - 1]?.hash ?? "", isRecorded = true } = {},
): Promise<void> {
  const leaves = rows.map((row) =>
    hashLeaf(sha256, Buffer.from(row.previousHash + formatEntry(row), "utf8")),
  );
  const hashes = listBlocks({ start: 0, end: count }).map(({ height, position }) =>
    joinComplete(sha256, leaves.slice(position * 2 ** height, (position + 1) * 2 ** height)),
  );
  const [peaks, root] = [hashes.map(toHex), toHex(joinPeaks(sha256, hashes))];
  const to = new Date(0).toISOString();
  await tamperPastTriggers(`DELETE FROM audit_entry WHERE id <= ${count}`, ["audit_entry"]);
  const after = { number: count, hash, root, sha256: hash, to, entries: count, imported: [] };
  const [entry] = await asOwner<{ id: string }>(
    "INSERT INTO audit_entry (action, after) VALUES ($1, $2) RETURNING id",
    [isRecorded ? "trail.archived" : "test.made", JSON.stringify(after)],
  );
  const anchor = [count, hash, peaks, to, hash, entry?.id];
  await asOwner("INSERT INTO audit_anchor VALUES ($1, $2, $3, $4, $5, $6, now())", anchor);
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
