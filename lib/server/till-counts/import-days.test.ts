/** How a file affects days that are closed, or that users counted and had recounted. */
import { beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { minor } from "@/lib/domain/money";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { importTillCounts } from "./import";
import { storeCounts } from "./import-store";

const HEADING = "centre_id,business_date,shift_id,till_id,tender_id,counted";
let centreId = "";
let userId = "";

beforeAll(async () => {
  await testDatabase();
  centreId = (await makeCentre()).id;
  userId = (await makeUser()).id;
});

function send(date: string, counted: string) {
  const request = new Request("http://localhost/api/till-counts/imports", {
    method: "POST",
    body: `${HEADING}\n${centreId},${date},1,T1,CASH,${counted}`,
    headers: { "content-type": "text/csv" },
  });
  const scope = scopeFor("till-count:import", [centreId], { id: userId, name: "Importer" });
  return importTillCounts(scope, { dryRun: false }, request);
}

test("a period that is closed refuses a file, unless it changes nothing there", async () => {
  await send("2026-09-07", "10.00");
  await sql(
    `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id)
     VALUES ($1, 1, 'closed', '2026-09-01', '2026-09-30', gen_random_uuid())`,
    [centreId],
  );
  expect(await send("2026-09-07", "10.00")).toMatchObject({ accepted: 0, unchanged: 1 });
  for (const date of ["2026-09-07", "2026-09-08"]) {
    const fault = { row: 2, column: "business_date", code: "day-not-open", value: "closed" };
    await expect(send(date, "11.00")).rejects.toMatchObject({
      code: "REJECTED_ROWS",
      details: { extra: { rejected: [fault] } },
    });
  }
  await sql(
    `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id)
     VALUES ($1, 2, 'reopened', '2026-09-07', '2026-09-07', gen_random_uuid())`,
    [centreId],
  );
  expect(await send("2026-09-07", "11.00")).toMatchObject({ accepted: 1 });
});

test("a file is bound by no number of tries, and the same again is no fresh count", async () => {
  for (const counted of ["0.00", "1.00", "2.00", "3.00", "4.00"]) {
    expect(await send("2026-10-07", counted)).toMatchObject({ accepted: 1 });
  }
  await sql(
    `INSERT INTO recount_request (centre_id, business_date, shift_id, till_id, tender_id, number,
       count_version, text, requested_by_id)
     VALUES ($1, '2026-10-07', '1', 'T1', 'CASH', 1, 5, 'Again', gen_random_uuid())`,
    [centreId],
  );
  expect(await send("2026-10-07", "4.00")).toMatchObject({ accepted: 0, unchanged: 1 });
  expect(await send("2026-10-07", "5.00")).toMatchObject({ accepted: 1 });
  const [day] = await sql(
    `SELECT recount_lines FROM reconciliation WHERE business_date = '2026-10-07'`,
  );
  expect(day).toEqual({ recount_lines: 0 });
});

test("a file of many days takes one lock for all of them", async () => {
  const counts = Array.from({ length: 1_100 }, (_, at) => {
    const businessDate = addDays("2023-01-01", at);
    const line = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
    return { row: at + 2, centreId, businessDate, ...line, counted: minor(1), currency: "EUR" };
  });
  const found: Promise<{ locks: number }[]>[] = [];
  const onProgress = () => {
    found.push(
      sql(
        `SELECT count(*)::int AS locks FROM pg_locks l JOIN pg_database d ON d.oid = l.database
          WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid = 4201`,
      ),
    );
  };
  await storeCounts({ actorId: userId, counts, dryRun: false, onProgress });
  const locks = (await Promise.all(found)).map(([row]) => row?.locks);
  expect(locks.length).toBeGreaterThan(3);
  expect(new Set(locks)).toEqual(new Set([0]));
});
