/** Tests that old data goes as it was set, in numbers that the trail has, and nothing else. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { saveRetentionSchema } from "@/lib/contracts/retention";
import { RETENTION_KINDS, type RetentionKind, retentionRule } from "@/lib/domain/retention";
import { FIRST_ROWS } from "@/lib/testing/append-only-rows";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { OLD_ROWS } from "@/lib/testing/old-rows";
import { asOwner, testDatabase, watchRows } from "@/lib/testing/database";
import { queueMails } from "../alerts/queue-mails";
import { verifyAudit } from "../audit/verify";
import { sql } from "../db/sql";
import { applyRetention } from "./apply";
import { countDue, listRetention, saveRetention } from "./settings";

const OLD = 5;
const USUALLY_DELETED = RETENTION_KINDS.filter((kind) => retentionRule(kind).usual !== null);
let ada: MadeUser;
const scope = () => scopeFor("security:administer", null, ada);

async function change(kind: RetentionKind, days: number | null): Promise<void> {
  const { version } = await listRetention(scope());
  await saveRetention(scope(), saveRetentionSchema.parse({ kind, days, basedOnVersion: version }));
}

const sumsOf = async (field: "rows" | "due" | "deleted") => {
  const { kinds } = await listRetention(scope());
  return Object.fromEntries(kinds.map((row) => [row.kind, row[field] ?? 0]));
};
const forAll = (count: (kind: RetentionKind) => number) =>
  Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, count(kind)]));

/** What the trail has noted of each kind. */
async function notedSums(): Promise<Record<string, number>> {
  const rows = await sql<{ kind: string; rows: number }>(
    `SELECT n.key AS kind, sum(n.value::int)::int AS rows
       FROM audit_entry e CROSS JOIN LATERAL json_each_text(e.after) AS n
      WHERE e.action = 'retention.applied' GROUP BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.kind, row.rows]));
}

const MAY_CHANGE = [
  ...OLD_ROWS.map(({ table }) => table),
  "audit_entry",
  "retention_run",
  "setting",
  "sync_part",
  "user_activity",
];

/** The content of every table that no kind of data is of. */
async function readOthers(): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> ALL ($1::text[])`,
    [MAY_CHANGE],
  );
  const contents: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await asOwner<{ content: string }>(
      `SELECT coalesce(string_agg(t::text, ' ' ORDER BY t::text), '') AS content FROM "${name}" t`,
    );
    contents[name] = row?.content ?? "";
  }
  return contents;
}

async function addOld(): Promise<void> {
  for (const { insert } of OLD_ROWS) {
    for (let made = 0; made < OLD; made += 1) await sql(insert, [randomUUID(), ada.id]);
  }
}

beforeAll(async () => {
  await testDatabase();
  ada = await makeUser({ name: "Ada" });
  await makeCentre({ id: "101" });
  for (const { insert } of FIRST_ROWS) await sql(insert);
  await sql(
    `INSERT INTO notice_settings (user_id, version, language, time_zone)
     VALUES ($1::uuid, 1, 'en', 'UTC')`,
    [ada.id],
  );
  for (const { stays } of OLD_ROWS) {
    for (const insert of stays) await sql(insert, [randomUUID(), ada.id]);
  }
  await addOld();
  await watchRows();
});

test("as supplied, what was stored for good stays, and each run notes what went", async () => {
  const before = await sumsOf("rows");
  const others = await readOthers();
  const due = forAll((kind) => (USUALLY_DELETED.includes(kind) ? OLD : 0));
  expect(await sumsOf("due")).toEqual(due);
  await applyRetention(undefined, 2);
  expect(await sumsOf("deleted")).toEqual(due);
  expect(await sumsOf("rows")).toEqual(forAll((kind) => (before[kind] ?? 0) - (due[kind] ?? 0)));
  expect(await notedSums()).toEqual(Object.fromEntries(USUALLY_DELETED.map((kind) => [kind, OLD])));
  expect(await readOthers()).toEqual(others);
});

test("a shorter time shows what goes, and takes that alone, with the next run", async () => {
  await addOld();
  const others = await readOthers();
  const before = await sumsOf("rows");
  const old = forAll((kind) => (USUALLY_DELETED.includes(kind) ? OLD : 2 * OLD));
  for (const kind of RETENTION_KINDS) {
    const { min } = retentionRule(kind);
    expect(await countDue(scope(), { kind, days: min }), kind).toEqual({
      due: old[kind],
      hasMoreDue: false,
    });
    await change(kind, min);
  }
  expect(await sumsOf("rows"), "nothing goes at once").toEqual(before);
  await Promise.all([applyRetention(undefined, 3), applyRetention(undefined, 3)]);
  expect(await sumsOf("due")).toEqual(forAll(() => 0));
  expect(await sumsOf("rows")).toEqual(forAll((kind) => (before[kind] ?? 0) - (old[kind] ?? 0)));
  expect(await notedSums()).toEqual(forAll(() => 2 * OLD));
  expect(await readOthers()).toEqual(others);
  expect(await queueMails(Date.now()), "no mail is sent again").toBe(0);
  const entries = await sql<{ action: string; count: number }>(
    `SELECT action, count(*)::int AS count FROM audit_entry
      WHERE action LIKE 'retention.changed' OR action LIKE 'database.%' AND before IS NOT NULL
      GROUP BY action`,
  );
  expect(entries).toEqual([{ action: "retention.changed", count: RETENTION_KINDS.length }]);
});

test("what a run deleted that was killed halfway is noted by the next one", async () => {
  await addOld();
  const before = await notedSums();
  await asOwner(`
    CREATE FUNCTION refuse_for_a_test() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the server was killed'; END $$;
    CREATE TRIGGER refused BEFORE DELETE ON mail EXECUTE FUNCTION refuse_for_a_test()`);
  await expect(applyRetention(undefined, 2)).rejects.toThrow("killed");
  expect(await notedSums()).toEqual(before);
  await asOwner("DROP TRIGGER refused ON mail; DROP FUNCTION refuse_for_a_test()");
  await applyRetention(undefined, 2);
  expect(await notedSums()).toEqual(forAll((kind) => (before[kind] ?? 0) + OLD));
  expect(await verifyAudit()).toMatchObject({ broken: null });
});

test("a run that has to end leaves what it did not come to as the run before left it", async () => {
  const before = await listRetention(scope());
  await applyRetention(AbortSignal.abort());
  expect(await listRetention(scope())).toEqual(before);
});

test("a time that somebody else changed meanwhile is refused", async () => {
  const outdated = { kind: "mails" as const, days: null, basedOnVersion: 0 };
  await expect(saveRetention(scope(), outdated)).rejects.toMatchObject({ code: "CONFLICT" });
  const wrong = { kind: "mails", days: 29, basedOnVersion: 0 };
  expect(saveRetentionSchema.safeParse(wrong).success).toBe(false);
});
