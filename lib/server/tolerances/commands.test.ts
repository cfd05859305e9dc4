import { beforeAll, describe, expect, test } from "vitest";
import { changedToleranceSchema, changeToleranceInput } from "@/lib/contracts/tolerance";
import { minor } from "@/lib/domain/money";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { AppError } from "../app-error";
import { createToken } from "../tokens/commands";
import { prisma } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { route } from "../api/route";
import { recomputeDays } from "../recompute/recompute-days";
import { changeTolerance } from "./commands";
import { listRules } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const DATE = "2026-03-01";
const level = (amountMinor: number, ppm = 0) => ({
  short: { amountMinor, ppm },
  over: { amountMinor, ppm },
});
const body = (centreId: string, more: Record<string, unknown> = {}) => ({
  centreId,
  tenderId: "kind:cash",
  currency: "EUR",
  monthlyMinor: null,
  explain: level(2_00),
  approve: level(5_00),
  validFrom: "2026-01-01",
  basedOnVersion: 0,
  ...more,
});
const change = (centreId: string, more: Record<string, unknown> = {}) => {
  const input = changeToleranceInput.parse(body(centreId, more));
  return changeTolerance(scopeFor("tolerance:change", centreId === "*" ? null : [centreId]), input);
};

/** Stores one cash line that is 3.00 short. */
async function makeDay(state = "open", businessDate = DATE): Promise<string> {
  const { id: centreId } = await makeCentre();
  const { id: userId } = await makeUser();
  const sheet = makeSheet(centreId, businessDate, [makeShift({ CASH: 100_00 })]);
  await sql("INSERT INTO cash_sheet VALUES ($1, $2, 1, repeat('a', 64), now())", [
    centreId,
    businessDate,
  ]);
  await sql(
    "INSERT INTO cash_sheet_version VALUES ($1, $2, 1, repeat('a', 64), '{}', $3, 'map', now())",
    [centreId, businessDate, JSON.stringify(sheet)],
  );
  await prisma().tillCount.create({
    data: {
      centreId,
      businessDate,
      shiftId: "1",
      tillId: "T1",
      tenderId: "CASH",
      version: 1,
      countedMinor: 97_00n,
      source: "api",
      countedById: userId,
    },
  });
  await inTransaction((tx) => recomputeDays(tx, [{ centreId, businessDate }]));
  await sql("UPDATE reconciliation SET state = $2 WHERE centre_id = $1", [centreId, state]);
  return centreId;
}

async function lineOf(centreId: string) {
  const [line] = await sql<Record<string, unknown>>(
    `SELECT verdict, tolerance_minor::int AS tolerance, approval_minor::int AS approval, rule
       FROM reconciliation_line WHERE centre_id = $1`,
    [centreId],
  );
  return line;
}

describe("a new rule", () => {
  test("judges open days from its first day on, and is told by the trail", async () => {
    const [open, early] = [await makeDay(), await makeDay("open", "2025-12-31")];
    for (const centreId of [open, early]) await change(centreId, { explain: level(4_00) });
    expect(await lineOf(open)).toEqual({
      verdict: "within-tolerance",
      tolerance: 4_00,
      approval: 5_00,
      rule: `${open}/kind:cash/EUR#1`,
    });
    expect(await lineOf(early)).toMatchObject({ verdict: "short", rule: null });
    const [entry] = await prisma().auditEntry.findMany({ where: { centreId: open } });
    expect(entry).toMatchObject({
      action: "tolerance.changed",
      before: null,
      after: { version: 1, tenderId: "kind:cash", explain: level(4_00), validFrom: "2026-01-01" },
    });
  });

  test("leaves a signed day as it was signed", async () => {
    const centreId = await makeDay("reviewed");
    const { days } = await change(centreId, { explain: level(4_00) });
    expect(days).toEqual({ total: 0, later: false });
    expect(await lineOf(centreId)).toMatchObject({ verdict: "short", rule: null });
  });

  test("supersedes the one before, which stays to be read with its author", async () => {
    const centreId = await makeDay();
    const author = await makeUser({ name: "Nerea Ruiz" });
    const input = changeToleranceInput.parse(body(centreId));
    await changeTolerance(scopeFor("tolerance:change", [centreId], author), input);
    await change(centreId, { explain: level(3_00), basedOnVersion: 1, validFrom: "2026-02-01" });
    await change(centreId, { withdrawn: true, basedOnVersion: 2, validFrom: "2026-04-01" });
    const { rules } = await listRules(scopeFor("tolerance:view", [centreId]), { limit: 10 });
    const own = rules.filter((rule) => rule.centreId === centreId);
    expect(own).toMatchObject([
      { version: 3, withdrawn: true, supersededFrom: null },
      { version: 2, supersededFrom: "2026-04-01", explain: level(3_00) },
      { version: 1, supersededFrom: "2026-02-01", createdBy: "Nerea Ruiz" },
    ]);
    const entries = await prisma().auditEntry.findMany({
      where: { centreId },
      orderBy: { id: "asc" },
    });
    expect(entries[1]).toMatchObject({ before: { version: 1 }, after: { version: 2 } });
  });

  test("is a conflict for whoever did not see the last one", async () => {
    const { id: centreId } = await makeCentre();
    const both = await Promise.allSettled([
      change(centreId, { explain: level(1_00) }),
      change(centreId, { explain: level(1_50) }),
    ]);
    const lost = both.find((one) => one.status === "rejected");
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(lost?.reason).toMatchObject({
      code: "CONFLICT",
      details: { current: { version: 1, centreId } },
    });
  });

  test("is refused when it says what holds already, or withdraws nothing", async () => {
    const { id: centreId } = await makeCentre();
    const refused = (reason: string) => ({ code: "REFUSED", details: { reason } });
    await expect(change(centreId, { withdrawn: true })).rejects.toMatchObject(
      refused("nothing-to-withdraw"),
    );
    await change(centreId);
    await expect(change(centreId, { basedOnVersion: 1 })).rejects.toMatchObject(
      refused("nothing-changed"),
    );
  });

  test("of a centre is in the centre's currency", async () => {
    const { id } = await makeCentre({ currency: "JPY" });
    const error = await change(id).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: "INVALID", details: { errors: [{ path: "currency" }] } });
  });
});

