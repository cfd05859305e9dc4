/** How cash is rounded explains small differences, and never changes what is expected. */
import { beforeAll, expect, test } from "vitest";
import type { ChangeCashRounding } from "@/lib/contracts/cash-rounding";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePeople, dayFor, storeCount, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { amount, makeSheet, tender } from "@/lib/testing/expected-sheets";
import { listCauses } from "../causes/list-causes";
import { sql } from "../db/sql";
import { changeRounding } from "./change-rounding";
import { listRoundings } from "./roundings";

beforeAll(async () => {
  await testDatabase();
});

test("a rule of a centre offers rounding as a likely cause, of as much as its receipts allow", async () => {
  const { id: centreId } = await makeCentre({ currency: "CHF" });
  const { cal, rey, ana } = await arrangePeople(centreId);
  const scope = scopeFor("centre:administer", null, ana);
  const change = (more: Partial<ChangeCashRounding> = {}) =>
    changeRounding(scope, {
      scopeId: centreId,
      currency: "CHF",
      stepMinor: 5,
      validFrom: "2026-03-01",
      basedOnVersion: 0,
      ...more,
    });
  const key = { centreId, date: "2026-03-12" };
  const day = { centreId, businessDate: key.date };
  await storeSheet(key, {
    ...makeSheet({ tenders: [tender("CASH", "cash", 100_03)], tickets: 40, float: amount(0) }),
    currency: "CHF",
    ...day,
  });
  await storeCount(key, cal, 100_15);
  expect((await listCauses(sql, day))[0]?.causes ?? []).toEqual([]);
  const before = await dayFor(key, rey);
  await change();
  const [found] = await listCauses(sql, day);
  const facts = { amountMinor: 80, quantity: 40, unitMinor: 2 };
  expect(found?.causes[0]).toMatchObject({ kind: "cash-rounding", facts });
  expect((await dayFor(key, rey)).lineDetails).toEqual(before.lineDetails);
  await expect(change()).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(change({ currency: "EUR" })).rejects.toMatchObject({ code: "INVALID" });
  await change({ stepMinor: null, basedOnVersion: 1 });
  expect((await listCauses(sql, day))[0]?.causes ?? []).toEqual([]);
  const other = await makeUser();
  const { roundings } = await listRoundings(scopeFor("tolerance:view", ["nowhere"], other));
  expect(roundings).toEqual([]);
  const [audited] = await sql<{ after: unknown }>(
    `SELECT after FROM audit_entry WHERE centre_id = $1 AND action = 'cash-rounding.changed'
      ORDER BY id LIMIT 1`,
    [centreId],
  );
  expect(audited?.after).toMatchObject({ stepMinor: 5, version: 1 });
});
