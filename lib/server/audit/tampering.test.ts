/** Every change made past the application is found, and the first broken link is named. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Anchor, Fault } from "@/lib/domain/audit/chain";
import { chainedRows, type ChainedRow, chainOf, hashOf, walkRows } from "@/lib/testing/audit-rows";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { appendAuditAll } from "./append";
import { verifyAudit } from "./verify";

const ENTRIES = 40;
const RUNS = 1_000;

beforeAll(async () => {
  await testDatabase();
  const entries = Array.from({ length: ENTRIES }, (_, number) => ({
    actorId: number % 5 === 0 ? null : SOMEONE,
    action: "till-count.recorded" as const,
    centreId: String(101 + (number % 3)),
    businessDate: "2019-01-05",
    ...(number % 2 === 0 ? { before: { countedMinor: number } } : {}),
    after: { countedMinor: number + 1 },
  }));
  await appendAuditAll(sql, entries);
});

const SOMEONE = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";

const TEXTS = ["actorId", "centreId", "businessDate", "origin", "before", "after"] as const;
const position = fc.nat({ max: ENTRIES - 1 });
const text = fc.oneof(fc.string(), fc.constant(""), fc.constant(null), fc.constant("0"));

type Tampering = { what: string; change: (rows: ChainedRow[]) => void };

/** The present value is never chosen, so that every edit is a change. */
const edit = fc
  .tuple(
    position,
    fc.constantFrom(...TEXTS, "action", "at", "hash", "previousHash"),
    text,
    fc.nat(),
  )
  .map(([at, field, drawn, number]): Tampering => {
    return {
      what: `edit ${field} of ${at}`,
      change(rows) {
        const row = rowAt(rows, at);
        const value = field === "at" ? row.at + 1 + number : (drawn ?? nullable(field));
        const isSame = row[field] === value;
        Object.assign(row, { [field]: isSame ? `${String(value)}x` : value });
      },
    };
  });

const remove = position.map((at): Tampering => {
  return { what: `delete ${at}`, change: (rows) => void rows.splice(at, 1) };
});

const swap = fc
  .tuple(position, position, fc.boolean())
  .filter(([one, other]) => one !== other)
  .map(([one, other, keepsIds]): Tampering => {
    return {
      what: `swap ${one} and ${other}`,
      change(rows) {
        const [first, second] = [rowAt(rows, one), rowAt(rows, other)];
        rows[one] = keepsIds ? { ...second, id: first.id } : second;
        rows[other] = keepsIds ? { ...first, id: second.id } : first;
      },
    };
  });

const insert = fc.tuple(position, fc.boolean()).map(([at, renumbers]): Tampering => {
  return {
    what: `insert before ${at}`,
    change(rows) {
      const row = { ...rowAt(rows, at), after: '{"countedMinor":999}' };
      rows.splice(at, 0, { ...row, hash: hashOf(row) });
      if (renumbers) rows.forEach((each, index) => (each.id = index + 1));
    },
  };
});

const cut = fc.nat({ max: ENTRIES - 1 }).map((stored): Tampering => {
  return { what: `cut after ${stored}`, change: (rows) => void rows.splice(stored) };
});

/** Rewrites content and its own hash, without the entries that follow. */
const rehash = position.map((at): Tampering => {
  return {
    what: `rehash ${at}`,
    change(rows) {
      const row = rowAt(rows, at);
      row.after = '{"countedMinor":999}';
      row.hash = hashOf(row);
    },
  };
});

/** Rewrites everything from one entry on, with all hashes: only the anchor reveals it. */
const rewrite = position.map((at): Tampering => {
  return {
    what: `rewrite from ${at}`,
    change(rows) {
      rowAt(rows, at).actorId = OTHER;
      rows.splice(0, rows.length, ...chainOf(rows));
    },
  };
});

test(`${RUNS} random tamperings are all found, with the head anchored`, async () => {
  const rows = await chainedRows();
  const anchor = readHead(rows);
  expect(walkRows(rows, anchor)).toBeNull();
  let found = 0;
  fc.assert(
    fc.property(fc.oneof(edit, remove, swap, insert, cut, rehash, rewrite), ({ what, change }) => {
      const changed = rows.map((row) => ({ ...row }));
      change(changed);
      expect(walkRows(changed, anchor), what).not.toBeNull();
      found += 1;
    }),
    { numRuns: RUNS },
  );
  expect(found).toBe(RUNS);
});

describe("in the database itself, by someone who may switch its triggers off", () => {
  // what was done, how, the first broken link, what is wrong with it
  test.each<[string, string, number, Fault]>([
    ["a field changed", "UPDATE audit_entry SET after = '{}' WHERE id = 7", 7, "content-changed"],
    ["spaces", "UPDATE audit_entry SET after = (after::text || ' ')::json", 1, "content-changed"],
    ["no text", "UPDATE audit_entry SET origin = '' WHERE id = 9", 9, "content-changed"],
    [
      "a time",
      "UPDATE audit_entry SET at = at - interval '1ms' WHERE id = 8",
      8,
      "content-changed",
    ],
    ["one removed", "DELETE FROM audit_entry WHERE id = 12", 12, "missing"],
    ["the first removed", "DELETE FROM audit_entry WHERE id = 1", 1, "missing"],
    ["the end cut off", "DELETE FROM audit_entry WHERE id > 30", 31, "cut-off"],
    ["all gone", "TRUNCATE audit_entry", 1, "cut-off"],
    [
      "one replaced",
      `UPDATE audit_entry SET after = '{}' WHERE id = 20;
       UPDATE audit_entry SET hash = audit_hash(audit_entry) WHERE id = 20`,
      21,
      "link-broken",
    ],
    [
      "the last replaced",
      `UPDATE audit_entry SET after = '{}' WHERE id = ${ENTRIES};
       UPDATE audit_entry SET hash = audit_hash(audit_entry) WHERE id = ${ENTRIES}`,
      ENTRIES,
      "not-as-anchored",
    ],
    [
      "the hashing replaced",
      `CREATE OR REPLACE FUNCTION audit_text(entry audit_entry) RETURNS text
       LANGUAGE sql AS 'SELECT ''''''''; ';
       UPDATE audit_entry SET after = '{}' WHERE id = 5`,
      5,
      "content-changed",
    ],
  ])("%s", async (_what, statements, id, fault) => {
    const anchor = readHead(await chainedRows());
    expect((await verifyAudit({ anchor })).broken).toBeNull();
    await keep();
    await tamper(statements);
    const { head, broken } = await verifyAudit({ anchor });
    expect(broken).toEqual({ id, fault });
    expect(head.id).toBe(id - 1);
    await putBack();
    expect((await verifyAudit({ anchor })).broken).toBeNull();
  });
});

const keep = () => asOwner("CREATE TABLE kept AS SELECT * FROM audit_entry");
const putBack = () =>
  tamper(`DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept;
    DROP TABLE kept`);

function rowAt(rows: ChainedRow[], at: number): ChainedRow {
  const row = rows[at];
  if (row === undefined) throw new Error(`There is no row ${at}.`);
  return row;
}

const nullable = (field: string) => (TEXTS.some((name) => name === field) ? null : "");

function readHead(rows: readonly ChainedRow[]): Anchor {
  const last = rows.at(-1);
  return { id: last?.id ?? 0, hash: last?.hash ?? "" };
}
