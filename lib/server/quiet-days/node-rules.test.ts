/** The rule of a node for quiet days: whose days it reviews, and who may set and withdraw it. */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { changeQuietRulesSchema } from "@/lib/contracts/quiet-days";
import { addDays } from "@/lib/domain/business-date";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";
import { actorOf, type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { insertQuietRule, SEED } from "@/lib/testing/arrange-quiet-days";
import { arrangeDay, arrangePeople, dayFor, makeCentreId } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { reviewQuietDays } from "./certify";
import { changeQuietRules } from "./commands";
import { drawDay } from "./draw";
import { listQuietRules } from "./queries";

let centreId: string;
let group: string, north: string, south: string;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  centreId = await makeCentreId();
  ({ cal, rey, ana } = await arrangePeople(centreId));
  const id = randomUUID().slice(0, 8);
  [group, north, south] = [`g-${id}`, `n-${id}`, `s-${id}`];
  await setOrganisation([areaRow(group, null), areaRow(north, group), areaRow(south, group)]);
  await setOrganisation([centreRow(centreId, north)]);
});

/** Arranges a quiet day, on a date from this one on that a rate of 1 per cent does not sample. */
async function arrangeQuietDay(from: string) {
  let date = from;
  while (drawDay(SEED, { centreId, businessDate: date }) < 100) date = addDays(date, 1);
  const key = { centreId, date };
  await arrangeDay(key, cal);
  return key;
}

/** Changes rules as somebody with every role in these centres, or in all. */
function change(by: MadeUser, centreIds: string[] | null, more: object) {
  const input = changeQuietRulesSchema.parse({ basedOn: {}, isOn: true, ...more });
  const centres = centreIds ?? [EVERYWHERE];
  const roles = centres.flatMap((id) => ROLES.map((role) => ({ centreId: id, role })));
  const scope = scopeFor("tolerance:change", centreIds, by);
  return changeQuietRules(scope, input, { actor: actorOf(by, roles) });
}
const changeEverywhere = (more: object) => change(ana, null, more);

test("reviews the days below it, unless a nearer one says otherwise", async () => {
  const key = await arrangeQuietDay("2026-03-12");
  await insertQuietRule(`@${group}`, ana);
  await insertQuietRule(`@${north}`, ana, { isOn: false });
  await reviewQuietDays();
  expect((await dayFor(key, rey)).state).toBe("open");
  await insertQuietRule(centreId, ana, { version: 1, samplePercent: 1 });
  await reviewQuietDays();
  expect(await dayFor(key, rey)).toMatchObject({ state: "reviewed", quiet: { ruleVersion: 1 } });
  const decided = await sql("SELECT rule_scope FROM quiet_day WHERE centre_id = $1", [centreId]);
  expect(decided).toEqual([{ rule_scope: centreId }]);
});

test("is named by what it decided, and whoever set it closes none of its days", async () => {
  const key = await arrangeQuietDay("2026-03-12");
  await insertQuietRule(`@${group}`, ana);
  await reviewQuietDays();
  const day = await dayFor(key, ana);
  expect(day).toMatchObject({ state: "reviewed", quiet: { samplePercent: 1 } });
  expect(day.may).toMatchObject({ closure: { reason: "rule-by-you" } });
  const rows = await sql(
    `SELECT m.rule_scope, m.rule_version, y.outcome, a.after -> 'rule' ->> 'scopeId' AS recorded
       FROM move m JOIN quiet_day y USING (centre_id, business_date, rule_scope, rule_version)
       JOIN audit_entry a USING (centre_id, business_date)
      WHERE m.centre_id = $1 AND a.action = 'day.reviewed'`,
    [centreId],
  );
  const scope = `@${group}`;
  expect(rows).toEqual([
    { rule_scope: scope, rule_version: 1, outcome: "certified", recorded: scope },
  ]);
});

test("follows the tree of the business date; what it decided stays decided", async () => {
  const before = await arrangeQuietDay("2026-03-02");
  const after = await arrangeQuietDay("2026-03-20");
  await insertQuietRule(`@${north}`, ana);
  await setOrganisation([centreRow(centreId, south, "2026-03-15")]);
  await reviewQuietDays();
  expect((await dayFor(before, rey)).state).toBe("reviewed");
  expect((await dayFor(after, rey)).state).toBe("open");
  await insertQuietRule(`@${north}`, ana, { version: 2, isOn: false });
  await setOrganisation([centreRow(centreId, south, "2026-02-01")]);
  expect(await dayFor(before, rey)).toMatchObject({ state: "reviewed", moves: [{ by: null }] });
});

test("an own rule that is withdrawn leaves its centre to the node from today on", async () => {
  const [centre] = (await listQuietRules(scopeFor("tolerance:view", [centreId]))).centres;
  const today = centre?.today ?? "";
  await changeEverywhere({ nodeIds: [group], samplePercent: 20 });
  const off = { centreIds: [centreId], isOn: false };
  await changeEverywhere(off);
  const inForce = async () => {
    const { centres } = await listQuietRules(scopeFor("tolerance:view", [centreId]));
    return centres[0];
  };
  expect(await inForce()).toMatchObject({
    rule: { isOn: false, withdrawn: false },
    inForce: { isOn: false, nodeId: null },
  });
  const withdrawn = { ...off, withdrawn: true, basedOn: { [centreId]: 1 } };
  const { centres } = await changeEverywhere(withdrawn);
  expect(centres).toMatchObject([
    {
      rule: { version: 2, withdrawn: true, validFrom: today },
      inForce: { isOn: true, samplePercent: 20, nodeId: group, nodeName: `Area ${group}` },
    },
  ]);
  const again = { ...withdrawn, basedOn: { [centreId]: 2 } };
  await expect(changeEverywhere(again)).rejects.toMatchObject({
    details: { reason: "nothing-changed" },
  });
});

test("is set by who has a role on the node or above, and hidden from others", async () => {
  const manager = await makeUser();
  await sql(
    `INSERT INTO node_membership (user_id, node_id, role)
     SELECT $1::uuid, $2::text, r FROM unnest($3::text[]) AS r`,
    [manager.id, north, ROLES],
  );
  const set = (nodeId: string) => change(manager, [centreId], { nodeIds: [nodeId] });
  const { nodes } = await set(north);
  expect(nodes).toMatchObject([{ nodeId: north, rule: { version: 1, isOn: true } }]);
  await expect(set(north)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(set(group)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(set(south)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(set("no-such-node")).rejects.toMatchObject({ code: "NOT_FOUND" });
  const listed = await listQuietRules(scopeFor("tolerance:view", [centreId]));
  expect(listed.nodes.map(({ nodeId }) => nodeId).toSorted()).toEqual([group, north].toSorted());
  const [entry] = await sql(
    `SELECT centre_id, after ->> 'nodeId' AS node FROM audit_entry
      WHERE action = 'quiet-days.changed' AND actor_id = $1::uuid`,
    [manager.id],
  );
  expect(entry).toEqual({ centre_id: null, node: north });
});
