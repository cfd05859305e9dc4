/** Imports of cash sheets by hand, through the field map in force, against PostgreSQL. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePeople, dayFor, move, storeCount } from "@/lib/testing/arrange-workflow";
import { countStored, rejectedOf, sendSheets } from "@/lib/testing/arrange-sheet-import";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { claimSource, findSource } from "../cashrec/source";
import { acceptQuestions } from "../cashrec/questions";
import { inTransaction, sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { listLines } from "../reconciliations/queries";
import { pageSearchSchema } from "@/lib/contracts/search";
import { storeSheets } from "../sync/store";

const DATE = "2026-03-02";
let ada: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  ada = await makeUser({ name: "Ada" });
});
beforeEach(async () => {
  ({ id: centreId } = await makeCentre());
});

const send = (sent: Parameters<typeof sendSheets>[1]) => sendSheets({ centreId, user: ada }, sent);
const countRows = () => countStored(centreId);

const sheetOf = (amount: number, businessDay = DATE, centerId = centreId) => ({
  centerId,
  businessDay,
  shifts: [{ shiftId: 1, tillId: "T1", cashFund: 100, payments: [{ id: "CASH", amount }] }],
});
const json = (...sheets: object[]) => JSON.stringify(sheets);
const sendJson = (body: string, dryRun = false) =>
  send({ body, type: "application/json", dryRun, fileName: "saved.json" });

/** What Cashrec sends for the day, as the sync stores it; null when it has no sheet. */
function store(amount: number | null) {
  const sheet = makeSheet(centreId, DATE, [makeShift({ CASH: amount ?? 0 })]);
  const fetched = { sheet, payload: JSON.stringify(sheet), hash: "a".repeat(64) };
  return inTransaction((tx) =>
    storeSheets(tx, {
      days: [{ centreId, businessDate: DATE }],
      readAt: new Date(),
      fieldMapHash: "0".repeat(64),
      sheets: amount === null ? [] : [fetched],
    }),
  );
}

const day = () => dayFor({ centreId, date: DATE }, ada);

describe("a saved response", () => {
  test("is shown first, stored whole and marked as imported, and once more changes nothing", async () => {
    const before = await countRows();
    const body = json(sheetOf(12.5), sheetOf(20, "2026-03-03"));
    const preview = await sendJson(body, true);
    expect(preview).toMatchObject({ sheets: 2, lines: 2, added: 2, changed: 0, questions: [] });
    expect(preview.days[0]).toMatchObject({ outcome: "new", expectedMinor: 112_50, lines: 1 });
    expect(await countRows()).toEqual(before);
    expect(await sendJson(body)).toMatchObject({ added: 2, unchanged: 0 });
    const shown = await day();
    expect(shown).toMatchObject({ sheetSource: "imported", hasSheet: true });
    expect(shown.sheetVersions[0]?.file).toMatchObject({ name: "saved.json", by: "Ada" });
    const scope = scopeFor("reconciliation:view", [centreId]);
    const search = pageSearchSchema.parse({ centreId, from: DATE, to: DATE });
    expect((await listLines(scope, search)).days).toMatchObject([{ sheetSource: "imported" }]);
    const after = await countRows();
    expect(await sendJson(body)).toMatchObject({ added: 0, changed: 0, unchanged: 2 });
    expect(await countRows()).toEqual(after);
    expect(after).toMatchObject({ versions: 2, entries: 1 });
    expect(await sendJson(json(sheetOf(13)))).toMatchObject({ added: 0, changed: 1 });
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  });

  test("is refused whole with every centre and date that it may not name", async () => {
    const body = json(sheetOf(1), sheetOf(2, DATE, "999"), sheetOf(3, "2199-01-01"));
    const rejected = await rejectedOf(sendJson(body));
    expect(rejected.map(({ code }) => code)).toEqual(["unknown-centre", "too-far-ahead"]);
    expect(await rejectedOf(sendJson("[{"))).toMatchObject([{ code: "not-json" }]);
    expect(await rejectedOf(sendJson("[]"))).toMatchObject([{ code: "no-sheets" }]);
    const payments = Array.from({ length: 100_001 }, () => ({}));
    const many = json({ ...sheetOf(1), shifts: [{ shiftId: 1, payments }] });
    expect(await rejectedOf(sendJson(many))).toMatchObject([
      { path: "$[0].shifts[0].payments", value: "more than 100000 records at once" },
    ]);
    expect(await countRows()).toMatchObject({ versions: 0, days: 0 });
  });

  test("may be several files, of which each centre-day is in one", async () => {
    const form = new FormData();
    form.append("file", new File([json(sheetOf(1))], "one.json"));
    form.append("file", new File([json(sheetOf(2, "2026-03-03"))], "two.json"));
    const { files, added } = await send({ body: form });
    expect([added, files.map(({ name, sheets }) => [name, sheets])]).toEqual([
      2,
      [
        ["one.json", 1],
        ["two.json", 1],
      ],
    ]);
    const twice = new FormData();
    for (const name of ["a.json", "b.json"])
      twice.append("file", new File([json(sheetOf(1))], name));
    expect(await rejectedOf(send({ body: twice }))).toMatchObject([
      { code: "repeated", file: "b.json", value: `${centreId}, ${DATE}` },
    ]);
  });

  test("with something open is stored once an administrator has accepted what it means", async () => {
    const form = { ...sheetOf(5), kassenbestand: 17.25, einnahmenGesamtbetrag: 99.5 };
    const { questions } = await sendJson(json(form), true);
    expect(questions.map(({ kind }) => kind)).toContain("unused-money");
    await expect(sendJson(json(form))).rejects.toMatchObject({
      details: { reason: "questions-open" },
    });
    expect(await countRows()).toMatchObject({ versions: 0 });
    const ids = questions.map(({ id }) => id);
    await acceptQuestions(scopeFor("cashrec:probe", null, ada), { ids });
    expect(await sendJson(json(form))).toMatchObject({ added: 1, questions: [] });
  });
});

