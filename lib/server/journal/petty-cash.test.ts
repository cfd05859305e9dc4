/** Closed periods of petty cash reach the books once, and corrections follow in the next period. */
import { beforeAll, expect, test } from "vitest";
import { changeJournalAccountSchema } from "@/lib/contracts/journal-account";
import { ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { addDays } from "@/lib/domain/business-date";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { type ArrangedFund, arrangePettyCash, refusal } from "@/lib/testing/arrange-petty-cash";
import { assign, makeEntity } from "@/lib/testing/arrange-journal";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { explainDifference } from "../petty-cash/count-commands";
import { exportBatch } from "./batch-file";
import { changeJournalAccount } from "./change-account";
import { postBatch } from "./post-batch";
import { previewBatch } from "./preview-batch";

const ACCOUNTS = {
  "petty-cash": "5702",
  "petty-cash-expenses": "629",
  "petty-cash-vat": "472",
  "petty-cash-transfers": "572",
  "petty-cash-short": "659",
};

beforeAll(async () => {
  await testDatabase();
});

async function mapAll(): Promise<void> {
  const scope = scopeFor("journal:configure", null, await makeUser());
  for (const [purpose, account] of Object.entries(ACCOUNTS)) {
    const rule = { scopeId: "*", purpose, selector: "*", account, validFrom: "2000-01-01" };
    await changeJournalAccount(
      scope,
      changeJournalAccountSchema.parse({ ...rule, basedOnVersion: 0 }),
    );
  }
}

const entityId = ORGANISATION_SERIES;
const post = async (fund: ArrangedFund, of = entityId) =>
  postBatch(scopeFor("journal:post", null, fund.people.second), {
    entityId: of,
    to: fund.today(),
  });

/** By account: debits less credits of what this centre's entries moved. */
async function balancesOf(centreId: string): Promise<Record<string, number>> {
  const rows = await sql<{ account: string; net: number }>(
    `SELECT account, sum(net)::int AS net FROM (
       SELECT p.debit AS account, p.amount_minor AS net, e.centre_id
         FROM journal_posting p JOIN journal_entry e
           ON e.number = p.entry_number AND e.entity_id = p.entity_id
       UNION ALL
       SELECT p.credit, -p.amount_minor, e.centre_id
         FROM journal_posting p JOIN journal_entry e
           ON e.number = p.entry_number AND e.entity_id = p.entity_id) s
      WHERE centre_id = $1 GROUP BY account ORDER BY account`,
    [centreId],
  );
  return Object.fromEntries(rows.map(({ account, net }) => [account, net]));
}

test("a closed period is posted once, by type, tax and source, as its balance changed", async () => {
  const fund = await arrangePettyCash();
  await fund.topUp(300_00);
  await fund.pay(121_00, { businessDate: addDays(fund.today(), -1) });
  await fund.approve("approver", 1, 2);
  await fund.count(178_97);
  await explainDifference(fund.as("reviewer", "reconciliation:explain"), {
    centreId: fund.centreId,
    countNumber: 1,
    reason: "cash-handling",
    text: "Three cents fell behind the safe.",
  });
  await fund.approve("approver", 3);
  await expect(post(fund)).rejects.toMatchObject(refusal("nothing-to-post"));
  await fund.close("approver");

  const preview = await previewBatch(scopeFor("journal:view", null), {
    entityId,
    to: fund.today(),
  });
  expect(preview.unmapped.map(({ purpose, label, reason }) => [purpose, label ?? reason])).toEqual([
    ["petty-cash-expenses", "office"],
    ["petty-cash", null],
    ["petty-cash-vat", "21"],
    ["petty-cash-transfers", "bank"],
    ["petty-cash-short", "cash-handling"],
  ]);
  await expect(post(fund)).rejects.toMatchObject(refusal("unmapped"));
  await mapAll();
  const both = await Promise.allSettled([post(fund), post(fund)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const [posted] = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(posted).toMatchObject({ entries: 2, reversals: 0 });
  expect(await balancesOf(fund.centreId)).toEqual({
    "472": 21_00,
    "5702": 178_97,
    "572": -300_00,
    "629": 100_00,
    "659": 3,
  });
  const file = await exportBatch(scopeFor("journal:view", null), {
    entityId,
    number: posted?.number ?? 0,
    format: "csv",
  });
  expect(await file.text()).toContain("5702");
});

test("what is reversed after its period is taken back exactly by the next one", async () => {
  const fund = await arrangePettyCash();
  const yesterday = addDays(fund.today(), -1);
  await fund.pay(121_00, { businessDate: yesterday, acceptsBelowZero: true });
  await fund.approve("approver", 1);
  await sql(
    `INSERT INTO petty_cash_count (centre_id, number, business_date, counted_minor, balance_minor,
       last_entry, counted_by_id)
     VALUES ($1, 1, $2, -12100, -12100, 1, $3)`,
    [fund.centreId, yesterday, fund.people.counter.id],
  );
  await fund.close("approver", yesterday);
  await post(fund);
  expect(await balancesOf(fund.centreId)).toMatchObject({ "629": 100_00, "5702": -121_00 });
  await fund.reverse(1);
  await fund.approve("approver", 2);
  await fund.count(0);
  await fund.close("approver");
  await post(fund);
  expect(await balancesOf(fund.centreId)).toEqual({ "472": 0, "5702": 0, "629": 0 });
});

test("each date belongs to the entity of its centre, also when that is known late", async () => {
  const fund = await arrangePettyCash();
  const yesterday = addDays(fund.today(), -1);
  const south = await makeEntity("South Ltd");
  await fund.topUp(50_00);
  await fund.pay(121_00, { businessDate: yesterday, acceptsBelowZero: true });
  await fund.approve("approver", 1, 2);
  await fund.count(-71_00);
  await fund.close("approver");
  await assign(south, fund.centreId, fund.today());
  const batches = [await post(fund), await post(fund, south)];
  expect(batches).toMatchObject([{ entries: 1 }, { entries: 1, number: 1 }]);
  const balances = await balancesOf(fund.centreId);
  await assign(south, fund.centreId, yesterday);
  await expect(post(fund, south)).rejects.toMatchObject(refusal("in-other-books"));
  expect(await post(fund)).toMatchObject({ entries: 0, reversals: 1 });
  expect(await post(fund, south)).toMatchObject({ entries: 1, reversals: 0, number: 2 });
  expect(await balancesOf(fund.centreId)).toEqual(balances);
  const owners = await sql<{ entityId: string; live: number }>(
    `SELECT entity_id AS "entityId",
            sum(CASE WHEN reverses IS NULL THEN 1 ELSE -1 END)::int AS live
       FROM journal_entry WHERE centre_id = $1 GROUP BY entity_id ORDER BY live`,
    [fund.centreId],
  );
  expect(owners).toEqual([
    { entityId, live: 0 },
    { entityId: south, live: 2 },
  ]);
});
