/** Notes and photos of counters: who may add them, to what, and who sees what of them. */
import { join } from "node:path";
import { readdirSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { addCountNoteSchema } from "@/lib/contracts/count-remark";
import { type Arranged, arrangeCounting, COUNTED_DATE } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { addAttachment } from "../attachments/commands";
import { sql } from "../db/sql";
import { findDay } from "../reconciliations/day";
import { addCountNote, requireCount } from "./remark-commands";

const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const PDF = Buffer.from("%PDF-1.7\n%slip\n", "latin1");
const dataDir = makeTemporaryFolder("remarks");
let centre: Arranged;

beforeAll(async () => {
  await testDatabase();
  vi.stubEnv("DATA_DIR", dataDir);
});

beforeEach(async () => {
  centre = await arrangeCounting({ blindMode: "hidden" });
  await centre.store();
});

const note = (text: string, line = LINE) => {
  const input = addCountNoteSchema.parse({ ...centre.day, ...line, text });
  return addCountNote(centre.scopeOf("counter", "till-count:record"), input);
};
const photo = () => {
  const body = new Request("http://localhost/x", { method: "POST", body: PDF });
  const input = { centreId: centre.centreId, date: COUNTED_DATE, ...LINE, fileName: "slip.pdf" };
  const scope = centre.scopeOf("counter", "till-count:record");
  return addAttachment(scope, input, body, { onlyOnce: true });
};
const remarksFor = async (role: "counter" | "reviewer") => {
  const sheet = await centre.sheet(role);
  return sheet.shifts[0]?.tenders.find(({ tenderId }) => tenderId === "CASH")?.remarks;
};

describe("a note of a counter", () => {
  test("stands on the day about its line, in the audit trail, and on the counter's sheet", async () => {
    await centre.count("counter", { countedMinor: 100_00 });
    const { id } = await note("Table 12 paid cash.");
    const day = await findDay(centre.day, centre.actorOf("reviewer").userId);
    expect(day?.notes).toMatchObject([
      { id, text: "Table 12 paid cash.", author: "The counter", ...LINE },
    ]);
    expect(day?.trail[0]).toMatchObject({ action: "note.added", by: "The counter" });
    expect(await remarksFor("counter")).toMatchObject({ notes: [{ id }], photos: [] });
  });

  test("is shown to its author only, so that no sheet reveals what finance writes", async () => {
    await centre.count("counter", { countedMinor: 100_00 });
    await note("Mine.");
    expect(await remarksFor("reviewer")).toEqual({ notes: [], photos: [] });
  });

  test("wants a count, so that nobody learns which lines Cashrec has", async () => {
    await expect(note("Nothing counted.")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await centre.count("counter", { countedMinor: 100_00 });
    const missing = { ...LINE, tenderId: "NO-SUCH" };
    await expect(note("No such line.", missing)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const key = { ...centre.day, ...missing };
    await expect(requireCount(key)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is refused once the day is closed", async () => {
    await centre.count("counter", { countedMinor: 100_00 });
    await sql("UPDATE reconciliation SET state = 'closed' WHERE centre_id = $1", [centre.centreId]);
    await expect(note("Too late.")).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "day-closed" },
    });
  });
});

test("a photo that is sent twice is attached once", async () => {
  await centre.count("counter", { countedMinor: 100_00 });
  const first = await photo();
  const again = await photo();
  expect(again.id).toBe(first.id);
  const day = await findDay(centre.day, centre.actorOf("reviewer").userId);
  expect(day?.attachments).toMatchObject([{ ...LINE, fileName: "slip.pdf", by: "The counter" }]);
  expect(await remarksFor("counter")).toMatchObject({ photos: [{ id: first.id }] });
  const files = readdirSync(join(dataDir, "attachments"), { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toHaveLength(1);
});
