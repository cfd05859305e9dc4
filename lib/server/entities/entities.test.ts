/** Legal entities: from which date a centre belongs to one, and which accounts its days follow. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { assignCentresSchema, saveLegalEntitySchema } from "@/lib/contracts/legal-entity";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { assignCentres, saveLegalEntity } from "./commands";
import { listLegalEntities } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const admin = scopeFor("centre:administer", null);
const facts = { taxId: "B12345678", country: "ES", currency: "EUR" };
const save = (id: string, name: string, basedOnVersion = 0) =>
  saveLegalEntity(admin, saveLegalEntitySchema.parse({ id, name, basedOnVersion, ...facts }));
const assign = (entityId: string | null, centres: string[], from: string) =>
  assignCentres(admin, assignCentresSchema.parse({ entityId, centres, from }));

test("a centre belongs to an entity from a date on, and earlier dates keep the one before", async () => {
  const [first, second] = [`E-${randomUUID()}`, `F-${randomUUID()}`];
  const [own, other] = [await makeCentre(), await makeCentre()];
  await save(first, "North Ltd");
  await save(second, "South Ltd");
  expect(await assign(first, [own.id, other.id], "2026-01-01")).toEqual({ changed: 2 });
  expect(await assign(second, [own.id], "2026-03-15")).toEqual({ changed: 1 });
  expect(await assign(second, [own.id], "2026-03-20")).toEqual({ changed: 0 });
  const on = async (date: string) => {
    const { centres } = await listLegalEntities(scopeFor("centre:view", [own.id]), { date });
    return centres.map(({ entityId }) => entityId);
  };
  expect(await on("2025-12-31")).toEqual([null]);
  expect(await on("2026-03-14")).toEqual([first]);
  expect(await on("2026-03-15")).toEqual([second]);
  const { entities } = await listLegalEntities(scopeFor("centre:view", [other.id]), {
    date: "2026-04-01",
  });
  expect(entities.map(({ id }) => id)).toEqual([first]);
  const [entry] = await prisma().auditEntry.findMany({
    where: { centreId: own.id },
    orderBy: { id: "desc" },
    take: 1,
  });
  expect(entry).toMatchObject({
    action: "centre.entity-changed",
    before: { entityId: first },
    after: { entityId: second, validFrom: "2026-03-15" },
  });
  await assign(null, [own.id], "2026-05-01");
  expect(await on("2026-05-01")).toEqual([null]);
});

test("whoever saw an older version, or names what there is not, changes nothing", async () => {
  const id = `E-${randomUUID()}`;
  const centre = await makeCentre();
  expect(await save(id, "North Ltd")).toMatchObject({ version: 1, ...facts });
  await expect(save(id, "Other Ltd")).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await save(id, "North and South Ltd", 1)).toMatchObject({ version: 2 });
  await expect(assign("no-such-entity", [centre.id], "2026-01-01")).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(assign(id, [centre.id, "no-such-centre"], "2026-01-01")).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const { centres } = await listLegalEntities(scopeFor("centre:view", [centre.id]), {});
  expect(centres).toMatchObject([{ id: centre.id, entityId: null }]);
});
