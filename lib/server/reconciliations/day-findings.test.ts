/** A day tells what its cash sheet leaves in doubt. */
import { beforeAll, expect, test } from "vitest";
import { arrangePeople, dayFor, makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet } from "@/lib/testing/sheet-source";

beforeAll(testDatabase);

test("findings are those of the sheet that the lines were made from", async () => {
  const key = { centreId: await makeCentreId(), date: "2026-03-12" };
  const { rey } = await arrangePeople(key.centreId);
  expect(await dayFor(key, rey)).toMatchObject({ findings: [] });
  const finding = { kind: "like-cash", shiftId: "1", tillId: "T1", name: "Cash App", detail: null };
  const sheet = makeSheet(key.centreId, key.date);
  await storeSheet(key, { ...sheet, findings: [{ ...finding, kind: "like-cash" }] });
  expect(await dayFor(key, rey)).toMatchObject({ findings: [finding] });
  await storeSheet(key, sheet);
  expect(await dayFor(key, rey)).toMatchObject({ findings: [] });
});
