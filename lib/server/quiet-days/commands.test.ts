/** Tests how rules for quiet days are set, and that their draw is fair and the same everywhere. */
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { changeQuietRulesSchema } from "@/lib/contracts/quiet-days";
import { addDays, computeBusinessDate } from "@/lib/domain/business-date";
import { DRAWS } from "@/lib/domain/workflow/quiet-day";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { changeQuietRules } from "./commands";
import { drawDay, makeSeed } from "./draw";
import { listQuietRules } from "./queries";

let ids: [string, string];
let today: string;
let admin: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  const [one, other] = [await makeCentre(), await makeCentre()];
  ids = [one.id, other.id];
  today = computeBusinessDate(Date.now(), one);
  admin = await makeUser({ name: "Adi" });
});

type Change = {
  isOn?: boolean;
  samplePercent?: number;
  validFrom?: string;
  basedOn?: Record<string, number>;
};

function change(centreIds: string[], more: Change = {}) {
  const scope = scopeFor("tolerance:change", centreIds, admin);
  const input = { centreIds, basedOn: {}, isOn: true, ...more };
  return changeQuietRules(scope, changeQuietRulesSchema.parse(input), admin);
}

type Entry = { version: number; seed: string | null };

async function listEntries(centreId: string): Promise<Entry[]> {
  return sql<Entry>(
    `SELECT (after ->> 'version')::int AS version, after ->> 'seed' AS seed FROM audit_entry
      WHERE centre_id = $1 AND action = 'quiet-days.changed' ORDER BY id`,
    [centreId],
  );
}

test("no centre has a rule until one is set, from its current business date on", async () => {
  const scope = scopeFor("tolerance:view", ids);
  expect((await listQuietRules(scope)).centres).toMatchObject([{ rule: null }, { rule: null }]);
  const rule = { version: 1, isOn: true, samplePercent: 10, validFrom: today, by: "Adi" };
  expect((await change(ids)).centres).toMatchObject([{ rule }, { rule }]);
  const listed = await listQuietRules(scope);
  expect(listed.centres).toMatchObject([{ rule }, { rule }]);
  expect(JSON.stringify(listed), "the seed is shown by the trail alone").not.toContain("seed");
});

test("the trail has the seed: another for each centre, and the same while the rule is on", async () => {
  await change(ids);
  const [id, other] = ids;
  await change([id], { samplePercent: 20, basedOn: { [id]: 1 } });
  await change([id], { isOn: false, basedOn: { [id]: 2 } });
  await change([id], { basedOn: { [id]: 3 } });
  const [first, second, off, again] = await listEntries(id);
  expect(first?.seed).toMatch(/^[0-9a-f]{64}$/);
  expect(second?.seed).toBe(first?.seed);
  expect(off).toEqual({ version: 3, seed: null });
  expect(again?.seed).not.toBe(first?.seed);
  expect((await listEntries(other))[0]?.seed).not.toBe(first?.seed);
});

test("a rule that is switched off covers every date that one before it covered", async () => {
  const [id] = ids;
  await change([id]);
  await change([id], { samplePercent: 50, validFrom: addDays(today, 5), basedOn: { [id]: 1 } });
  const { centres } = await change([id], { isOn: false, basedOn: { [id]: 2 } });
  expect(centres).toMatchObject([{ rule: { isOn: false, validFrom: today, samplePercent: 50 } }]);
});

test("a rule of the past, one that changes nothing and one based on an older are refused", async () => {
  const [id, other] = ids;
  const past = change(ids, { validFrom: addDays(today, -1) });
  await expect(past).rejects.toMatchObject({ details: { reason: "in-the-past" } });
  const off = change([id], { isOn: false });
  await expect(off).rejects.toMatchObject({ details: { reason: "nothing-changed" } });
  await change([other]);
  const stale = change(ids, { samplePercent: 30 });
  await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(stale).rejects.toThrow("Adi changed the rule of");
  const same = change([other], { basedOn: { [other]: 1 } });
  await expect(same).rejects.toMatchObject({ details: { reason: "nothing-changed" } });
  const rows = await sql("SELECT FROM quiet_rule WHERE centre_id = ANY ($1)", [ids]);
  expect(rows, "all centres change, or none").toHaveLength(1);
});

test("of two who change a rule at once, one learns of the other", async () => {
  const changes = [10, 20, 30].map((samplePercent) => change(ids, { samplePercent }));
  const outcomes = await Promise.allSettled(changes);
  const refused = outcomes.flatMap((one): unknown[] =>
    one.status === "rejected" ? [one.reason] : [],
  );
  expect(refused).toMatchObject([{ code: "CONFLICT" }, { code: "CONFLICT" }]);
});

test("a day's number depends on seed, centre and date alone, and is evenly spread", () => {
  const key = { centreId: "101", businessDate: "2026-03-12" };
  expect(drawDay("5e".repeat(32), key)).toBe(KNOWN);
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(seed, fc.string(), (bytes, centreId) => {
      const hex = Buffer.from(bytes).toString("hex");
      const draws = Array.from({ length: 400 }, (_, day) => {
        return drawDay(hex, { centreId, businessDate: addDays("2026-01-01", day) });
      });
      expect(draws.every((draw) => draw >= 0 && draw < DRAWS)).toBe(true);
      // Twenty in a hundred of 400 are 80, with a standard deviation of 8.
      const sampled = draws.filter((draw) => draw < DRAWS / 5).length;
      expect(Math.abs(sampled - 80)).toBeLessThan(64);
    }),
    { numRuns: 50 },
  );
  expect(makeSeed()).not.toBe(makeSeed());
});

/** Computed apart: HMAC-SHA-256 of "101 2026-03-12", first six bytes, modulo 10,000. */
const KNOWN = 8616;
