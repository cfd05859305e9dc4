/** Who may be given lines is searched and read in pages, however many they are. */
import { beforeAll, expect, test } from "vitest";
import { assigneeSearchSchema } from "@/lib/contracts/thread";
import { EVERYWHERE } from "@/lib/domain/permission";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { findAssignees } from "./people";

const COUNT = 620;
const find = (asked: object, centreIds: string[] | null = null) =>
  findAssignees(scopeFor("reconciliation:view", centreIds), assigneeSearchSchema.parse(asked));
let mine: string;

beforeAll(async () => {
  await testDatabase();
  mine = (await makeCentre()).id;
  const other = (await makeCentre()).id;
  await asOwner(
    `WITH made AS (
       INSERT INTO "user" (id, name, email)
       SELECT gen_random_uuid(), 'Person ' || lpad(n::text, 3, '0'), n || '@example.test'
         FROM generate_series(1, $1) AS n RETURNING id)
     INSERT INTO membership (user_id, centre_id, role) SELECT id, $2, 'reviewer' FROM made`,
    [COUNT, other],
  );
  await makeUser({ name: "Núria 100%", roles: [{ centreId: mine, role: "reviewer" }] });
  await makeUser({ name: "Zoe", roles: [{ centreId: EVERYWHERE, role: "approver" }] });
  await makeUser({ name: "Guest", roles: [] });
});

test("everybody is read page by page, without one twice", async () => {
  const [first, second] = [await find({}), await find({ skip: 500 })];
  expect(first.users).toHaveLength(500);
  expect([first.count, second.count]).toEqual([COUNT + 2, COUNT + 2]);
  const names = [...first.users, ...second.users].map(({ name }) => name);
  expect(new Set(names).size).toBe(COUNT + 2);
  expect(names).toEqual(names.toSorted());
  expect(await find({ limit: 2 })).toMatchObject({ users: [{}, {}], count: COUNT + 2 });
});

test("people are found by each word of their name, by no wildcard, and by id", async () => {
  const found = await find({ text: "100% nuria" });
  expect(found).toMatchObject({ count: 1, users: [{ name: "Núria 100%" }] });
  expect((await find({ text: "person_01" })).users).toEqual([]);
  expect(await find({ id: found.users.map(({ id }) => id) })).toEqual(found);
});

test("a reader of some centres finds those who have a role there", async () => {
  const { users, count } = await find({}, [mine]);
  expect(users.map(({ name }) => name)).toEqual(["Núria 100%", "Zoe"]);
  expect(count).toBe(2);
});
