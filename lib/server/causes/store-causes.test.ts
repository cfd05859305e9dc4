import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { ListedLine } from "@/lib/contracts/reconciliation";
import { pageSearchSchema } from "@/lib/contracts/search";
import { formatLinePosition } from "@/lib/domain/keys";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangeExplained } from "@/lib/testing/arrange-explained";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { inTransaction, type Sql, sql } from "../db/sql";
import { agreeFloat } from "../floats/commands";
import { recomputeDays } from "../recompute/recompute-days";
import { listLines } from "../reconciliations/queries";
import { storeSheets } from "../sync/store";
import { listCauses } from "./list-causes";
import { storeDueCauses } from "./store-causes";

const DATES = ["2026-03-02", "2026-03-03", "2026-03-04"];
const EXPECTED = { CASH: 400_00, CARD: 90_00, VOUCHER: 44_00 };

/** Many days are computed twice; a busy machine takes long. */
const MS = { timeout: 120_000 };

beforeAll(async () => {
  await testDatabase();
});

describe("what a list shows of likely causes", () => {
  test("is what the page of the day computes, and of no other figures", MS, async () => {
    const centre = await arrangeCentre();
    // Differences are few and large, so that floats, digits, tenders, tills and days coincide.
    const change = fc.record({
      date: fc.constantFrom(...DATES),
      tillId: fc.constantFrom("T1", "T2"),
      tenderId: fc.constantFrom(...(Object.keys(EXPECTED) as (keyof typeof EXPECTED)[])),
      off: fc.constantFrom(-150_00, 150_00, 20_00, -20_00, 36_00, 0, -8_00),
    });
    const found = new Set<string>();
    for (const { date, tillId, tenderId, off } of fc.sample(change, { numRuns: 12, seed: 11 })) {
      await centre.count(date, { tillId, tenderId, amount: EXPECTED[tenderId] + off });
      const late = await centre.list();
      expect(late.filter((line) => line.businessDate === date && line.likelyCause)).toEqual([]);
      await storeDueCauses();
      const computedOf = await centre.computeCauses();
      for (const line of await centre.list()) {
        const computed = computedOf(line);
        expect(line.likelyCause, `${date} ${tillId} ${tenderId} ${off}`).toEqual(
          computed === undefined ? undefined : expect.objectContaining(computed),
        );
        if (line.likelyCause !== undefined) found.add(line.likelyCause.kind);
      }
    }
    expect([...found].sort()).toEqual(expect.arrayContaining(["wrong-day", "wrong-till"]));
  });

  test("follows the agreed float, and stays while other lines are explained", async () => {
    const day = await arrangeExplained();
    await day.count("CASH", 250_00);
    await day.count("CARD", 91_00);
    expect(await storeDueCauses()).toBeGreaterThan(0);
    const shown = async () =>
      (await listLines(day.views, searchFor(day.key.centreId))).lines.map((line) => [
        line.tenderId,
        line.likelyCause?.kind ?? line.explanation ?? null,
      ]);
    expect(await shown()).toEqual([
      ["CARD", null],
      ["CASH", "float-left-out"],
      ["VOUCHER", null],
    ]);
    await day.explain(await day.makeExplain({ tenderId: "CARD", text: "A tip" }));
    expect(await shown()).toContainEqual(["CASH", "float-left-out"]);
    expect(await shown()).toContainEqual(["CARD", { text: "A tip", by: "Marta" }]);
    const may = scopeFor("tolerance:change", [day.key.centreId], day.reviewer);
    const agreed = { centreId: day.key.centreId, tillId: "*", validFrom: "2026-01-01" };
    await agreeFloat(may, { ...agreed, amountMinor: 120_00 });
    expect(await storeDueCauses()).toBeGreaterThan(0);
    const [computed] = (await day.read()).causes.filter(({ tenderId }) => tenderId === "CASH");
    const [, cash] = await shown();
    expect(cash?.[1]).toBe(computed?.causes[0]?.kind ?? null);
  });

  test("is left to one process at a time, and is done once", async () => {
    const day = await arrangeExplained();
    await day.count("CASH", 250_00);
    const computed = await Promise.all([storeDueCauses(), storeDueCauses()]);
    expect(computed.toSorted()).toEqual([0, 1]);
    expect(await storeDueCauses()).toBe(0);
  });
});

const searchFor = (centreId: string) =>
  pageSearchSchema.parse({ centreId, from: "2026-03-01", to: "2026-03-12" });

/** Two tills on three days in a row, everything counted as expected. */
async function arrangeCentre() {
  const { id: centreId } = await makeCentre();
  const counter = await makeUser({ roles: [{ centreId, role: "counter" }] });
  const views = scopeFor("reconciliation:view", [centreId]);
  const days = DATES.map((businessDate) => ({ centreId, businessDate }));
  const sheets = DATES.map((date) => {
    const float = { amount: 150_00 as never, rounded: false };
    const shifts = ["T1", "T2"].map((tillId) =>
      makeShift({ ...EXPECTED, CASH: 250_00 }, { float, tillId }),
    );
    const sheet = makeSheet(centreId, date, shifts);
    const payload = JSON.stringify(sheet);
    return { sheet, payload, hash: createHash("sha256").update(payload).digest("hex") };
  });
  await inTransaction((tx) =>
    storeSheets(tx, { days, readAt: new Date(), fieldMapHash: "0".repeat(64), sheets }),
  );
  type Counted = { tillId: string; tenderId: string; amount: number };
  const centre = {
    async list(): Promise<ListedLine[]> {
      return (await listLines(views, searchFor(centreId))).lines;
    },
    /** As `findDay` does for the pages of the days, but only of lines that need a reason. */
    async computeCauses() {
      const read = await Promise.all(
        DATES.map(async (date) => {
          const causes = await listCauses(sql, { centreId, businessDate: date });
          return causes.map(
            (one) => [`${date} ${formatLinePosition(one)}`, one.causes[0]] as const,
          );
        }),
      );
      const computed = new Map(read.flat());
      return (line: ListedLine) =>
        line.verdict === "short" || line.verdict === "over"
          ? computed.get(`${line.businessDate} ${formatLinePosition(line)}`)
          : undefined;
    },
    async insert(sql: Sql, businessDate: string, { tillId, tenderId, amount }: Counted) {
      await sql(
        `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
           counted_minor, source, counted_by_id)
         SELECT $1, $2, '1', $3, $4, count(*) + 1, $5, 'api', $6 FROM till_count
          WHERE (centre_id, business_date, till_id, tender_id) = ($1, $2, $3, $4)`,
        [centreId, businessDate, tillId, tenderId, amount, counter.id],
      );
    },
    async count(businessDate: string, counted: Counted) {
      await inTransaction(async (tx) => {
        await centre.insert(tx.sql, businessDate, counted);
        await recomputeDays(tx, [{ centreId, businessDate }]);
      });
    },
  };
  await inTransaction(async (tx) => {
    for (const day of days) {
      for (const tillId of ["T1", "T2"]) {
        for (const [tenderId, amount] of Object.entries(EXPECTED)) {
          await centre.insert(tx.sql, day.businessDate, { tillId, tenderId, amount });
        }
      }
    }
    await recomputeDays(tx, days);
  });
  await storeDueCauses();
  return centre;
}
