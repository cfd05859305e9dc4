/** Nothing of a response with an open question is stored until an administrator accepts it. */
import { beforeAll, expect, test } from "vitest";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import type { Json } from "@/lib/domain/field-map/field-map";
import { sql } from "../db/sql";
import { readSettledSheets } from "./parse-response";
import { acceptQuestions, findAcceptedQuestions, QuestionCheck } from "./questions";
import { questionsOf } from "@/lib/domain/field-map/open-questions";
import { readResponse } from "@/lib/domain/field-map/read-response";

beforeAll(testDatabase);

const DAY = "2026-03-12";
const wanted = { currencies: new Map([["101", "EUR"]]), dates: { from: DAY, to: DAY } };
function respond(more: object): Json {
  const payments = [{ id: "CASH", amount: 12.5 }];
  const record = { centerId: 101, businessDay: DAY, tillId: "T1", payments, ...more };
  return JSON.parse(JSON.stringify([record])) as Json;
}
const check = new QuestionCheck(() => findAcceptedQuestions());
const read = (root: unknown) =>
  readSettledSheets(JSON.stringify(root), { map: BUILT_IN_MAP, check }, wanted);

function idsOf(root: Json): string[] {
  const reading = readResponse(root, { map: BUILT_IN_MAP, ...wanted });
  if (reading.kind === "drift") throw new Error(reading.reason);
  return questionsOf(root, BUILT_IN_MAP, { reading, wanted }).map(({ id }) => id);
}

test("what is accepted is stored, recorded, and asked again in another form", async () => {
  expect(await read(respond({}))).toHaveLength(1);
  const withTips = respond({ staffTips: 3.5 });
  await expect(read(withTips)).rejects.toMatchObject({
    code: "UPSTREAM_CHANGED",
    message: expect.stringContaining("money that no field uses ($[].staffTips)") as string,
  });
  const by = await makeUser({ name: "Ada" });
  const scope = scopeFor("cashrec:probe", null, by);
  expect(await acceptQuestions(scope, { ids: idsOf(withTips) })).toEqual({ accepted: 1 });
  expect(await acceptQuestions(scope, { ids: idsOf(withTips) })).toEqual({ accepted: 0 });
  expect(await read(withTips)).toHaveLength(1);
  await expect(read(respond({ staffTips: 3.5, safeDrop: 1.5 }))).rejects.toMatchObject({
    message: expect.stringContaining("$[].safeDrop") as string,
  });
  const [entry] = await sql<{ after: object }>(
    "SELECT after FROM audit_entry WHERE action = 'setting.changed' ORDER BY id LIMIT 1",
  );
  expect(entry?.after).toEqual({ "cashrec.accepted-questions": ["unused-money $[].staffTips"] });
});

test("an assumed till is asked about again when the records have other keys", async () => {
  const bare = respond({ tillId: undefined });
  await expect(read(bare)).rejects.toMatchObject({ code: "UPSTREAM_CHANGED" });
  const scope = scopeFor("cashrec:probe", null, await makeUser());
  await acceptQuestions(scope, { ids: idsOf(bare) });
  expect(await read(bare)).toHaveLength(1);
  await expect(read(respond({ tillId: undefined, station: "B" }))).rejects.toMatchObject({
    message: expect.stringContaining("no till is named") as string,
  });
});

test("a response of a known form is asked about when its values leave something open", async () => {
  const page = (total: number) => ({ total, records: respond({}) });
  expect(await read(page(1))).toHaveLength(1);
  await expect(read(page(7))).rejects.toMatchObject({
    code: "UPSTREAM_CHANGED",
    message: expect.stringContaining("perhaps one page of several ($.total)") as string,
  });
  expect(await read(page(1))).toHaveLength(1);
});
