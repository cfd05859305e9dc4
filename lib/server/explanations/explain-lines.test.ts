import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ExplainLines, explainLinesSchema } from "@/lib/contracts/explain-lines";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { actionsOf, arrangeExplained, type ExplainedDay } from "@/lib/testing/arrange-explained";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { explainLines } from "./explain-lines";

let one: ExplainedDay;
let other: ExplainedDay;
let reviewer: MadeUser;

beforeAll(async () => {
  await testDatabase();
});

/** Two centres, each with a difference of the same size, and a reviewer of both. */
beforeEach(async () => {
  one = await arrangeExplained();
  other = await arrangeExplained();
  const roles = [one, other].map(({ key }) => ({
    centreId: key.centreId,
    role: "reviewer" as const,
  }));
  reviewer = await makeUser({ roles, name: "Rosa" });
  await one.count("CASH", 364_00);
  await other.count("CASH", 364_00);
});

const lineOf = (day: ExplainedDay, partial: object = {}) => ({
  ...day.key,
  shiftId: "1",
  tillId: "T1",
  tenderId: "CASH",
  differenceMinor: -36_00,
  ...partial,
});
const explain = (lines: object[], partial: Partial<ExplainLines> = {}, by = reviewer) => {
  const input = explainLinesSchema.parse({ reason: "cash-handling", ...partial, lines });
  const centreIds = [one, other].map(({ key }) => key.centreId);
  const own = centreIds.filter((id) => by.actor.roles.has(id));
  return explainLines(scopeFor("reconciliation:explain", own, by), input, by.actor);
};
const reasonsOf = async (day: ExplainedDay) =>
  (await day.read()).explanations.map(({ tenderId, kind, text, by }) => [tenderId, kind, text, by]);
const nothing = async () => {
  expect([await reasonsOf(one), await reasonsOf(other)]).toEqual([[], []]);
  expect([...(await actionsOf(one)), ...(await actionsOf(other))]).toEqual([]);
};

