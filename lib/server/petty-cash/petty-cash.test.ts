/** What is put into a fund and paid from it, and the second person that it takes. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pettyCashSchema } from "@/lib/contracts/petty-cash";
import { addDays } from "@/lib/domain/business-date";
import { makeUser } from "@/lib/testing/arrange";
import { type ArrangedFund, arrangePettyCash, refusal } from "@/lib/testing/arrange-petty-cash";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";

let fund: ArrangedFund;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  fund = await arrangePettyCash();
});

describe("receipts", () => {
  test("lower the balance, split their tax, and wait for a second person", async () => {
    await fund.topUp(300_00);
    await fund.pay(121_00);
    const shown = await fund.view();
    expect(pettyCashSchema.parse(shown)).toEqual(shown);
    expect(shown).toMatchObject({ balanceMinor: 179_00, waiting: 2, isBelowZero: false });
    expect(shown.entries[0]).toMatchObject({
      amountMinor: -121_00,
      balanceMinor: 179_00,
      vat: [{ ratePpm: 210_000, grossMinor: 121_00, vatMinor: 21_00 }],
      paidBy: "Carla",
      waits: true,
      isApprovable: true,
    });
    const [entry] = await sql<{ action: string; after: object }>(
      "SELECT action, after FROM audit_entry WHERE centre_id = $1 ORDER BY id DESC LIMIT 1",
      [fund.centreId],
    );
    expect(entry).toMatchObject({
      action: "petty-cash.receipt-recorded",
      after: { number: 2, amountMinor: -121_00, supplier: "Paper shop" },
    });
  });

  test("are refused above the limit, without their photo, and in the dark", async () => {
    await fund.open({ receiptMaxMinor: 200_00, photoFromMinor: 50_00 }, 1);
    await fund.topUp(500_00);
    await expect(fund.pay(200_01)).rejects.toMatchObject(refusal("above-limit"));
    await expect(fund.pay(50_00)).rejects.toMatchObject(refusal("photo-missing"));
    await expect(fund.pay(49_99)).resolves.toEqual({ number: 2 });
    const photoId = fund.people.counter.id;
    await expect(fund.pay(50_00, { photoId })).rejects.toMatchObject(refusal("unknown-photo"));
    await expect(fund.pay(1, { expenseType: "yachts" })).rejects.toMatchObject(
      refusal("unknown-type"),
    );
    const stranger = (await makeUser({ passwordHash: "hash" })).id;
    await expect(fund.pay(1, { paidById: stranger })).rejects.toMatchObject(
      refusal("unknown-person"),
    );
    const lines = [{ ratePpm: 210_000, grossMinor: 121_00, vatMinor: 12_00 }];
    await expect(fund.pay(0, { lines })).rejects.toMatchObject(refusal("vat-implausible"));
    const businessDate = addDays(fund.today(), 1);
    await expect(fund.pay(1, { businessDate })).rejects.toMatchObject(refusal("future-date"));
  });

  test("take the fund below zero after a confirmation alone", async () => {
    await fund.topUp(10_00);
    await expect(fund.pay(10_01)).rejects.toMatchObject(refusal("below-zero"));
    await fund.pay(10_01, { acceptsBelowZero: true });
    expect(await fund.view()).toMatchObject({ balanceMinor: -1, isBelowZero: true });
  });

  test("recorded by many at once all get a number of their own", async () => {
    await fund.topUp(100_00);
    const numbers = await Promise.all(Array.from({ length: 6 }, () => fund.pay(1_00)));
    expect(numbers.map(({ number }) => number).toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
    expect(await fund.view()).toMatchObject({ balanceMinor: 94_00, lastEntry: 7 });
  });
});

describe("four eyes", () => {
  test("nobody approves what they recorded or paid", async () => {
    await fund.topUp(100_00, "approver");
    await fund.pay(10_00, { paidById: fund.people.approver.id });
    await expect(fund.approve("approver", 1)).rejects.toMatchObject(refusal("own-entry"));
    await expect(fund.approve("approver", 2)).rejects.toMatchObject(refusal("own-entry"));
    expect((await fund.view()).entries.map(({ isApprovable }) => isApprovable)).toEqual([
      false,
      false,
    ]);
    // One of them is refused, so that none of the two is approved.
    await expect(fund.approve("second", 1, 2, 3)).rejects.toMatchObject(refusal("no-entry"));
    await fund.approve("second", 1, 2);
    expect(await fund.view()).toMatchObject({
      waiting: 0,
      entries: [{ approved: { by: "Sonia" } }, { approved: { by: "Sonia" } }],
    });
    await expect(fund.approve("second", 1)).rejects.toMatchObject(refusal("already-approved"));
  });

  test("of two who approve at once, one is told that it is done", async () => {
    await fund.topUp(100_00);
    const both = await Promise.allSettled([fund.approve("approver", 1), fund.approve("second", 1)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("a reversal of what was approved is approved too, and of what was not, is not", async () => {
    await fund.topUp(100_00);
    await fund.pay(10_00);
    await fund.approve("approver", 1);
    await fund.reverse(2);
    expect(await fund.view()).toMatchObject({ balanceMinor: 100_00, waiting: 0 });
    await expect(fund.approve("approver", 2)).rejects.toMatchObject(refusal("approval-not-needed"));
    await expect(fund.reverse(2)).rejects.toMatchObject(refusal("already-reversed"));
    await expect(fund.reverse(3)).rejects.toMatchObject(refusal("reversal-of-reversal"));
    await fund.reverse(1, "approver");
    expect(await fund.view()).toMatchObject({ balanceMinor: 0, waiting: 1 });
    await expect(fund.approve("approver", 4)).rejects.toMatchObject(refusal("own-entry"));
    await fund.approve("second", 4);
  });
});
