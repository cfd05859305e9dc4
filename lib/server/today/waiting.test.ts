import { beforeAll, describe, expect, test } from "vitest";
import { waitingSchema } from "@/lib/contracts/count-settings";
import { proveAnywhere } from "@/lib/domain/permission";
import { type Arranged, arrangeCounting, usualShift } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { getWaiting } from "./waiting";

/** In Madrid it is noon of 10 March. */
const NOON = Date.parse("2026-03-10T11:00:00Z");
const TODAY = "2026-03-10";

beforeAll(async () => {
  await testDatabase();
});

async function waitingFor(centre: Arranged) {
  const scope = proveAnywhere(centre.actorOf("counter"), "till-count:view");
  if (scope === null) throw new Error("A counter may look at counts.");
  const waiting = await getWaiting(scope, NOON);
  expect(waitingSchema.parse(waiting)).toEqual(waiting);
  return waiting;
}

describe("what waits to be counted", () => {
  test("is a till with a tender that is not counted, without a figure", async () => {
    const centre = await arrangeCounting();
    await centre.store(TODAY, [usualShift(), usualShift({ tillId: "T2", tillName: null })]);
    await centre.count("counter", { businessDate: TODAY, countedMinor: 1 });
    await centre.count("counter", { businessDate: TODAY, tillId: "T2", countedMinor: 1 });
    const card = { businessDate: TODAY, tillId: "T2", tenderId: "CARD", countedMinor: 1 };
    await centre.count("counter", card);
    const waiting = await waitingFor(centre);
    expect(waiting).toMatchObject({
      days: [
        {
          centreId: centre.centreId,
          businessDate: TODAY,
          isToday: true,
          shapeFrom: null,
          tills: [{ tillId: "T1", tillName: "Till 1", uncounted: 1, tenders: 2 }],
          recounts: [],
        },
      ],
      more: false,
    });
    expect(JSON.stringify(waiting)).not.toMatch(/minor|731977|expected|verdict/i);
  });

  test("is named after the tills of the last day, while Cashrec has no sheet", async () => {
    const centre = await arrangeCounting();
    await centre.store("2026-02-20");
    expect((await waitingFor(centre)).days).toMatchObject([
      { businessDate: TODAY, shapeFrom: "2026-02-20", tills: [{ uncounted: 2, tenders: 2 }] },
    ]);
    for (const tenderId of ["CASH", "CARD"]) {
      await centre.count("counter", { businessDate: TODAY, tenderId, countedMinor: 1 });
    }
    expect((await waitingFor(centre)).days).toEqual([]);
  });

  test("is a fresh count that was asked for, with the words of who asked", async () => {
    const centre = await arrangeCounting();
    await centre.store(TODAY);
    for (const tenderId of ["CASH", "CARD"]) {
      await centre.count("counter", { businessDate: TODAY, tenderId, countedMinor: 1 });
    }
    expect((await waitingFor(centre)).days).toEqual([]);
    await centre.ask("reviewer", { businessDate: TODAY, text: "Once more, please." });
    expect((await waitingFor(centre)).days).toMatchObject([
      {
        tills: [],
        recounts: [{ tenderId: "CASH", text: "Once more, please.", by: "The reviewer", number: 1 }],
      },
    ]);
    await centre.count("counter", { businessDate: TODAY, countedMinor: 1 });
    expect((await waitingFor(centre)).days).toEqual([]);
  });

  test("goes back a week, the newest first, and leaves out what is signed or closed", async () => {
    const centre = await arrangeCounting();
    for (const day of ["03", "04", "06", "07", "08", "10"]) await centre.store(`2026-03-${day}`);
    await sql(
      `UPDATE reconciliation SET state = 'reviewed'
        WHERE centre_id = $1 AND business_date = '2026-03-08'`,
      [centre.centreId],
    );
    await sql(
      `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id)
       VALUES ($1, 1, 'closed', '2026-03-05', '2026-03-06', gen_random_uuid())`,
      [centre.centreId],
    );
    const { days } = await waitingFor(centre);
    expect(days.map(({ businessDate }) => businessDate.slice(-2))).toEqual(["10", "07", "04"]);
  });

  test("goes back as far as somebody wants a fresh count", async () => {
    const centre = await arrangeCounting();
    const businessDate = "2026-01-15";
    for (const day of [businessDate, "2026-01-16", TODAY]) await centre.store(day);
    await centre.count("counter", { businessDate, countedMinor: 1 });
    await centre.ask("reviewer", { businessDate, text: "Once more, please." });
    const { days } = await waitingFor(centre);
    expect(days.map((day) => day.businessDate)).toEqual([TODAY, businessDate]);
    expect(days[1]).toMatchObject({ recounts: [{ text: "Once more, please." }] });
  });
});
