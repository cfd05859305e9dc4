/** Pages of lines at a past moment, of days about which people have recorded more since. */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import { addDays } from "@/lib/domain/business-date";
import { NO_REASON } from "@/lib/domain/reason";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { recordFact } from "@/lib/testing/day-facts";
import { takeStep } from "@/lib/testing/day-history";
import { sql } from "../db/sql";
import { listLines } from "../reconciliations/queries";

const FROM = "2026-03-01";
const DAYS = 2;
const centreIds: string[] = [];
let userId = "";

beforeAll(async () => {
  await testDatabase();
  userId = (await makeUser()).id;
  for (const counted of [90_00, 80_00]) {
    const { id } = await makeCentre();
    centreIds.push(id);
    for (let nth = 0; nth < DAYS; nth += 1) {
      const recorded = { day: { centreId: id, businessDate: addDays(FROM, nth) }, userId };
      await takeStep(recorded, { kind: "sheet", sales: 100_00 });
      await takeStep(recorded, { kind: "count", amount: counted - nth });
    }
  }
});

const SEARCHES = [
  {},
  { limit: 1 },
  { limit: 2, sort: "size" },
  { limit: 2, centreId: () => centreIds.slice(0, 1) },
  { reason: NO_REASON },
  { reason: "other", limit: 1 },
];

test("show on each page what was recorded then, and nothing else", async () => {
  const readAll = (asOf?: string) =>
    Promise.all(SEARCHES.map((search) => readPages({ ...search, ...(asOf ? { asOf } : {}) })));
  const moments: { at: string; shown: Awaited<ReturnType<typeof readAll>> }[] = [];
  for (const reason of ["other", "cash-handling"]) {
    moments.push({ shown: await readAll(), at: await moment() });
    for (const centreId of centreIds) {
      const businessDate = addDays(FROM, centreIds.indexOf(centreId));
      await recordFact(
        { day: { centreId, businessDate }, userId },
        { kind: "explanation", reason },
      );
    }
  }
  for (const { at, shown } of moments) expect(await readAll(at)).toEqual(shown);
  const reasons = moments.map(({ shown: [all] }) => all?.map(({ reason }) => reason).toSorted());
  expect(reasons[0]).toEqual(Array.from({ length: 2 * DAYS }, () => null));
  expect(reasons[1]?.filter((reason) => reason === "other")).toHaveLength(2);
});

type Search = Omit<(typeof SEARCHES)[number], "centreId"> & { centreId?: () => string[] };

/** Each line with what is left to do of its day. */
async function readPages({ centreId, ...search }: Search) {
  const shown: { reason: string | null; key: string; unexplained: number | undefined }[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...search, centreId: centreId?.() ?? centreIds, from: FROM, cursor };
    const asked = pageSearchSchema.parse({ ...query, to: addDays(FROM, DAYS - 1) });
    const page = await listLines(scopeFor("reconciliation:view", null), asked);
    for (const { reason, ...line } of page.lines) {
      const head = page.days.find(
        (day) => day.centreId === line.centreId && day.businessDate === line.businessDate,
      );
      const key = `${line.centreId} ${line.businessDate} ${line.tenderId}`;
      shown.push({ reason, key, unexplained: head?.unexplainedLines });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return shown;
}

/** Times are stored in milliseconds and rounded. */
async function moment(): Promise<string> {
  await sleep(3);
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  await sleep(3);
  return row?.at.toISOString() ?? "";
}
