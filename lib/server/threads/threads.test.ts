import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import { NO_ASSIGNEE } from "@/lib/domain/thread/assignment";
import { proveAnywhere } from "@/lib/domain/permission";
import { actionsOf } from "@/lib/testing/arrange-explained";
import { arrangeThread, DUE_ON, type ThreadDay, type Writer } from "@/lib/testing/arrange-thread";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listLines } from "../reconciliations/queries";
import { readThread } from "./messages";
import { listQuestions } from "./questions";

let day: ThreadDay;
let reviewer: Writer;
let counter: Writer;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  day = await arrangeThread();
  [reviewer, counter] = [await day.join("reviewer", "Marta"), await day.join("counter", "Paolo")];
});

const questionsOf = ({ actor }: Writer) => {
  const scope = proveAnywhere(actor, "thread:view");
  return scope === null ? [] : listQuestions(scope);
};

describe("a question", () => {
  test("is read and replied to at the centre, and the reviewer sees the reply", async () => {
    await reviewer.write({ kind: "question", text: "Was the second bag counted?" });
    expect(await questionsOf(counter)).toMatchObject([
      { text: "Was the second bag counted?", by: "Marta", tenderId: "CASH" },
    ]);
    await counter.write({ kind: "reply", text: "It went with the pickup." });
    expect(await questionsOf(counter)).toEqual([]);
    expect(await reviewer.read()).toMatchObject({
      waiting: false,
      differenceMinor: -36_00,
      messages: [
        { number: 1, kind: "question", by: { name: "Marta" } },
        { number: 2, kind: "reply", text: "It went with the pickup.", by: { name: "Paolo" } },
      ],
    });
    expect(await actionsOf(day.day)).toEqual(["message.added", "message.added"]);
  });

  test("is no longer asked once the line is explained", async () => {
    await reviewer.write({ kind: "question", text: "Why?" });
    await day.day.explain(await day.day.makeExplain());
    expect(await questionsOf(counter)).toEqual([]);
  });

  test("leaves the version of the day, so that nobody's work on it is outdated", async () => {
    const { version } = await day.day.read();
    await reviewer.write({ kind: "question", text: "Why?" });
    await reviewer.assign({});
    expect((await day.day.read()).version).toBe(version);
  });
});

describe("blind: a counter", () => {
  test("sees the count and the question, no difference, comment or assignment", async () => {
    await reviewer.write({ kind: "question", text: "Why?" });
    await reviewer.write({ kind: "comment", text: "It is 36.00 short." });
    await reviewer.assign({});
    const thread = await counter.read();
    expect(thread).toMatchObject({
      countedMinor: 364_00,
      verdict: null,
      differenceMinor: null,
      assignment: null,
      messages: [{ kind: "question" }],
      may: { assign: false, ask: false, reply: true },
    });
    expect(JSON.stringify(thread)).not.toMatch(/36[.,]?00|40000/);
  });

  test.each([
    [{ kind: "question" as const, text: "Why?" }, "reply-only"],
    [{ kind: "reply" as const, text: "Because." }, "nothing-asked"],
  ])("is refused %j: %s", async (message, reason) => {
    await expect(counter.write(message)).rejects.toMatchObject({ details: { reason } });
  });

  test("carries no photo of somebody else", async () => {
    await reviewer.write({ kind: "question", text: "Why?" });
    const attachmentIds = ["00000000-0000-4000-8000-000000000009"];
    const sending = counter.write({ kind: "reply", attachmentIds });
    await expect(sending).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a mention", () => {
  test("is of somebody of the centre who may read it", async () => {
    const stranger = await (await arrangeThread()).join("reviewer", "Jon");
    const sending = (mentionIds: string[]) =>
      reviewer.write({ text: "Look", mentionIds, kind: "comment" });
    await expect(sending([stranger.user.id])).rejects.toMatchObject({
      details: { reason: "mention-not-here" },
    });
    await expect(sending([counter.user.id])).rejects.toMatchObject({
      details: { reason: "mention-cannot-read" },
    });
    await sending([reviewer.user.id]);
    expect((await reviewer.read()).messages).toMatchObject([{ mentions: [{ name: "Marta" }] }]);
  });

  test("is read up to a number, which never goes back", async () => {
    await reviewer.write({ text: "One" });
    await reviewer.write({ text: "Two" });
    const scope = proveAnywhere(reviewer.actor, "thread:view");
    if (scope === null) throw new Error("a reviewer sees threads");
    await readThread(scope, { ...day.line, number: 2 });
    await readThread(scope, { ...day.line, number: 1 });
    expect((await reviewer.read()).readNumber).toBe(2);
  });
});

describe("an assignment", () => {
  test("names who has the line until when, and is done once it is explained", async () => {
    await reviewer.assign({});
    expect(await reviewer.read()).toMatchObject({
      assignment: { version: 1, assignee: { name: "Marta" }, dueOn: DUE_ON, done: false },
    });
    await day.day.explain(await day.day.makeExplain());
    expect(await reviewer.read()).toMatchObject({ assignment: { done: true, overdue: false } });
  });

  test("changes hands, and is taken back", async () => {
    const other = await day.join("approver", "Jon");
    await reviewer.assign({});
    await reviewer.assign({ version: 1, assigneeId: other.user.id });
    await other.assign({ version: 2, assigneeId: null });
    expect((await reviewer.read()).assignment).toMatchObject({ version: 3, assignee: null });
    expect(await actionsOf(day.day)).toEqual([
      "line.assigned",
      "line.assigned",
      "assignment.withdrawn",
    ]);
  });

  test("of two who assign at once, one is told that the other was faster", async () => {
    const other = await day.join("approver", "Jon");
    const results = await Promise.allSettled([reviewer.assign({}), other.assign({})]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "CONFLICT" },
    });
    expect((await reviewer.read()).assignment?.version).toBe(1);
  });

  test("is found by who has the line, and stands beside it", async () => {
    await reviewer.assign({});
    const { centreId, date } = day.line;
    const search = { ...NO_NARROWING, centreIds: [centreId], from: date, to: date };
    const page = { ...search, sort: "date" as const, limit: 50, cursor: undefined };
    const assigneesOf = async (assigneeIds: string[]) => {
      const { lines } = await listLines(day.day.views, { ...page, assigneeIds });
      return lines.map(({ tenderId, assignee }) => [tenderId, assignee]);
    };
    expect(await assigneesOf([reviewer.user.id])).toEqual([["CASH", "Marta"]]);
    expect(await assigneesOf([NO_ASSIGNEE])).toEqual([
      ["CARD", undefined],
      ["VOUCHER", undefined],
    ]);
    expect(await assigneesOf([counter.user.id])).toEqual([]);
    expect(await assigneesOf([NO_ASSIGNEE, reviewer.user.id])).toHaveLength(3);
    await reviewer.assign({ version: 1, assigneeId: null });
    expect(await assigneesOf([reviewer.user.id])).toEqual([]);
  });

  test("goes to nobody who may explain nothing there", async () => {
    const sending = reviewer.assign({ assigneeId: counter.user.id });
    await expect(sending).rejects.toMatchObject({ details: { reason: "assignee-not-here" } });
  });

  test("is refused once the day is signed", async () => {
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
      day.line.centreId,
    ]);
    await expect(reviewer.assign({})).rejects.toMatchObject({
      details: { reason: "day-not-open" },
    });
    await reviewer.write({ text: "A message is still possible." });
  });
});
