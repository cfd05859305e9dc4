/** Batches of the journal: nothing is posted twice, and what was posted is only ever reversed. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeJournalAccountSchema } from "@/lib/contracts/journal-account";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangeDay,
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeCount,
  storeExplanation,
} from "@/lib/testing/arrange-workflow";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { undoMoves } from "../workflow/undo-moves";
import { listJournalAccounts } from "./accounts";
import { exportBatch } from "./batch-file";
import { listBatches } from "./batches";
import { changeJournalAccount } from "./change-account";
import { postBatch } from "./post-batch";
import { previewBatch } from "./preview-batch";

const ACCOUNTS = { settlement: "570", sales: "700", short: "659", over: "759", float: "5701" };
let key: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser, adam: MadeUser;
beforeAll(async () => {
  await testDatabase();
  adam = await makeUser({ name: "Adam" });
});
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  ({ cal, rey, ana } = await arrangePeople(key.centreId));
});

async function account(purpose: string, text: string | null, more: object = {}) {
  const change = changeJournalAccountSchema.parse({
    scopeId: "*",
    purpose,
    selector: "*",
    account: text,
    validFrom: "2026-01-01",
    basedOnVersion: 0,
    ...more,
  });
  return changeJournalAccount(scopeFor("journal:configure", null, adam), change);
}

async function mapAll(): Promise<void> {
  const { rules } = await listJournalAccounts(scopeFor("journal:view", null));
  if (rules.length > 0) return;
  for (const [purpose, text] of Object.entries(ACCOUNTS)) await account(purpose, text);
}

async function close(day = key, difference = 0): Promise<void> {
  await arrangeDay(day, cal, difference);
  if (difference !== 0) await storeExplanation(day, rey);
  await sign(day, difference !== 0);
}

async function sign(day = key, withApproval = true): Promise<void> {
  await move("review", day, rey);
  if (withApproval) await move("approval", day, ana);
  await move("closure", day, ana);
}

const entityId = "organisation";
const post = (to = "2026-12-31", from?: string, by = ana) =>
  postBatch(scopeFor("journal:post", null, by), { entityId, to, from });
const preview = (to = "2026-12-31", from?: string) =>
  previewBatch(scopeFor("journal:view", null, ana), { entityId, to, from });
const fileOf = async (number: number, format: "csv" | "hledger" = "csv") =>
  (await exportBatch(scopeFor("journal:view", null), { entityId, number, format })).text();
const entriesOf = (centreId: string) =>
  sql<{ batch: number; number: number; reverses: number | null; total: number }>(
    `SELECT batch_number AS batch, number, reverses, total_minor::int AS total
       FROM journal_entry WHERE centre_id = $1 ORDER BY number`,
    [centreId],
  );
const refusal = (reason: string) => ({ code: "REFUSED", details: { reason } });

describe("a batch", { timeout: 60_000 }, () => {
  test("is refused while something has no account, and names all of it", async () => {
    await close();
    const shown = await preview();
    expect(shown).toMatchObject({ entries: 1, unmappedCount: 2, totals: [] });
    expect(shown.unmapped).toMatchObject([
      { purpose: "sales", tenderId: "CASH", tenderKind: "cash", days: 1, centreId: key.centreId },
      { purpose: "settlement", tenderId: "CASH" },
    ]);
    const early = post();
    await expect(early).rejects.toMatchObject(refusal("unmapped"));
    await expect(early).rejects.toThrow("sales CASH, settlement CASH");
    expect(await entriesOf(key.centreId)).toEqual([]);
    await mapAll();
  });

  test("posts closed days of its period once, and adds up to them", async () => {
    await mapAll();
    await close();
    await close({ ...key, date: "2026-03-13" }, -5_00);
    await close({ ...key, date: "2026-05-01" });
    await arrangeDay({ ...key, date: "2026-03-14" }, cal);
    const shown = await preview("2026-03-31", "2026-03-01");
    const batch = await post("2026-03-31", "2026-03-01");
    expect(batch).toMatchObject({ entries: shown.entries, reversals: 0, postedBy: "Ana" });
    expect(shown.openDays).toBeGreaterThanOrEqual(1);
    const [row] = await sql<{ sold: number; total: number }>(
      `SELECT (SELECT sum(sales_minor)::int FROM reconciliation
                WHERE centre_id = $1 AND state = 'closed' AND business_date < '2026-04-01') AS sold,
              (SELECT sum(p.amount_minor)::int FROM journal_posting p
                 JOIN journal_entry e ON e.number = p.entry_number
                WHERE e.centre_id = $1 AND p.purpose = 'sales') AS total`,
      [key.centreId],
    );
    expect(row).toEqual({ sold: 200_00, total: 200_00 });
    await expect(post("2026-03-31", "2026-03-01")).rejects.toMatchObject(
      refusal("nothing-to-post"),
    );
    expect(await fileOf(batch.number)).toContain(
      `${key.centreId},${await centreNameIn(batch.number)},2026-03-13,EUR,659,5.00,,short,cash-handling,`,
    );
  });

  test("reverses a day that was reopened, and posts it again once it is closed again", async () => {
    await mapAll();
    await close();
    const first = await post();
    const file = await fileOf(first.number);
    await move("reopening", key, ana, { text: "Counted the wrong drawer." });
    const second = await post();
    expect(second).toMatchObject({ number: first.number + 1, entries: 0, reversals: 1 });
    await storeCount(key, cal, 103_00);
    await storeExplanation(key, rey);
    await sign();
    const third = await post("2026-12-31", "2026-06-01");
    expect(third).toMatchObject({ number: first.number + 2, entries: 1, reversals: 0 });
    const entries = await entriesOf(key.centreId);
    expect(entries).toMatchObject([
      { batch: first.number, reverses: null, total: 100_00 },
      { batch: second.number, reverses: entries[0]?.number, total: 100_00 },
      { batch: third.number, reverses: null, total: 103_00 },
    ]);
    expect(await fileOf(first.number)).toBe(file);
    await expect(post()).rejects.toMatchObject(refusal("nothing-to-post"));
  });

  test("takes the last sign-off of a day whose move was undone and made again", async () => {
    await mapAll();
    await close();
    await post();
    const { version } = await dayFor(key, ana);
    const undone = await undoMoves(ana.actor, { days: [{ ...key, version }] });
    expect(undone.results).toMatchObject([{ state: "reviewed" }]);
    await move("closure", key, ana);
    expect(await post()).toMatchObject({ entries: 1, reversals: 1 });
  });

  test("follows the accounts of the nearest node, by the tree of each business date", async () => {
    await mapAll();
    const [group, north] = [`G-${key.centreId}`, `N-${key.centreId}`];
    await setOrganisation([areaRow(group, null), areaRow(north, group)]);
    await setOrganisation([centreRow(key.centreId, group)]);
    await setOrganisation([centreRow(key.centreId, north, "2026-03-13")]);
    await account("sales", "7003", { scopeId: `@${group}` });
    await account("sales", "7004", { scopeId: `@${north}` });
    const next = { ...key, date: "2026-03-13" };
    await close();
    await close(next);
    const { number } = await post();
    const posted = await sql<{ date: string; credit: string }>(
      `SELECT DISTINCT e.business_date AS date, p.credit
         FROM journal_entry e JOIN journal_posting p
           ON p.entity_id = e.entity_id AND p.entry_number = e.number
        WHERE e.batch_number = $1 AND e.centre_id = $2 AND p.purpose = 'sales' ORDER BY 1`,
      [number, key.centreId],
    );
    expect(posted).toEqual([
      { date: key.date, credit: "7003" },
      { date: next.date, credit: "7004" },
    ]);
    await expect(account("sales", "7005", { scopeId: "@no-such-node" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("is not posted by whoever chose its accounts", async () => {
    await mapAll();
    await close();
    await expect(post("2026-12-31", undefined, adam)).rejects.toMatchObject(refusal("own-mapping"));
    await post();
  });

  test("is made once by two at the same time, and the numbers have no gaps", async () => {
    await mapAll();
    await close();
    const both = await Promise.allSettled([post(), post()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const { batches } = await listBatches(scopeFor("journal:view", null), { limit: 500 });
    expect(batches.map(({ number }) => number).toReversed()).toEqual(
      batches.map((_, at) => at + 1),
    );
    const numbers = await sql<{ number: number }>(
      "SELECT number FROM journal_entry ORDER BY number",
    );
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, at) => at + 1));
  });
});

test("a rule is a conflict for whoever did not see the last one, and has an entry", async () => {
  const own = { scopeId: key.centreId };
  await account("sales", "7001", own);
  await expect(account("sales", "7002", own)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(account("sales", "7001", { ...own, basedOnVersion: 1 })).rejects.toMatchObject(
    refusal("nothing-changed"),
  );
  await account("sales", null, { ...own, basedOnVersion: 1 });
  const entries = await sql<{ action: string; after: object }>(
    "SELECT action, after FROM audit_entry WHERE centre_id = $1 AND action = $2 ORDER BY id",
    [key.centreId, "account-rule.changed"],
  );
  expect(entries).toMatchObject([
    { after: { purpose: "sales", account: "7001", version: 1 } },
    { after: { account: null, version: 2 } },
  ]);
});

test("what a program could misread is no account", () => {
  const parse = (text: string) =>
    changeJournalAccountSchema.safeParse({
      scopeId: "*",
      purpose: "sales",
      selector: "*",
      account: text,
      validFrom: "2026-01-01",
      basedOnVersion: 0,
    }).success;
  expect(["700", "Sales:Food", "Caja y bancos", "Übrige"].map(parse)).toEqual(Array(4).fill(true));
  expect(["=1+1", "a  b", "a;b", "(a)", '"a"', ""].map(parse)).toEqual(Array(6).fill(false));
});

async function centreNameIn(batch: number): Promise<string> {
  const [row] = await sql<{ name: string }>(
    "SELECT centre_name AS name FROM journal_entry WHERE batch_number = $1 AND centre_id = $2",
    [batch, key.centreId],
  );
  return row?.name ?? "";
}
