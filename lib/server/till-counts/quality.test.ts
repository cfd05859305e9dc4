import { beforeAll, describe, expect, test } from "vitest";
import { countHintSchema } from "@/lib/contracts/count-settings";
import { addDays } from "@/lib/domain/business-date";
import { type Arranged, arrangeCounting, COUNTED_DATE } from "@/lib/testing/arrange-counting";
import { EXPECTED_CASH } from "@/lib/testing/arrange-counting";
import type { Role } from "@/lib/domain/permission";
import { testDatabase } from "@/lib/testing/database";
import { listHints } from "./quality";

beforeAll(async () => {
  await testDatabase();
});

async function kindsOf(centre: Arranged, businessDate = COUNTED_DATE, reader: Role = "reviewer") {
  const day = { centreId: centre.centreId, businessDate };
  const hints = await listHints(day, centre.actorOf(reader).userId);
  for (const hint of hints) expect(countHintSchema.parse(hint)).toEqual(hint);
  return hints.map(({ tenderId, kind }) => `${tenderId} ${kind}`);
}

async function counted(given: Record<string, unknown>) {
  const centre = await arrangeCounting();
  await centre.store();
  await centre.count("counter", given);
  return centre;
}

describe("how a count was made", () => {
  test("is not remarked on when it was made as usual", async () => {
    const centre = await counted({ countedMinor: 700_003, seconds: 90 });
    expect(await kindsOf(centre)).toEqual([]);
  });

  test("is seen in its pieces, its seconds and its roundness", async () => {
    const strange = await counted({ denominations: [{ valueMinor: 250, quantity: 3 }] });
    expect(await kindsOf(strange)).toEqual(["CASH impossible-denominations"]);
    const hasty = await counted({ countedMinor: 730_000, seconds: 1 });
    expect(await kindsOf(hasty)).toEqual(["CASH typed-fast", "CASH round-amount"]);
    await hasty.count("counter", { countedMinor: 730_001, seconds: 60 });
    expect(await kindsOf(hasty)).toEqual([]);
  });

  test("is not revealed to whoever made it, but to others", async () => {
    const centre = await counted({ denominations: [{ valueMinor: 250, quantity: 3 }] });
    expect(await kindsOf(centre, COUNTED_DATE, "counter")).toEqual([]);
    for (const reader of ["reviewer", "approver", "administrator"] as const) {
      expect(await kindsOf(centre, COUNTED_DATE, reader)).toHaveLength(1);
    }
  });

  test("is looked at for cash alone", async () => {
    const centre = await counted({ tenderId: "CARD", countedMinor: 100_000, seconds: 0 });
    expect(await kindsOf(centre)).toEqual([]);
  });
});

test("counts without a difference are remarked on after eight running, among twelve", async () => {
  const centre = await arrangeCounting();
  const day = (at: number) => addDays(COUNTED_DATE, at);
  for (let at = 0; at < 13; at += 1) {
    await centre.store(day(at));
    const countedMinor = at < 4 ? EXPECTED_CASH - 3 : EXPECTED_CASH;
    await centre.count("counter", { businessDate: day(at), countedMinor, seconds: 60 });
  }
  expect(await kindsOf(centre, day(10))).toEqual([]);
  const [hint] = await listHints(
    { centreId: centre.centreId, businessDate: day(12) },
    centre.actorOf("auditor").userId,
  );
  expect(hint).toEqual({
    shiftId: "1",
    tillId: "T1",
    tenderId: "CASH",
    kind: "perfect-run",
    facts: { run: 9, sample: 13 },
    innocent: "quiet-till",
  });
  expect(await kindsOf(centre, day(11))).toEqual(["CASH perfect-run"]);
});

test("where the figure is shown, counting it exactly says nothing", async () => {
  const centre = await arrangeCounting({ blindMode: "shown" });
  for (let at = 0; at < 12; at += 1) {
    const businessDate = addDays(COUNTED_DATE, at);
    await centre.store(businessDate);
    await centre.count("counter", { businessDate, countedMinor: EXPECTED_CASH });
  }
  expect(await kindsOf(centre, addDays(COUNTED_DATE, 11))).toEqual([]);
});
