import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { nothingSchema } from "@/lib/contracts/basics";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { createToken } from "../tokens/commands";
import { prisma } from "../db/client";
import { route } from "../api/route";
import { saveCentres } from "./commands";
import { importCentres } from "./import";
import { getCentre, listCentres } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const admin = () => scopeFor("centre:administer", null);
const centre = (id = `N-${randomUUID().slice(0, 8)}`) => ({
  id,
  name: "Nantes",
  currency: "EUR",
  timeZone: "Europe/Paris",
  dayStartsAt: "05:00",
});

describe("saving centres", () => {
  test("adds, changes and leaves alone, with an entry for each change", async () => {
    const [unchanged, moved] = [centre(), centre()];
    await saveCentres(admin(), [unchanged, moved]);
    const saved = await saveCentres(admin(), [unchanged, { ...moved, name: "Rennes" }, centre()]);
    expect(saved).toEqual({ created: 1, changed: 1, unchanged: 1 });
    const entries = await prisma().auditEntry.findMany({
      where: { centreId: { in: [unchanged.id, moved.id] } },
      orderBy: { id: "asc" },
    });
    expect(entries.map(({ action }) => action)).toEqual([
      "centre.added",
      "centre.added",
      "centre.changed",
    ]);
    expect(entries[2]).toMatchObject({ before: { name: "Nantes" }, after: { name: "Rennes" } });
  });

  test("stores none when an id stands twice", async () => {
    const twice = centre();
    const saving = saveCentres(admin(), [centre(), twice, twice]);
    await expect(saving).rejects.toMatchObject({ code: "REFUSED" });
    expect(await prisma().centre.count({ where: { id: twice.id } })).toBe(0);
  });

  test("the currency moves while there are no amounts, and never after", async () => {
    const { id } = await makeCentre();
    const dollars = { ...centre(id), currency: "USD" };
    await saveCentres(admin(), [dollars]);
    const user = await makeUser();
    await prisma().tillCount.create({
      data: {
        centreId: id,
        businessDate: "2019-01-05",
        shiftId: "1",
        tillId: "1",
        tenderId: "CASH",
        version: 1,
        countedMinor: 1n,
        source: "api",
        countedById: user.id,
      },
    });
    const moving = saveCentres(admin(), [centre(id), centre()]);
    await expect(moving).rejects.toMatchObject({ details: { reason: "centre-conflict" } });
    await saveCentres(admin(), [{ ...dollars, timeZone: "America/New_York" }]);
  });
});

describe("a file of centres", () => {
  const take = (text: string, dryRun = false) => importCentres(admin(), { text, dryRun });

  test("is refused where PostgreSQL has another time in a zone", async () => {
    const rows = ["utc", "europe/madrid", "CET"].map((zone, at) => `Z${at},Z,EUR,${zone},05:00`);
    const text = ["id,name,currency,time_zone,day_starts_at", ...rows].join("\n");
    await expect(take(text)).rejects.toMatchObject({
      details: { extra: { rejected: [{ row: 4, column: "time_zone" }] } },
    });
  });

  test.each([
    ["commas", "id,name,currency,time_zone,day_starts_at\nID,Lyon,eur,Europe/Paris,04:30\n"],
    [
      "semicolons, BOM, other order",
      "\ufeffname;id;time_zone;currency\r\nLyon;ID;Europe/Paris;EUR",
    ],
  ])("is read with %s", async (_case, text) => {
    const id = randomUUID().slice(0, 8);
    const file = text.replace("ID", id);
    expect(await take(file, true)).toMatchObject({ created: 1 });
    expect(await prisma().centre.count({ where: { id } })).toBe(0);
    expect(await take(file)).toMatchObject({ created: 1, changed: 0, rejected: [] });
    expect(await take(file)).toMatchObject({ created: 0, unchanged: 1 });
    expect(await getCentre(admin(), id)).toMatchObject({ name: "Lyon", currency: "EUR" });
  });

  test("with wrong rows stores nothing, and names each", async () => {
    const id = randomUUID().slice(0, 8);
    const text = [
      "id,name,currency,time_zone,day_starts_at",
      `${id},Lyon,EUR,Europe/Paris,05:00`,
      `${id},Again,EUR,Europe/Paris,05:00`,
      ",No id,EUR,Europe/Paris,05:00",
      "X2,Zone,EUR,Europe/Nowhere,25:00",
      "X3,Short",
      "X4,Offset,EUR,+01:00,05:00",
    ].join("\n");
    const error: unknown = await take(text).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "REJECTED_ROWS" });
    const { rejected } = (error as { details: { extra: { rejected: object[] } } }).details.extra;
    expect(rejected).toMatchObject([
      { row: 3, column: "id" },
      { row: 4, column: "id" },
      { row: 5, column: "time_zone" },
      { row: 5, column: "day_starts_at" },
      { row: 6, column: "currency" },
      { row: 6, column: "time_zone" },
      { row: 7, column: "time_zone" },
    ]);
    expect(await prisma().centre.count({ where: { id } })).toBe(0);
  });

  test.each(["", "id,name\n1,Lyon", "id,name,currency,time_zone", 'id,name,"currency\n1,2'])(
    "that is no such file is refused: %j",
    async (text) => {
      await expect(take(text)).rejects.toMatchObject({ code: "REJECTED_ROWS" });
    },
  );
});

test("a centre of others answers word for word as one that is not there", async () => {
  const [mine, other] = [await makeCentre(), await makeCentre()];
  const reader = await makeUser({ roles: [{ centreId: mine.id, role: "reviewer" }] });
  const permissions = ["reconciliation:view" as const, "centre:view" as const];
  const tokenRequest = { name: "t", permissions, expiresInDays: 1 };
  const { token } = await createToken(reader.actor, tokenRequest);
  const ask = async (id: string, permission: "reconciliation:view" | "sheet:view-raw") => {
    const input = z.object({ centreId: z.string() });
    const output = nothingSchema;
    const handle = () => Promise.resolve({});
    const handler = route({ summary: "A test.", permission, input, output, handle });
    const request = new Request(`http://localhost:3000/api/x?centreId=${id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const response = await handler(request, { params: Promise.resolve({}) });
    const { detail, code } = (await response.json()) as Record<string, unknown>;
    return { status: response.status, detail, code };
  };
  expect((await ask(mine.id, "reconciliation:view")).status).toBe(200);
  expect((await ask(mine.id, "sheet:view-raw")).status).toBe(403);
  for (const permission of ["reconciliation:view", "sheet:view-raw"] as const) {
    expect(await ask(other.id, permission)).toEqual(await ask("nowhere", permission));
    expect((await ask(other.id, permission)).status).toBe(404);
  }
  const scope = scopeFor("centre:view", [mine.id]);
  expect(await listCentres(scope)).toMatchObject([{ id: mine.id }]);
  await expect(getCentre(scope, other.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
