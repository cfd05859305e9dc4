/** The rule of a node: which days it judges, who may set it, and what a move in the tree does. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeToleranceInput } from "@/lib/contracts/tolerance";
import { ROLES } from "@/lib/domain/permission";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { inTransaction, sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { recomputeDays } from "../recompute/recompute-days";
import { changeTolerance } from "./commands";
import { listRulesInForce } from "./in-force";
import { listRules } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const [EARLY, LATE] = ["2026-03-01", "2026-03-20"];

/** Two areas below a group, with a centre in the first; its days are open and have a card line. */
async function arrange() {
  const id = randomUUID().slice(0, 8);
  const [group, north, south] = [`g-${id}`, `n-${id}`, `s-${id}`];
  const { id: centreId } = await makeCentre();
  await setOrganisation([areaRow(group, null), areaRow(north, group), areaRow(south, group)]);
  await setOrganisation([centreRow(centreId, north)]);
  for (const businessDate of [EARLY, LATE]) await storeSheet(centreId, businessDate);
  return { group, north, south, centreId };
}

async function storeSheet(centreId: string, businessDate: string): Promise<void> {
  const sheet = makeSheet(centreId, businessDate, [makeShift({ CARD: 100_00 })]);
  await sql("INSERT INTO cash_sheet VALUES ($1, $2, 1, repeat('a', 64), now())", [
    centreId,
    businessDate,
  ]);
  await sql(
    "INSERT INTO cash_sheet_version VALUES ($1, $2, 1, repeat('a', 64), '{}', $3, 'map', now())",
    [centreId, businessDate, JSON.stringify(sheet)],
  );
  await inTransaction((tx) => recomputeDays(tx, [{ centreId, businessDate }]));
}

const body = (at: string, amountMinor: number) => {
  const level = { short: { amountMinor, ppm: 0 }, over: { amountMinor, ppm: 0 } };
  return changeToleranceInput.parse({
    centreId: at,
    tenderId: "*",
    currency: "EUR",
    explain: level,
    approve: level,
    monthlyMinor: null,
    validFrom: "2026-01-01",
    basedOnVersion: 0,
  });
};
const everywhere = scopeFor("tolerance:change", null);

async function rulesOf(centreId: string): Promise<(string | null)[]> {
  const rows = await sql<{ rule: string | null }>(
    "SELECT rule FROM reconciliation_line WHERE centre_id = $1 ORDER BY business_date",
    [centreId],
  );
  return rows.map(({ rule }) => rule);
}

describe("the rule of a node", () => {
  test("judges open days below it, the nearest first, and no signed one", async () => {
    const { group, north, centreId } = await arrange();
    await changeTolerance(everywhere, body(`@${group}`, 1_00));
    expect(await rulesOf(centreId)).toEqual([`@${group}/*/EUR#1`, `@${group}/*/EUR#1`]);
    await sql(
      `UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1 AND business_date = $2`,
      [centreId, EARLY],
    );
    const { rule, days } = await changeTolerance(everywhere, body(`@${north}`, 2_00));
    expect(rule).toMatchObject({ centreName: null, nodeName: `Area ${north}` });
    expect(days).toEqual({ total: 1, later: false });
    expect(await rulesOf(centreId)).toEqual([`@${group}/*/EUR#1`, `@${north}/*/EUR#1`]);
    const inForce = await listRulesInForce(scopeFor("tolerance:view", [centreId]), {
      kind: "card",
    });
    expect(inForce.centres).toMatchObject([
      { centreId, rule: { centreId: `@${north}`, nodeName: `Area ${north}`, version: 1 } },
    ]);
    await changeTolerance(everywhere, body(centreId, 3_00));
    expect(await rulesOf(centreId)).toEqual([`@${group}/*/EUR#1`, `${centreId}/*/EUR#1`]);
  });

  test("judges from the date of a move what it is above from then on", async () => {
    const { group, north, south, centreId } = await arrange();
    await changeTolerance(everywhere, body(`@${north}`, 1_00));
    await changeTolerance(everywhere, body(`@${south}`, 2_00));
    await setOrganisation([centreRow(centreId, south, LATE)]);
    expect(await rulesOf(centreId)).toEqual([`@${north}/*/EUR#1`, `@${south}/*/EUR#1`]);
    const west = `w-${group}`;
    await setOrganisation([areaRow(west, north), centreRow(centreId, west, LATE)]);
    expect(await rulesOf(centreId)).toEqual([`@${north}/*/EUR#1`, `@${north}/*/EUR#1`]);
    await setOrganisation([areaRow(west, south, "2026-03-10")]);
    expect(await rulesOf(centreId)).toEqual([`@${north}/*/EUR#1`, `@${south}/*/EUR#1`]);
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  });

  test("is set by who has a role on the node or above, and never on what is above", async () => {
    const { group, north, south, centreId } = await arrange();
    const manager = await makeUser();
    await sql(
      `INSERT INTO node_membership (user_id, node_id, role)
       SELECT $1::uuid, $2::text, r FROM unnest($3::text[]) AS r`,
      [manager.id, north, ROLES],
    );
    const mine = scopeFor("tolerance:change", [centreId], manager);
    expect((await changeTolerance(mine, body(`@${north}`, 1_00))).rule).toMatchObject({
      centreId: `@${north}`,
      version: 1,
    });
    await expect(changeTolerance(mine, body(`@${group}`, 1_00))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    for (const hidden of [south, "no-such-node"]) {
      await expect(changeTolerance(mine, body(`@${hidden}`, 1_00))).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    const byCentre = scopeFor("tolerance:change", [centreId], await makeUser());
    await expect(changeTolerance(byCentre, body(`@${north}`, 1_00))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await changeTolerance(everywhere, body(`@${south}`, 1_00));
    const { rules } = await listRules(scopeFor("tolerance:view", [centreId]), { limit: 100 });
    const shown = rules.map((rule) => rule.centreId).filter((id) => id !== "*");
    expect(shown).toEqual([`@${north}`]);
  });
});