describe("beside what Cashrec says", () => {
  test("an import never replaces it, and says which centre-days", async () => {
    await store(100_00);
    const rejected = await rejectedOf(sendJson(json(sheetOf(1, "2026-03-03"), sheetOf(2))));
    expect(rejected).toMatchObject([{ code: "from-cashrec", value: `${centreId}, ${DATE}` }]);
    await store(null);
    expect(await rejectedOf(sendJson(json(sheetOf(2))))).toMatchObject([{ code: "from-cashrec" }]);
    expect(await day()).toMatchObject({ sheetSource: "cashrec", hasSheet: false });
  });

  test("a later sheet of Cashrec supersedes an import, and the lack of one does not", async () => {
    await store(null);
    await sendJson(json(sheetOf(1)));
    await store(null);
    expect(await day()).toMatchObject({ sheetSource: "imported", sheetVersion: 1 });
    await store(300_00);
    const shown = await day();
    expect(shown).toMatchObject({
      sheetSource: "cashrec",
      sheetVersion: 2,
      uncountedMinor: 300_00,
    });
    expect(shown.sheetVersions.map(({ file }) => file === null)).toEqual([true, false]);
  });

  test("a day that was signed off is marked, and its figures do not move", async () => {
    const key = { centreId, date: DATE };
    const { cal, rey } = await arrangePeople(centreId);
    await sendJson(json(sheetOf(10)));
    await storeCount(key, cal, 110_00);
    await move("review", key, rey);
    expect(await sendJson(json(sheetOf(11)))).toMatchObject({
      changed: 1,
      days: [{ state: "reviewed" }],
    });
    expect(await day()).toMatchObject({ expectedMinor: 110_00, changedSheetVersion: 2 });
  });

  test("a record without a source stays without one, and Cashrec can be connected later", async () => {
    await sendJson(json(sheetOf(1)));
    expect(await findSource()).toBeNull();
    await claimSource("live");
    expect(await findSource()).toBe("live");
    await sql("DELETE FROM setting WHERE name = 'installation.source'");
  });
});

test("an import that fails at its last step leaves nothing behind", async () => {
  const before = await countRows();
  await asOwner(`CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no entry'; END; $$`);
  await asOwner(`CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_entry()`);
  try {
    await expect(sendJson(json(sheetOf(1), sheetOf(2, "2026-03-03")))).rejects.toThrow("no entry");
  } finally {
    await asOwner("DROP TRIGGER refuse_entry ON audit_entry");
    await asOwner("DROP FUNCTION refuse_entry");
  }
  expect(await countRows()).toEqual(before);
  expect(await sendJson(json(sheetOf(1)))).toMatchObject({ added: 1 });
});
