import { beforeAll, beforeEach, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { arrangeThread, DUE_ON, type ThreadDay, type Writer } from "@/lib/testing/arrange-thread";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listAttention } from "./attention";

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
  const { items } = await listAttention({ centreIds: [centreId], from, to }, user.id);
  return items;
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

test("nothing is left of a day that is signed", async () => {
  await reviewer.assign({});
  await reviewer.write({ kind: "question", text: "Why?" });
  await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
    day.line.centreId,
  ]);
  expect(await attentionOf(reviewer)).toEqual([]);
});
