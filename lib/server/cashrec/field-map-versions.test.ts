/** Tests that a saved field map is in force at once, and that no version is lost or changed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { FieldMapFile } from "@/lib/contracts/field-map";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
import { cashrec } from "./connection";
import { listFieldMaps, saveFieldMap } from "./field-map-versions";
import { findMapInForce } from "./map-in-force";
import { findAcceptedQuestions } from "./questions";
import { nameMemory } from "./request-memory";

const folder = makeTemporaryFolder("saved-map");
let ada: MadeUser;

beforeAll(async () => {
  await testDatabase();
  ada = await makeUser({ name: "Ada" });
});
beforeEach(() => vi.stubEnv("CASHREC_FIELD_MAP", ""));

const save = (expectedVersion: number, map: FieldMapFile, note: string | null = null) =>
  saveFieldMap(scopeFor("cashrec:probe", null, ada), {
    expectedVersion,
    map,
    note,
    acceptedQuestions: note === null ? [] : ["assumed-till 1"],
  });
const listVersions = async () => (await listFieldMaps()).versions;

test("the built-in map is in force until one is saved, and the next request uses that", async () => {
  const first = await cashrec();
  expect(first.fieldMap).toBe(BUILT_IN_MAP);
  expect(await cashrec()).toBe(first);
  expect(await save(0, { fields: { float: ["fondo"] } }, "The float")).toEqual({ version: 1 });
  const second = await cashrec();
  expect(second.fieldMap.fields.float).toEqual(["fondo"]);
  expect(second.fieldMapHash).not.toBe(first.fieldMapHash);
  expect(await cashrec()).toBe(second);
  expect(await listFieldMaps()).toMatchObject({ from: "saved", latestVersion: 1 });
  expect([...(await findAcceptedQuestions())]).toEqual(["assumed-till 1"]);
});

test("who did not see the latest version is refused, and only one of two at once saves", async () => {
  await expect(save(0, {})).rejects.toMatchObject({ code: "CONFLICT" });
  const both = await Promise.allSettled([save(1, { dates: "day-first" }), save(1, {})]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await listVersions()).toMatchObject([{ version: 2 }, { version: 1 }]);
});

test("an older version is restored as a new one, and each is listed with who saved it", async () => {
  const [, first] = await listVersions();
  expect(first).toMatchObject({ version: 1, savedBy: "Ada", note: "The float" });
  expect(await save(2, first?.map ?? {})).toEqual({ version: 3 });
  const [latest] = await listVersions();
  expect(latest).toMatchObject({ version: 3, map: first?.map, hash: first?.hash });
  expect((await findMapInForce()).hash).toBe(first?.hash);
  const entries = await sql<{ after: unknown }>(
    "SELECT after FROM audit_entry WHERE action = 'field-map.saved' ORDER BY id",
  );
  expect(entries).toHaveLength(3);
  expect(entries[0]?.after).toMatchObject({ version: 1, note: "The float" });
});

test("a file overrides what was saved", async () => {
  const file = join(folder, "map.json");
  writeFileSync(file, '{"fields":{"float":["caja"]}}');
  vi.stubEnv("CASHREC_FIELD_MAP", file);
  expect((await cashrec()).fieldMap.fields.float).toEqual(["caja"]);
  expect(await findMapInForce()).toMatchObject({ from: "file", latestVersion: 3 });
});

test("what is no field map is not saved", async () => {
  const wrong = { fields: { fundo: ["x"] } } as FieldMapFile;
  await expect(save(3, wrong)).rejects.toThrow("fundo");
  expect(await listVersions()).toHaveLength(3);
});

test("a map that asks in another way is another map, although it reads alike", async () => {
  const before = await findMapInForce();
  const [latest] = await listVersions();
  await save(before.latestVersion, { ...latest?.map, request: { daysMax: 2 } });
  const after = await findMapInForce();
  expect([after.hash, after.map.request.daysMax]).toEqual([before.hash, 2]);
  expect((await cashrec()).fieldMap.request.daysMax).toBe(2);
});

test("the names that Cashrec accepted are remembered for its address", async () => {
  const names = { from: "StartDate", to: "EndDate", centres: "CenterLists" };
  await nameMemory("https://one.test").store(names);
  expect(await nameMemory("https://one.test").find()).toEqual(names);
  expect(await nameMemory("https://two.test").find()).toBeNull();
});
