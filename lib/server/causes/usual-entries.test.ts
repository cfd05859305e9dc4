/** What is usually paid at a centre is learnt from the days before, each of which counts once. */
import { beforeAll, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { makeCentreId, storeCount, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { entry } from "@/lib/testing/expected-sheets";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { sql } from "../db/sql";
import { listCauses } from "./list-causes";

const DATE = "2026-03-05";
const ICE = entry(4_10, "Ice");
const BREAD = entry(81_30, "Bread");

beforeAll(async () => {
  await testDatabase();
});

test("a missing expense is named as it was paid last", async () => {
  const causes = await findCausesOfIce({ "2026-03-01": [ICE], "2026-03-02": [ICE] });
  expect(causes).toMatchObject([
    { kind: "expense-missing", facts: { label: "Ice", businessDate: "2026-03-02" } },
  ]);
});

test("an expense of the day before is no likelier than one of the day before that", async () => {
  const sooner = await findCausesOfIce({ "2026-03-03": [BREAD], "2026-03-04": [ICE] });
  const earlier = await findCausesOfIce({ "2026-03-03": [ICE], "2026-03-04": [BREAD] });
  const scoreOf = (causes: typeof sooner) =>
    causes.map(({ kind, score, facts }) => ({ kind, score, label: facts.label }));
  expect(scoreOf(sooner)).toMatchObject([{ kind: "expense-missing", label: "Ice" }]);
  expect(scoreOf(earlier)).toEqual(scoreOf(sooner));
});

/** Of a till that is short by the ice, which is not on its sheet. */
async function findCausesOfIce(expenses: Record<string, (typeof ICE)[]>) {
  const centreId = await makeCentreId();
  const counter = await makeUser({ roles: [{ centreId, role: "counter" }] });
  for (const date of ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", DATE]) {
    const shift = makeShift({ CASH: 400_00 }, { expenses: expenses[date] ?? [] });
    await storeSheet({ centreId, date }, makeSheet(centreId, date, [shift]));
  }
  await storeCount({ centreId, date: DATE }, counter, 400_00 - 4_10);
  const [line] = await listCauses(sql, { centreId, businessDate: DATE });
  return line?.causes ?? [];
}
