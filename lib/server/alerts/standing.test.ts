/** What holds for a while: readings that fail, days that wait, too much cash, and patterns. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { EVERYWHERE, type Role } from "@/lib/domain/permission";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { subscribe } from "@/lib/testing/arrange-notices";
import { arrangeDay, cashSheetOf, type MovesKey, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { changeCashLimit, listCashLimitsOfAll } from "../centres/cash-limit";
import { sql } from "../db/sql";
import { listInbox } from "../notices/queries";
import { ensureJobTables } from "../queue/queue";
import { findPatterns, findWaitingAndCash } from "./find-standing";
import { informPeople } from "./inform";

const MS_MAX = 120_000;
const DATE = addDays(new Date().toISOString().slice(0, 10), -3);
let key: MovesKey;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
});
beforeEach(async () => {
  key = { centreId: (await makeCentre({ name: "Gran Vía" })).id, date: DATE };
});

const join = (role: Role, centreId = key.centreId) => makeUser({ roles: [{ centreId, role }] });
const inbox = async ({ actor }: MadeUser) => (await listInbox(actor)).notices;
const inform = async () => {
  await findWaitingAndCash();
  await findPatterns();
  await informPeople();
};

test(
  "a reading that fails for longer than an hour is one notice until it succeeds",
  async () => {
    const rey = await join("reviewer");
    const away = await join("reviewer", (await makeCentre()).id);
    for (const one of [rey, away]) await subscribe(one, [{ kind: "reading" }]);
    const fail = (minutes: number) =>
      sql(
        `INSERT INTO failed_reading
           (centre_id, "from", "to", code, message, failing_since, failed_at)
         VALUES ($1, $2, $2, 'UPSTREAM_UNAVAILABLE', '', now() - $3::int * interval '1 minute',
           now())
         ON CONFLICT (centre_id, "from", "to") DO UPDATE
            SET failing_since = excluded.failing_since`,
        [key.centreId, addDays(DATE, 3), minutes],
      );
    await fail(59);
    await inform();
    expect(await inbox(rey), "not for an hour yet").toEqual([]);
    await fail(61);
    for (let run = 0; run < 2; run += 1) await inform();
    expect(await inbox(rey)).toMatchObject([{ kind: "reading", centreName: "Gran Vía" }]);
    expect(await inbox(away)).toEqual([]);
  },
  MS_MAX,
);

test(
  "an outage of many centres is one notice, and what fails on its own one more",
  async () => {
    const everywhere = await join("administrator", EVERYWHERE);
    const few = await join("reviewer");
    for (const one of [everywhere, few]) await subscribe(one, [{ kind: "reading" }]);
    const others = await Promise.all(Array.from({ length: 4 }, () => makeCentre()));
    const centreIds = [key.centreId, ...others.map(({ id }) => id)];
    const fail = (ids: string[], minutes: number) =>
      sql(
        `INSERT INTO failed_reading
           (centre_id, "from", "to", code, message, failing_since, failed_at)
         SELECT id, $2, $2, 'UPSTREAM_UNAVAILABLE', '', now() - $3::int * interval '1 minute', now()
           FROM unnest($1::text[]) AS id
         ON CONFLICT (centre_id, "from", "to") DO UPDATE
            SET failing_since = excluded.failing_since`,
        [ids, addDays(DATE, 3), minutes],
      );
    await fail(centreIds, 90);
    for (let run = 0; run < 2; run += 1) await inform();
    expect(await inbox(everywhere)).toMatchObject([
      { kind: "reading", centreName: null, href: "/" },
    ]);
    expect(await inbox(few)).toMatchObject([{ kind: "reading", centreName: "Gran Vía" }]);
    await sql("DELETE FROM failed_reading WHERE centre_id <> $1", [key.centreId]);
    await inform();
    expect(await inbox(everywhere), "it is part of the outage").toHaveLength(1);
    await sql("UPDATE notice SET made_at = made_at - interval '1 day'");
    await inform();
    expect(await inbox(everywhere)).toMatchObject([
      { centreName: "Gran Vía" },
      { centreName: null },
    ]);
    await sql("DELETE FROM failed_reading");
  },
  MS_MAX,
);

test(
  "what has waited for a person for longer than a day is a notice, and only theirs",
  async () => {
    const [rey, ana, cal] = [await join("reviewer"), await join("approver"), await join("counter")];
    for (const one of [rey, ana]) await subscribe(one, [{ kind: "waiting" }]);
    await arrangeDay(key, cal);
    await inform();
    expect(await inbox(rey), "not for a day yet").toEqual([]);
    await sql("UPDATE reconciliation SET changed_at = now() - interval '25 hours'");
    for (let run = 0; run < 2; run += 1) await inform();
    expect(await inbox(rey)).toMatchObject([{ kind: "waiting", businessDate: DATE }]);
    expect((await inbox(rey))[0]?.href).toBe(`/reconciliations/${key.centreId}/${DATE}`);
    expect(await inbox(ana), "a review is not waiting for an approver").toEqual([]);
  },
  MS_MAX,
);

test(
  "however many newer days wait, one that has waited for longer than a day is a notice",
  async () => {
    const [rey, cal] = [await join("reviewer"), await join("counter")];
    const head = await makeUser({ roles: [{ centreId: EVERYWHERE, role: "reviewer" }] });
    for (const one of [rey, head]) await subscribe(one, [{ kind: "waiting" }]);
    await arrangeDay(key, cal);
    const oldest = addDays(DATE, -60);
    await sql(
      `INSERT INTO reconciliation
       SELECT copy.* FROM reconciliation d
        CROSS JOIN generate_series(1, 60) AS back
        CROSS JOIN LATERAL jsonb_populate_record(d, jsonb_build_object(
          'business_date', (d.business_date::date - back)::text,
          'changed_at', now() - CASE back WHEN 60 THEN interval '25 hours' ELSE '0' END)) copy
        WHERE (d.centre_id, d.business_date) = ($1, $2)`,
      [key.centreId, DATE],
    );
    await inform();
    for (const one of [rey, head]) {
      const own = (await inbox(one)).filter(({ href }) => href.includes(key.centreId));
      expect(own).toMatchObject([{ kind: "waiting", businessDate: oldest }]);
    }
  },
  MS_MAX,
);

test(
  "more cash than the limit is one notice from a deposit to the next, and unknown cash is none",
  async () => {
    const [rey, cal] = [await join("reviewer"), await join("counter")];
    const unknown = await makeCentre();
    const boss = await makeUser();
    await subscribe(rey, [{ kind: "cash" }]);
    await subscribe(cal, [{ kind: "cash" }]);
    const limitOf = (centreId: string) => scopeFor("centre:configure", [centreId], boss);
    for (const centreId of [key.centreId, unknown.id]) {
      const limit = { limitMinor: 500_00 };
      const change = { centreId, currency: "EUR", limit, basedOnVersion: 0 };
      await changeCashLimit(limitOf(centreId), change);
      await expect(changeCashLimit(limitOf(centreId), change)).rejects.toThrow("Somebody else");
    }
    const { centres } = await listCashLimitsOfAll(scopeFor("centre:administer", null));
    expect(centres.find(({ centreId }) => centreId === key.centreId)).toMatchObject({
      limitMinor: 500_00,
      isOwn: true,
    });
    const store = (centreId: string, back: number, taken: number | null, left: number | null) =>
      sql(
        `INSERT INTO variance_day (centre_id, business_date, currency, cash_taken_minor,
           deposited_minor, shift_ids, till_ids, tender_ids, expected_minor, counted_minor,
           sales_minor, verdicts, float_minor)
         VALUES ($1, $2, 'EUR', $3, $4, '{1}', '{T1}', '{CASH}', '{1}', '{1}', '{1}', '{matched}',
           '{20000}')`,
        [centreId, addDays(DATE, -back), taken, left],
      );
    await store(unknown.id, 1, null, 0);
    await store(unknown.id, 0, 900_00, 0);
    await store(key.centreId, 2, 300_00, 0);
    await inform();
    expect(await inbox(rey), "the float counts, and 500.00 is not above 500.00").toEqual([]);
    await store(key.centreId, 1, 1_00, 0);
    for (let run = 0; run < 2; run += 1) await inform();
    expect(await inbox(rey)).toMatchObject([
      { kind: "cash", differenceMinor: null, href: `/variances?centreId=${key.centreId}` },
    ]);
    expect(await inbox(cal), "counters see no figures").toEqual([]);
    await store(key.centreId, 0, 400_00, 100_00);
    for (let run = 0; run < 2; run += 1) await inform();
    expect(await inbox(rey)).toHaveLength(2);
    const entries = await sql(
      `SELECT before, after FROM audit_entry
        WHERE action = 'centre.cash-limit-changed' AND centre_id = $1`,
      [key.centreId],
    );
    expect(entries).toEqual([
      {
        before: { currency: "EUR", amountMinor: null },
        after: { currency: "EUR", amountMinor: 500_00 },
      },
    ]);
  },
  MS_MAX,
);

test(
  "shorts and overs that cancel out are a notice, and no second one while the same weeks show it",
  async () => {
    const [rey, cal] = [await join("reviewer"), await join("counter")];
    const away = await join("reviewer", (await makeCentre()).id);
    for (const one of [rey, away]) await subscribe(one, [{ kind: "pattern" }]);
    for (let back = 0; back < 16; back += 1) {
      const day = { ...key, date: addDays(DATE, -back) };
      await arrangeDay(day, cal, back % 2 === 0 ? 90_00 : -90_00);
    }
    await inform();
    const found = [
      { kind: "pattern", pattern: "quiet", businessDate: DATE, differenceMinor: null },
    ];
    expect(await inbox(rey)).toMatchObject(found);
    await storeSheet({ ...key, date: addDays(DATE, 1) }, cashSheetOf(key, 10_00));
    await inform();
    expect(await inbox(rey)).toMatchObject(found);
    expect(await inbox(away)).toEqual([]);
  },
  MS_MAX,
);
