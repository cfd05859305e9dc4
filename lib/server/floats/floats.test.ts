import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { agreedFloatListSchema } from "@/lib/contracts/count-settings";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { agreeFloat } from "./commands";
import { getAgreedFloats } from "./queries";

const NOON = Date.parse("2026-03-10T12:00:00Z");

beforeAll(async () => {
  await testDatabase();
});

test("what is agreed is said anew and never edited, and the trail has both", async () => {
  const { id: centreId } = await makeCentre();
  const by = await makeUser({ name: "Ada" });
  const scope = scopeFor("tolerance:change", [centreId], by);
  const agree = (tillId: string, amountMinor: number | null, validFrom: string) =>
    agreeFloat(scope, { centreId, tillId, amountMinor, validFrom });
  await agree("*", 150_00, "2026-01-01");
  await agree("T1", 200_00, "2026-03-01");
  await agree("T1", 250_00, "2026-04-01");
  await agree("T2", null, "2026-03-10");
  const list = await getAgreedFloats(scopeFor("tolerance:view", [centreId]), { centreId }, NOON);
  expect(agreedFloatListSchema.parse(list)).toEqual(list);
  expect(list.floats).toMatchObject([
    { tillId: "*", version: 1, amountMinor: 150_00, agreedBy: "Ada" },
    { tillId: "T1", version: 2, amountMinor: 250_00 },
    { tillId: "T1", version: 1, amountMinor: 200_00 },
    { tillId: "T2", version: 1, amountMinor: null },
  ]);
  expect(list.inForce.map(({ tillId, version }) => `${tillId} ${version}`)).toEqual([
    "* 1",
    "T1 1",
    "T2 1",
  ]);
  const entries = await sql(
    `SELECT action, before, after FROM audit_entry WHERE centre_id = $1 ORDER BY id`,
    [centreId],
  );
  expect(entries).toMatchObject([
    { action: "float.agreed", before: null, after: { tillId: "*", amountMinor: 150_00 } },
    { after: { tillId: "T1", version: 1 } },
    { before: { amountMinor: 200_00, validFrom: "2026-03-01" }, after: { version: 2 } },
    { after: { tillId: "T2", amountMinor: null } },
  ]);
});

test("agreed by many at once, every word is kept", async () => {
  const { id: centreId } = await makeCentre();
  const by = await makeUser();
  const scope = scopeFor("tolerance:change", [centreId], by);
  const amounts = Array.from({ length: 8 }, (_, at) => 100_00 + at);
  await Promise.all(
    amounts.map((amountMinor) =>
      agreeFloat(scope, { centreId, tillId: "T1", amountMinor, validFrom: "2026-01-01" }),
    ),
  );
  const { floats, inForce } = await getAgreedFloats(scope, { centreId }, NOON);
  expect(floats.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(inForce).toMatchObject([{ version: 8 }]);
});

test("the floats of a centre that is not the reader's are those of none", async () => {
  const { id: centreId } = await makeCentre();
  const scope = scopeFor("tolerance:view", [randomUUID()]);
  await expect(getAgreedFloats(scope, { centreId })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
