/** A fund is counted and closed: counts may be blind, and what is closed does not move. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { type ArrangedFund, arrangePettyCash, refusal } from "@/lib/testing/arrange-petty-cash";
import { storeCountingOf } from "@/lib/testing/arrange-settings";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { explainDifference, recordFundCount } from "./count-commands";
import { changeExpenseTypes, listExpenseTypes } from "./expense-types";
import { listFunds } from "./funds";
import { fundReader } from "./reader";

let fund: ArrangedFund;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  fund = await arrangePettyCash();
});

describe("a count", () => {
  test("is compared with the balance, and explained to the cent by an entry", async () => {
    await fund.topUp(100_00);
    await fund.count(99_97);
    expect((await fund.view()).counts).toMatchObject([
      { countedMinor: 99_97, balanceMinor: 100_00, differenceMinor: -3, explainedBy: null },
    ]);
    const explain = (countNumber: number) =>
      explainDifference(fund.as("reviewer", "reconciliation:explain"), {
        centreId: fund.centreId,
        countNumber,
        reason: "cash-handling",
        text: "Three cents fell behind the safe.",
      });
    await explain(1);
    expect(await fund.view()).toMatchObject({
      balanceMinor: 99_97,
      counts: [{ explainedBy: 2 }],
      entries: [{ kind: "difference", amountMinor: -3, paidBy: "Carla", recordedBy: "Rosa" }, {}],
    });
    await expect(explain(1)).rejects.toMatchObject(refusal("already-explained"));
    // The counter is an approver here; what they counted is approved by somebody else.
    await fund.count(99_97);
    await expect(explain(2)).rejects.toMatchObject(refusal("no-difference"));
    await expect(explain(1)).rejects.toMatchObject(refusal("count-superseded"));
  });

  test("is a conflict when cash moved meanwhile", async () => {
    await fund.topUp(100_00);
    const { lastEntry } = await fund.view();
    await fund.pay(10_00, {}, "reviewer");
    const stale = recordFundCount(fund.as("counter", "till-count:record"), {
      centreId: fund.centreId,
      countedMinor: 100_00,
      basedOnEntry: lastEntry,
    });
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("of a blind centre tells its counter nothing, by whichever way", async () => {
    await fund.topUp(731_93);
    await fund.count(700_00);
    const blind = await fund.view("counter");
    expect(blind).toMatchObject({ isBlind: true, balanceMinor: null, openingMinor: null });
    expect(blind.counts).toMatchObject([{ countedMinor: 700_00, differenceMinor: null }]);
    expect(blind.entries[0]).toMatchObject({ balanceMinor: null });
    await explainDifference(fund.as("reviewer", "reconciliation:explain"), {
      centreId: fund.centreId,
      countNumber: 1,
      reason: "cash-handling",
      text: "It was lost.",
    });
    expect((await fund.view("counter")).entries.map(({ kind }) => kind)).toEqual(["top-up"]);
    const of = async (who: "counter" | "approver") => {
      const scope = fund.as(who, "till-count:view");
      return (await listFunds(scope, fundReader(fund.people[who].actor))).funds[0];
    };
    expect(await of("counter")).toMatchObject({
      balanceMinor: null,
      last: { differenceMinor: null },
    });
    expect(await of("approver")).toMatchObject({
      balanceMinor: 700_00,
      waiting: 2,
      last: { differenceMinor: -31_93, isExplained: true },
    });
    await fund.reverse(2, "reviewer");
    expect((await fund.view("approver")).entries.map(({ amountMinor }) => amountMinor)).toEqual([
      31_93, -31_93, 731_93,
    ]);
    expect((await fund.view("counter")).entries.map(({ kind }) => kind)).toEqual(["top-up"]);
    await storeCountingOf(fund.centreId, { blindMode: "after-entry" });
    expect((await fund.view("counter")).counts).toMatchObject([{ differenceMinor: -31_93 }]);
    expect(await fund.view("counter")).toMatchObject({ balanceMinor: null });
  });
});

describe("a closed period", () => {
  test("that ends today is explained no difference of a later count of today", async () => {
    await fund.topUp(100_00);
    await fund.approve("approver", 1);
    await fund.count(100_00, "approver");
    await fund.close("second");
    await fund.count(95_00, "approver");
    const explained = explainDifference(fund.as("reviewer", "reconciliation:explain"), {
      centreId: fund.centreId,
      countNumber: 2,
      reason: "cash-handling",
      text: "A note of five is missing.",
    });
    await expect(explained).rejects.toMatchObject(refusal("period-closed"));
  });

  test("needs a count that covers it, approvals, and somebody else than the counter", async () => {
    await fund.topUp(100_00);
    await expect(fund.close("approver")).rejects.toMatchObject({ code: "CONFLICT" });
    await fund.count(100_00, "approver");
    await expect(fund.close("second")).rejects.toMatchObject(refusal("waiting-entries"));
    await fund.approve("approver", 1);
    await expect(fund.close("approver")).rejects.toMatchObject(refusal("own-count"));
    await fund.pay(10_00);
    await fund.approve("approver", 2);
    await expect(fund.close("second")).rejects.toMatchObject(refusal("count-missing"));
    await fund.count(80_00, "approver");
    await expect(fund.close("second")).rejects.toMatchObject(refusal("difference-open"));
    await fund.count(90_00, "approver");
    await fund.close("second");
    await expect(fund.close("second")).rejects.toMatchObject(refusal("already-closed"));
    expect(await fund.view()).toMatchObject({
      closedTo: fund.today(),
      balanceMinor: 90_00,
      openingMinor: 90_00,
      entries: [],
      closings: [{ number: 1, balanceMinor: 90_00, entries: 2, by: "Sonia" }],
    });
    expect((await fund.view("approver", 1)).entries).toMatchObject([
      { number: 2, balanceMinor: 90_00 },
      { number: 1 },
    ]);
    await expect(fund.view("approver", 2)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("does not move: the command and the database refuse every entry in it", async () => {
    const yesterday = addDays(fund.today(), -1);
    await fund.topUp(100_00);
    await fund.approve("approver", 1);
    await fund.count(100_00);
    await fund.close("approver", yesterday);
    const late = fund.pay(1_00, { businessDate: yesterday });
    await expect(late).rejects.toMatchObject(refusal("period-closed"));
    const written = sql(
      `INSERT INTO petty_cash_entry (centre_id, number, kind, business_date, amount_minor, source,
         paid_by_id, recorded_by_id)
       VALUES ($1, 9, 'top-up', $2, 1, 'bank', $3, $3)`,
      [fund.centreId, yesterday, fund.people.counter.id],
    );
    await expect(written).rejects.toThrow(/closed up to/);
    await fund.reverse(1);
    expect(await fund.view()).toMatchObject({ balanceMinor: 0, closings: [{ balanceMinor: 0 }] });
  });
});

describe("settings", () => {
  test("of a fund that somebody else changed are a conflict", async () => {
    await fund.open({ floatMinor: 500_00 }, 1);
    await expect(fund.open({}, 1)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await fund.view()).toMatchObject({ settings: { version: 2, floatMinor: 500_00 } });
  });

  test("list types of expense, of which none is removed", async () => {
    const administrator = await makeUser();
    const scope = scopeFor("centre:administer", null, administrator);
    const { version, types } = await listExpenseTypes(scopeFor("till-count:view", null));
    const flowers = { code: "flowers", name: "Flowers", ratePpm: 100_000, active: true };
    const changed = await changeExpenseTypes(scope, { version, types: [...types, flowers] });
    expect(changed.types.at(-1)).toEqual(flowers);
    await expect(changeExpenseTypes(scope, { version, types })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    const fewer = changeExpenseTypes(scope, { version: changed.version, types });
    await expect(fewer).rejects.toMatchObject(refusal("type-removed"));
  });
});