describe("many lines", () => {
  test("of several centres are explained with one reason, each in the trail", async () => {
    const before = await one.read();
    const uncounted = lineOf(one, { tenderId: "CARD", differenceMinor: null });
    await expect(explain([lineOf(one), uncounted])).rejects.toMatchObject({
      code: "REFUSED",
      details: { extra: { lines: [{ tenderId: "CARD", reason: "unknown-reason" }] } },
    });
    await nothing();
    const done = await explain([lineOf(one), lineOf(other)], { text: "Power cut" });
    expect(done.explained).toBe(2);
    expect(done.days.map(({ centreId }) => centreId).sort()).toEqual(
      [one.key.centreId, other.key.centreId].sort(),
    );
    expect(done.days).toContainEqual({ ...one.key, state: "open", version: before.version + 1 });
    for (const day of [one, other]) {
      expect(await reasonsOf(day)).toEqual([["CASH", "explained", "Power cut", "Rosa"]]);
      expect(await actionsOf(day)).toEqual(["line.explained"]);
      expect((await day.read()).unexplainedLines).toBe(0);
    }
  });

  test("are all left as they are when the figure of one has moved", async () => {
    await other.count("CASH", 365_00);
    await expect(explain([lineOf(one), lineOf(other)])).rejects.toMatchObject({
      code: "CONFLICT",
      details: { extra: { lines: [{ ...other.key, tenderId: "CASH", reason: "changed" }] } },
    });
    await nothing();
    await other.count("CASH", 364_00);
    const counted = lineOf(other, { countVersion: 1 });
    await expect(explain([lineOf(one), counted])).rejects.toMatchObject({ code: "CONFLICT" });
    await nothing();
  });

  test("are named one by one with what stands in their way", async () => {
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
      other.key.centreId,
    ]);
    const gone = lineOf(one, { tillId: "T9" });
    const matched = lineOf(one, { tenderId: "VOUCHER", differenceMinor: 0 });
    await one.count("VOUCHER", 44_00);
    await expect(explain([lineOf(one), gone, matched, lineOf(other)])).rejects.toMatchObject({
      code: "REFUSED",
      details: {
        extra: {
          lines: [
            { tillId: "T9", reason: "no-such-line" },
            { tenderId: "VOUCHER", reason: "nothing-to-explain" },
            { centreId: other.key.centreId, reason: "day-not-open" },
          ],
        },
      },
    });
    await nothing();
  });

  test("of a centre that is not the actor's look as if they did not exist", async () => {
    const { centreId } = other.key;
    const roles = [{ centreId: one.key.centreId, role: "reviewer" as const }];
    const stranger = await makeUser({ roles });
    await expect(explain([lineOf(one), lineOf(other)], {}, stranger)).rejects.toMatchObject({
      details: { extra: { lines: [{ centreId, reason: "no-such-line" }] } },
    });
    const auditor = await makeUser({ roles: [...roles, { centreId, role: "auditor" }] });
    const scope = scopeFor("reconciliation:explain", [one.key.centreId], auditor);
    const input = explainLinesSchema.parse({
      lines: [lineOf(one), lineOf(other)],
      reason: "cash-handling",
    });
    await expect(explainLines(scope, input, auditor.actor)).rejects.toMatchObject({
      details: { extra: { lines: [{ centreId, reason: "not-permitted" }] } },
    });
    await nothing();
  });

  test("are named once each, and at most 500 of them", () => {
    const lines = Array.from({ length: 501 }, (_, at) => lineOf(one, { tillId: `T${at}` }));
    const parse = (some: object[]) =>
      explainLinesSchema.safeParse({ lines: some, reason: "cash-handling" }).success;
    expect([parse(lines), parse(lines.slice(1)), parse([lineOf(one), lineOf(one)])]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

test("both sides of a swap of tenders are explained by their causes, or neither", async () => {
  await one.count("CASH", 360_00);
  await one.count("CARD", 130_00);
  const cause = "wrong-tender" as const;
  const cash = lineOf(one, { differenceMinor: -40_00, cause });
  const card = lineOf(one, { tenderId: "CARD", differenceMinor: 40_00, cause });
  await one.count("CARD", 129_00);
  await expect(explain([cash, card], { reason: cause })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await nothing();
  await one.count("CARD", 130_00);
  expect(await explain([cash, card], { reason: cause })).toMatchObject({ explained: 2 });
  const { explanations, unexplainedLines } = await one.read();
  expect(unexplainedLines).toBe(0);
  expect(explanations.map((each) => [each.reason, each.cause?.kind, each.holds])).toEqual([
    [cause, cause, true],
    [cause, cause, true],
  ]);
});

test("a slip of one line is attached to all of them", async () => {
  const [slip] = await sql<{ id: string }>(
    `INSERT INTO attachment (centre_id, business_date, id, shift_id, till_id, tender_id, file_name,
       content_type, bytes, sha256, author_id)
     VALUES ($1, $2, gen_random_uuid(), '1', 'T1', 'CASH', 'slip.pdf', 'application/pdf', 9, $3, $4)
     RETURNING id`,
    [one.key.centreId, one.key.date, "a".repeat(64), reviewer.id],
  );
  const file = { ...one.key, id: slip?.id ?? "" };
  const outsider = await makeUser({
    roles: [{ centreId: other.key.centreId, role: "reviewer" }],
  });
  await expect(explain([lineOf(other)], { slip: file }, outsider)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await reasonsOf(other)).toEqual([]);
  await explain([lineOf(one), lineOf(other)], { slip: file });
  for (const day of [one, other]) {
    expect((await day.read()).attachments).toMatchObject([
      { tenderId: "CASH", fileName: "slip.pdf", sha256: "a".repeat(64) },
    ]);
  }
  expect(await actionsOf(one)).toEqual(["line.explained"]);
  expect(await actionsOf(other)).toEqual(["line.explained", "attachment.added"]);
});
