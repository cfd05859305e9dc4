/** Many people are searched and read in pages, by whom they concern. */
import { beforeAll, expect, test } from "vitest";
import { userSearchSchema } from "@/lib/contracts/user";
import { PAGE_ROWS } from "@/lib/domain/screen/page";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { findUsers, listUsers } from "./queries";
import { listRoleTargets } from "./role-targets";

const COUNT = 120;
const everywhere = () => scopeFor("user:administer", null);
const page = (asked: object) => userSearchSchema.parse({ limit: PAGE_ROWS, ...asked });
let mine: string;

beforeAll(async () => {
  await testDatabase();
  mine = (await makeCentre()).id;
  await prisma().user.createMany({
    data: Array.from({ length: COUNT }, (_, index) => ({
      name: `Person ${String(index).padStart(3, "0")}`,
      email: `many-${String(index).padStart(3, "0")}@example.test`,
    })),
  });
  const roles = [{ centreId: mine, role: "counter" as const }];
  await makeUser({ name: "Núria 100%", email: "nuria@example.test", roles });
});

test("people are read in pages in the order of the whole list, without one twice", async () => {
  const pages = [0, PAGE_ROWS, 2 * PAGE_ROWS].map((skip) =>
    findUsers(everywhere(), page({ skip })),
  );
  const read = await Promise.all(pages);
  expect(read[0]?.users).toHaveLength(PAGE_ROWS);
  const all = await listUsers(everywhere());
  expect(read.every(({ count }) => count === all.length)).toBe(true);
  expect(read.flatMap(({ users }) => users)).toEqual(all);
});

test("people are found by each word of their name or address, and by no wildcard", async () => {
  const find = (text: string) => findUsers(everywhere(), page({ text }));
  expect(await find("nuria 100%")).toMatchObject({ count: 1, users: [{ name: "Núria 100%" }] });
  expect((await find("MANY-01 example")).count).toBe(10);
  expect((await find("person%01")).count).toBe(0);
  expect((await find("person_01")).count).toBe(0);
});

test("an administrator of some centres finds nobody else, by name or by id", async () => {
  const some = scopeFor("user:administer", [mine]);
  const found = await findUsers(some, page({}));
  expect(found).toMatchObject({ count: 1, users: [{ name: "Núria 100%" }] });
  const { users } = await findUsers(everywhere(), page({ text: "many-007" }));
  const id = users[0]?.id ?? "";
  expect(await findUsers(everywhere(), { ...page({}), id })).toMatchObject({ users: [{ id }] });
  expect(await findUsers(some, { ...page({}), id })).toEqual({ users: [], count: 0 });
  expect(await findUsers(everywhere(), { ...page({}), id: "no id" })).toMatchObject({ count: 0 });
});

test("roles are offered in the named centres and the first, of the administered alone", async () => {
  const other = await makeCentre();
  const { offer, everywhere: all } = await listRoleTargets(scopeFor("user:administer", [mine]), [
    other.id,
  ]);
  expect(offer).toMatchObject({ count: 1, centres: [{ id: mine }], permission: "user:administer" });
  expect(all).toBe(false);
});
