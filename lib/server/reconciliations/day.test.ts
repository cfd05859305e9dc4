import { beforeAll, describe, expect, test } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { recordStatements } from "@/lib/testing/explained-statements";
import { sql } from "../db/sql";
import { addNote } from "./commands";
import { findDay } from "./day";
import { changeDay } from "./day-route";
import { getDay } from "./queries";
import { getRawSheet } from "./raw-sheet";

let counterId: string;

beforeAll(async () => {
  await testDatabase();
  counterId = (await arrangeDays()).counterId;
});

const everywhere = () => scopeFor("reconciliation:view", null);

describe("one day", () => {
  const day = { centreId: "201", date: "2026-03-02" };

  test("tells its lines with their waterfall, its counts and its neighbours", async () => {
    const detail = await getDay(everywhere(), day);
    expect(detail).toMatchObject({
      centreName: "North",
      hasSheet: true,
      state: "open",
      previousDate: "2026-03-01",
      nextDate: "2026-03-05",
    });
    const cash = detail.lineDetails.find(({ tenderKind }) => tenderKind === "cash");
    expect(cash?.terms?.[0]).toMatchObject({ term: "float", amountMinor: 150_00 });
    expect(detail.counts.every(({ countedBy }) => countedBy === "Ana Counter")).toBe(true);
    expect(detail.sheetVersions).toHaveLength(1);
  });

  test("is of one moment: its version, counts, notes and trail are read together", async () => {
    const key = { centreId: "201", businessDate: day.date };
    const statements = await recordStatements(() => findDay(key, counterId));
    const texts = statements.map(({ text }) => text);
    const begin = texts.findIndex((text) => text.startsWith("BEGIN"));
    const together = texts.slice(
      begin,
      texts.findIndex((text) => text.startsWith("COMMIT")),
    );
    for (const table of ["reconciliation d", "reconciliation_line", "till_count", "note"]) {
      expect(together.filter((text) => text.includes(`FROM ${table}`)).length).toBeGreaterThan(0);
    }
    expect(together.some((text) => text.includes("audit_entry"))).toBe(true);
  });

  test("of which nothing is known is empty, and of an unknown centre is not there", async () => {
    const empty = await getDay(everywhere(), { centreId: "201", date: "2026-04-01" });
    expect(empty).toMatchObject({ hasSheet: false, version: 0, lineDetails: [], counts: [] });
    const notThere = getDay(everywhere(), { centreId: "999", date: "2026-04-01" });
    await expect(notThere).rejects.toMatchObject({ code: "NOT_FOUND" });
    const south = scopeFor("reconciliation:view", ["202"]);
    await expect(getDay(south, day)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("shows the raw sheet to those who may see it", async () => {
    const sheet = await getRawSheet(scopeFor("sheet:view-raw", ["201"]), day);
    expect(sheet).toMatchObject({ version: 1, payload: '{"centre":"201"}' });
    const missing = getRawSheet(scopeFor("sheet:view-raw", ["201"]), { ...day, version: 2 });
    await expect(missing).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a note", () => {
  const day = { centreId: "202", date: "2026-03-01" };
  const addNoteTo = (input: Parameters<typeof addNote>[1]) => {
    const scope = scopeFor("reconciliation:note", null, { id: counterId, name: "Ana" });
    return changeDay(input, counterId, () => addNote(scope, input));
  };

  test("raises the day's version, and refuses a reader who saw an older one", async () => {
    const { version } = await getDay(everywhere(), day);
    const noted = await addNoteTo({ ...day, version, text: "Float left in the safe" });
    expect(noted.version).toBe(version + 1);
    expect(noted.notes).toMatchObject([{ text: "Float left in the safe", author: "Ana Counter" }]);
    expect(noted.trail[0]).toMatchObject({ action: "note.added", by: "Ana Counter" });
    const late = addNoteTo({ ...day, version, text: "Again" });
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      details: { current: { version: version + 1 } },
    });
  });

  test("is refused on a closed day, and on a day of which nothing is known", async () => {
    await sql(`UPDATE reconciliation SET state = 'closed'
                WHERE centre_id = '202' AND business_date = '2026-03-12'`);
    const closed = { centreId: "202", date: "2026-03-12" };
    const { version } = await getDay(everywhere(), closed);
    const refused = addNoteTo({ ...closed, version, text: "Too late" });
    await expect(refused).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "day-closed" },
    });
    const unknown = addNoteTo({ ...day, date: "2026-04-01", version: 0, text: "None" });
    await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
