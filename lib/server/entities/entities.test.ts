/** Legal entities: from which date a centre belongs to one, and which accounts its days follow. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { assignCentresSchema, saveLegalEntitySchema } from "@/lib/contracts/legal-entity";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { assignCentres, saveLegalEntity } from "./commands";
import { importEntities } from "./import";
import { listLegalEntities } from "./queries";
import { exportEntities } from "./write-file";

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

test("a file adds entities and assigns centres, and what is downloaded changes nothing", async () => {
  const [id, centre] = [`E-${randomUUID()}`, await makeCentre()];
  const heading = "kind,id,name,tax_id,country,currency,entity,from";
  const text = [
    heading,
    `entity,${id},"North, S.L.",B1,es,eur,,`,
    `centre,${centre.id},,,,,${id},2026-02-01`,
    `centre,${centre.id},,,,,,2026-05-01`,
  ].join("\n");
  const counts = { added: 1, changed: 0, assigned: 2, rejected: [] };
  expect(await importEntities(admin, { text, dryRun: true })).toEqual(counts);
  expect((await exportEntities(admin)).status).toBe(200);
  expect(await (await exportEntities(admin)).text()).not.toContain(id);
  expect(await importEntities(admin, { text, dryRun: false })).toEqual(counts);
  const file = await (await exportEntities(admin)).text();
  expect(file.split("\r\n")[0]).toBe(heading);
  expect(file).toContain(`entity,${id},"North, S.L.",B1,ES,EUR,,\r\n`);
  expect(file).toContain(`centre,${centre.id},${centre.name},,,,${id},2026-02-01\r\n`);
  const nothing = { added: 0, changed: 0, assigned: 0, rejected: [] };
  expect(await importEntities(admin, { text: file, dryRun: false })).toEqual(nothing);
});

test("a file adds one entity and changes another, each with its version and audit entry", async () => {
  const [added, changed] = [`E-${randomUUID()}`, `F-${randomUUID()}`];
  await save(changed, "Before Ltd");
  const text = [
    "kind,id,name,tax_id,country,currency,entity,from",
    `entity,${added},Added Ltd,,FR,,,`,
    `entity,${changed},After Ltd,B2,ES,EUR,,`,
  ].join("\n");
  const counts = { added: 1, changed: 1, assigned: 0, rejected: [] };
  expect(await importEntities(admin, { text, dryRun: false })).toEqual(counts);
  const versions = await prisma().legalEntityVersion.findMany({
    where: { entityId: { in: [added, changed] } },
    orderBy: [{ entityId: "asc" }, { version: "asc" }],
    select: { entityId: true, version: true, name: true, taxId: true },
  });
  expect(versions).toEqual([
    { entityId: added, version: 1, name: "Added Ltd", taxId: null },
    { entityId: changed, version: 1, name: "Before Ltd", taxId: "B12345678" },
    { entityId: changed, version: 2, name: "After Ltd", taxId: "B2" },
  ]);
  const entries = await prisma().auditEntry.findMany({
    where: { action: "entity.saved" },
    orderBy: { id: "desc" },
    take: 2,
  });
  const saved = { country: "ES", currency: "EUR" };
  expect(entries.toReversed()).toMatchObject([
    { before: null, after: { id: added, name: "Added Ltd", version: 1 } },
    {
      before: { id: changed, name: "Before Ltd", version: 1, ...saved },
      after: { id: changed, name: "After Ltd", version: 2, ...saved },
    },
  ]);
});

test("a file with a wrong row stores nothing, and every wrong row is named", async () => {
  const [id, centre] = [`E-${randomUUID()}`, await makeCentre()];
  const text = [
    "from;entity;currency;country;tax_id;name;id;kind",
    `;;EUR;ES;;North;${id};entity`,
    ";;EURO;Spain;;;organisation;entity",
    `2026-13-01;${id};;;;;${centre.id};centre`,
    `2026-01-01;${id};;;;;${centre.id};shop`,
  ].join("\n");
  await expect(importEntities(admin, { text, dryRun: false })).rejects.toMatchObject({
    code: "REJECTED_ROWS",
    details: {
      extra: {
        rejected: [
          { row: 3, column: "id", code: "id-wrong" },
          { row: 3, column: "name", code: "name-wrong" },
          { row: 3, column: "country", code: "country-wrong" },
          { row: 3, column: "currency", code: "currency-wrong" },
          { row: 4, column: "from", code: "from-wrong" },
          { row: 5, column: "kind", code: "kind-unknown", facts: "shop" },
        ],
      },
    },
  });
  const missing = `kind,id,name,tax_id,country,currency,entity,from\ncentre,no-such,,,,,none,2026-01-01`;
  await expect(importEntities(admin, { text: missing, dryRun: false })).rejects.toMatchObject({
    details: { extra: { rejected: [{ row: 2, code: "centre-unknown" }] } },
  });
  expect(await (await exportEntities(admin)).text()).not.toContain(id);
});
