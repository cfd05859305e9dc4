import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Explain } from "@/lib/contracts/explanation";
import { actionsOf, arrangeExplained, type ExplainedDay } from "@/lib/testing/arrange-explained";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";

let day: ExplainedDay;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  day = await arrangeExplained();
  await day.count("CASH", 364_00);
});

const explain = async (partial: Partial<Explain> = {}) =>
  day.explain(await day.makeExplain(partial));
const cashOf = (response: Awaited<ReturnType<typeof explain>>) =>
  response.lineDetails.find(({ tenderId }) => tenderId === "CASH");

describe("a line", () => {
  test("is explained with a reason, and the day has one thing less to do", async () => {
    const before = await day.read();
    expect(before).toMatchObject({ unexplainedLines: 1, explanations: [] });
    const after = await explain({ text: "A coin roll fell down" });
    expect(after).toMatchObject({ unexplainedLines: 0, version: before.version + 1 });
    expect(cashOf(after)).toMatchObject({ reason: "cash-handling", differenceMinor: -36_00 });
    expect(after.explanations).toMatchObject([
      {
        kind: "explained",
        text: "A coin roll fell down",
        by: "Marta",
        holds: true,
        cause: null,
        differenceMinor: -36_00,
        version: 1,
      },
    ]);
    expect(await actionsOf(day)).toEqual(["line.explained"]);
  });

  test("is unexplained again by another count, and tells what was said before", async () => {
    await explain();
    await day.count("CASH", 365_00);
    const after = await day.read();
    expect(after).toMatchObject({ unexplainedLines: 1, explanations: [{ holds: false }] });
    expect(cashOf(after)?.reason).toBeNull();
  });

  test("can be explained anew, and the explanation withdrawn", async () => {
    await explain();
    const again = await explain({ text: "Found out more" });
    expect(again.explanations).toMatchObject([{ version: 2, text: "Found out more", holds: true }]);
    const { reason, ...withdrawn } = await day.makeExplain({ kind: "withdrawn" });
    const after = await day.explain(withdrawn);
    expect(after).toMatchObject({ unexplainedLines: 1, version: again.version + 1 });
    expect(after.explanations).toMatchObject([{ kind: "withdrawn", reason, holds: false }]);
    expect(await actionsOf(day)).toEqual([
      "line.explained",
      "line.explained",
      "explanation.withdrawn",
    ]);
    const nothing = day.explain(await day.makeExplain({ kind: "withdrawn" }));
    await expect(nothing).rejects.toMatchObject({ details: { reason: "nothing-to-withdraw" } });
  });

  test("that nobody counted is waived, until somebody counts it", async () => {
    const before = await day.read();
    expect(before.unwaivedLines).toBe(2);
    const after = await explain({ tenderId: "CARD", reason: "count-lost" });
    expect(after).toMatchObject({ unwaivedLines: 1, unexplainedLines: 1 });
    expect(after.explanations).toMatchObject([{ kind: "waived", holds: true }]);
    expect(await actionsOf(day)).toEqual(["line.waived"]);
    await day.count("CARD", 80_00);
    expect(await day.read()).toMatchObject({
      unwaivedLines: 1,
      unexplainedLines: 2,
      explanations: [{ holds: false }],
    });
  });

  test("takes a likely cause with its arithmetic, and none that is not one", async () => {
    await day.count("CASH", 250_00);
    const before = await day.read();
    expect(before.causes).toMatchObject([
      { tenderId: "CASH", causes: [{ kind: "float-left-out", facts: { amountMinor: 150_00 } }] },
    ]);
    const cause = "float-left-out";
    const gone = explain({ reason: "decimal-slip", cause: "decimal-slip" });
    await expect(gone).rejects.toMatchObject({ details: { reason: "cause-gone" } });
    const after = await explain({ reason: cause, cause });
    expect(after.explanations).toMatchObject([
      { reason: cause, cause: { kind: cause, facts: { amountMinor: 150_00, tillId: "T1" } } },
    ]);
  });
});

describe("is refused", () => {
  test.each([
    [{ reason: "float-counted-twice" }, "unknown-reason"],
    [{ reason: "other" }, "text-missing"],
    [{ tenderId: "CARD", kind: "explained" as const }, "nothing-to-explain"],
  ])("%j: %s", async (partial, reason) => {
    await expect(explain(partial)).rejects.toMatchObject({ code: "REFUSED", details: { reason } });
    expect(await actionsOf(day)).toEqual([]);
  });

  test("a line that is not there", async () => {
    await expect(explain({ tillId: "T9" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(explain({ date: "2026-04-01" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("on a day that was signed", async () => {
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
      day.key.centreId,
    ]);
    await expect(explain()).rejects.toMatchObject({ details: { reason: "day-not-open" } });
  });

  test("to whoever saw an older version of the day, with the day as it is", async () => {
    const [first, second] = [
      await day.makeExplain(),
      await day.makeExplain({ reason: "unexplained-loss" }),
    ];
    const outcomes = await Promise.allSettled([day.explain(first), day.explain(second)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const lost = outcomes.find((outcome) => outcome.status === "rejected");
    expect(lost?.reason).toMatchObject({
      code: "CONFLICT",
      details: { current: { unexplainedLines: 0, explanations: [{ version: 1 }] } },
    });
    expect(await actionsOf(day)).toEqual(["line.explained"]);
  });
});

describe("the check of a float", () => {
  beforeEach(async () => {
    const { centreId, date } = day.key;
    await inTransaction(async (tx) => {
      await tx.sql(
        `INSERT INTO opening_count (centre_id, business_date, shift_id, till_id, version,
           counted_minor, previous_minor, agreed_minor, counted_by_id)
         VALUES ($1, $2, '1', 'T1', 1, 14000, 15000, 14000, $3)`,
        [centreId, date, day.reviewer.id],
      );
      await recomputeDays(tx, [{ centreId, businessDate: date }]);
    });
  });

  test("is told with both sides, and explained like a line", async () => {
    const before = await day.read();
    expect(before.unexplainedLines).toBe(2);
    expect(before.openings).toMatchObject([
      { tenderId: "~opening-previous", expectedMinor: 150_00, differenceMinor: -10_00 },
      { tenderId: "~opening-agreed", differenceMinor: 0, countedBy: "Marta" },
    ]);
    const after = await explain({ tenderId: "~opening-previous" });
    expect(after).toMatchObject({
      unexplainedLines: 1,
      openings: [{ reason: "cash-handling" }, { reason: null }],
      explanations: [{ tenderId: "~opening-previous", holds: true }],
    });
    const nothing = explain({ tenderId: "~opening-agreed" });
    await expect(nothing).rejects.toMatchObject({ details: { reason: "nothing-to-explain" } });
  });
});

test("a fresh count that was asked for is wanted until it is there", async () => {
  const { centreId, date } = day.key;
  await sql(
    `INSERT INTO recount_request (centre_id, business_date, shift_id, till_id, tender_id, number,
       count_version, text, requested_by_id)
     VALUES ($1, $2, '1', 'T1', 'CASH', 1, 1, 'Count the coins again', $3)`,
    [centreId, date, day.reviewer.id],
  );
  const asked = await day.read();
  expect(asked.recounts).toMatchObject([{ text: "Count the coins again", wanted: true }]);
  await day.count("CASH", 364_00);
  expect((await day.read()).recounts).toMatchObject([{ wanted: false, by: "Marta" }]);
});
