import { beforeAll, beforeEach, expect, test } from "vitest";
import type { AttentionItem } from "@/lib/contracts/attention";
import { addDays } from "@/lib/domain/business-date";
import { mergeTotals } from "@/lib/domain/thread/attention";
import { makeCentre } from "@/lib/testing/arrange";
import { arrangeManyDays } from "@/lib/testing/arrange-many-days";
import { arrangeThread, DUE_ON, type ThreadDay, type Writer } from "@/lib/testing/arrange-thread";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { listAttention } from "./attention";

const LISTED_MAX = 400;

let day: ThreadDay;
let reviewer: Writer;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  // Whoever owes something is reminded of it for 400 days, which a fixed date will be past.
  day = await arrangeThread(addDays(DUE_ON, -14));
  reviewer = await day.join("reviewer", "Marta");
});

const attentionOf = async ({ user }: Writer, to = day.line.date) => {
  const { centreId, date: from } = day.line;
  const { items, totals } = await listAttention({ centreIds: [centreId], from, to }, user.id);
  expect(new Set(totals)).toEqual(new Set(mergeTotals(items.map(toTotal))));
  return items;
};

const toTotal = ({ group, overdue, currency, amountMinor }: AttentionItem) => {
  return { group, overdue, currency, rows: 1, amountMinor };
};

test("what nobody has is one row for each day, with its amount and its net", async () => {
  expect(await attentionOf(reviewer)).toMatchObject([
    {
      group: "centres",
      kind: "lines",
      toExplain: 1,
      toCount: 2,
      amountMinor: 36_00,
      netMinor: -36_00,
      amountOf: "difference",
      assignee: null,
      line: { tenderId: "CASH" },
    },
  ]);
});

test("what is assigned is mine, and waits for others on every other list", async () => {
  await reviewer.assign({});
  const other = await day.join("reviewer", "Jon");
  const assigned = { toExplain: 1, toCount: 0, amountMinor: 36_00, dueOn: DUE_ON, overdue: false };
  const rest = { group: "centres", toExplain: 0, toCount: 2, amountOf: "expected" };
  expect(await attentionOf(reviewer)).toMatchObject([rest, { ...assigned, group: "mine" }]);
  expect(await attentionOf(other)).toMatchObject([rest, { ...assigned, group: "others" }]);
});

test("what is overdue comes first", async () => {
  await reviewer.assign({});
  const [first] = await attentionOf(reviewer, addDays(DUE_ON, 1));
  expect(first).toMatchObject({ group: "mine", overdue: true, amountMinor: 36_00 });
});

test("a question waits for others, and its reply is mine until it is read", async () => {
  const counter = await day.join("counter", "Paolo");
  await reviewer.write({ kind: "question", text: "Why?" });
  const ofLine = async () =>
    (await attentionOf(reviewer)).filter(({ kind }) => kind === "question" || kind === "reply");
  expect(await ofLine()).toMatchObject([{ group: "others", kind: "question", by: "Marta" }]);
  await counter.write({ kind: "reply", text: "Because." });
  expect(await ofLine()).toMatchObject([{ group: "mine", kind: "reply", by: "Paolo" }]);
  await reviewer.markRead(2);
  expect(await ofLine()).toEqual([]);
});

test("a mention is on the list of who is mentioned until it is read", async () => {
  const other = await day.join("approver", "Jon");
  await reviewer.write({ text: "@Jon look", mentionIds: [other.user.id] });
  const mentionsOf = async (writer: Writer) =>
    (await attentionOf(writer)).filter(({ kind }) => kind === "mention");
  expect(await mentionsOf(other)).toMatchObject([{ group: "mine", by: "Marta" }]);
  expect(await mentionsOf(reviewer)).toEqual([]);
  await other.markRead(1);
  expect(await mentionsOf(other)).toEqual([]);
});

test("the float of a day whose lines all match waits until it is explained", async () => {
  const { key, reviewer: marta, count, explain, makeExplain } = day.day;
  await Promise.all([count("CARD", 90_00), count("VOUCHER", 44_00)]);
  await count("CASH", 400_00);
  expect(await attentionOf(reviewer)).toEqual([]);
  await inTransaction(async (tx) => {
    // What an earlier version says is of no account any more.
    await tx.sql(
      `INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version,
         counted_minor, previous_minor, agreed_minor, counted_by_id)
       SELECT $1, $2, '1', 'T1', v, c, 15000, 14000, $3::uuid
         FROM (VALUES (1, 13000), (2, 14000)) AS o (v, c)`,
      [key.centreId, key.date, marta.id],
    );
    await recomputeDays(tx, [{ centreId: key.centreId, businessDate: key.date }]);
  });
  expect(await attentionOf(reviewer)).toMatchObject([
    {
      group: "centres",
      toExplain: 1,
      toCount: 0,
      amountMinor: 10_00,
      netMinor: -10_00,
      verdict: "short",
      line: { tillId: "T1", tenderId: "~opening-previous", tenderName: null },
    },
  ]);
  await explain(await makeExplain({ tenderId: "~opening-previous" }));
  expect(await attentionOf(reviewer)).toEqual([]);
});

test("nothing is left of a day that is signed", async () => {
  await reviewer.assign({});
  await reviewer.write({ kind: "question", text: "Why?" });
  await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
    day.line.centreId,
  ]);
  expect(await attentionOf(reviewer)).toEqual([]);
});

test("of many rows the reader's own are listed, and all are counted and added up", async () => {
  const centres = await Promise.all([makeCentre(), makeCentre(), makeCentre()]);
  const centreIds = centres.map(({ id }) => id);
  let dates: string[] = [];
  for (const id of centreIds) dates = await arrangeManyDays(id, 150, null);
  const [from = "", to = ""] = [dates[0], dates.at(-1)];
  await sql(
    `INSERT INTO line_assignment (centre_id, business_date, shift_id, till_id, tender_id, version,
       assignee_id, due_on, assigned_by_id)
     VALUES ($1, $2, '1', 'T1', 'CASH', 1, $3::uuid, '2999-01-01', $3::uuid)`,
    [centreIds[2], from, reviewer.user.id],
  );
  const { items, totals } = await listAttention({ centreIds, from, to }, reviewer.user.id);
  expect(items).toHaveLength(LISTED_MAX);
  expect(items.filter(({ group }) => group === "mine")).toHaveLength(1);
  const all = { overdue: false, currency: "EUR" };
  expect(new Set(totals)).toEqual(
    new Set([
      { ...all, group: "mine", rows: 1, amountMinor: 100_00 },
      { ...all, group: "centres", rows: 449, amountMinor: 449 * 100_00 },
    ]),
  );
});