describe("asked for over HTTP", () => {
  const reply = route({
    summary: "A test.",
    permission: "tolerance:change",
    input: changeToleranceInput,
    output: changedToleranceSchema,
    status: 201,
    handle: changeTolerance,
  });

  async function post(centreIds: string[], sent: Record<string, unknown>) {
    const roles = centreIds.map((centreId) => ({ centreId, role: "administrator" as const }));
    const { actor } = await makeUser({ roles });
    const { token } = await createToken(actor, {
      name: "test",
      permissions: ["tolerance:change"],
      expiresInDays: 1,
    });
    const request = new Request("http://localhost:3000/api/tolerances", {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(sent),
    });
    const response = await reply(request, { params: Promise.resolve({}) });
    return {
      status: response.status,
      received: (await response.json()) as Record<string, unknown>,
    };
  }

  test("a rule for every centre takes a role held in every centre", async () => {
    const { id } = await makeCentre();
    const everywhere = body("*", { currency: "SEK" });
    expect(await post([id], everywhere)).toMatchObject({ received: { code: "FORBIDDEN" } });
    const { status, received } = await post(["*"], everywhere);
    expect({ status, rule: received.rule }).toMatchObject({
      status: 201,
      rule: { centreId: "*", centreName: null, version: 1 },
    });
  });

  test("a centre that is not the reader's is one that is not there", async () => {
    const [mine, other] = [await makeCentre(), await makeCentre()];
    const [foreign, absent] = [
      await post([mine.id], body(other.id)),
      await post([mine.id], body("no-such-centre")),
    ];
    expect(foreign.status).toBe(404);
    expect(foreign.received.detail).toBe(absent.received.detail);
  });

  test.each([
    ["less is approved than explained", { approve: level(1_99) }, "approve.short"],
    ["an unknown kind", { tenderId: "kind:gold" }, "tenderId"],
    ["a tolerance below nothing", { explain: level(-1) }, "explain.short.amountMinor"],
    ["more than all of the sales", { explain: level(0, 1_000_001) }, "explain.short.ppm"],
    ["a day that there is not", { validFrom: "2026-02-30" }, "validFrom"],
  ])("%s is bad input", async (_case, wrong, path) => {
    const { id } = await makeCentre();
    const { status, received } = await post([id], body(id, wrong));
    expect(status).toBe(400);
    expect(received.errors).toContainEqual(expect.objectContaining({ path }));
  });
});

test("rules are listed in pages, those for every centre first", async () => {
  const { id: centreId } = await makeCentre();
  await change("*", { currency: "NOK" });
  for (let version = 1; version <= 5; version += 1) {
    await change(centreId, { explain: level(version), basedOnVersion: version - 1 });
  }
  const scope = scopeFor("tolerance:view", [centreId]);
  const whole = await listRules(scope, { limit: 100 });
  expect(whole.rules[0]?.centreId).toBe("*");
  const paged = [];
  let cursor: string | undefined;
  do {
    const page = await listRules(scope, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    paged.push(...page.rules);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(paged).toEqual(whole.rules);
  await expect(listRules(scope, { limit: 2, cursor: "x" })).rejects.toMatchObject({
    code: "INVALID",
  });
  expect(minor(whole.rules.length)).toBeGreaterThan(5);
});
