/** Entries name people by references, which lead to nobody once the key of the person is gone. */
import { beforeAll, describe, expect, test } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { appendAudit } from "./append";
import { personal, readPersonalValues } from "./personal-values";
import { verifyAudit } from "./verify";

beforeAll(testDatabase);

let ada: MadeUser;
let ben: MadeUser;
beforeAll(async () => {
  ada = await makeUser({ name: "Ada" });
  ben = await makeUser({ name: "Ben" });
});

type Stored = { before: unknown; after: { name: string; email: string; by: string } };

async function writeEntry(of: MadeUser): Promise<Stored> {
  const after = {
    name: personal(of.id, of.name),
    email: personal(of.id, of.email),
    by: personal(ben.id, ben.name),
  };
  await inTransaction(({ sql: run }) =>
    appendAudit(run, { actorId: ben.id, action: "user.changed", before: { name: null }, after }),
  );
  const [entry] = await sql<Stored>(
    "SELECT before, after FROM audit_entry ORDER BY id DESC LIMIT 1",
  );
  if (entry === undefined) throw new Error("There is no entry.");
  return entry;
}

describe("a name in an entry", () => {
  test("is a reference that only the key of the person leads back from", async () => {
    const entry = await writeEntry(ada);
    expect(JSON.stringify(entry)).not.toContain("Ada");
    expect(entry.after.name).toMatch(new RegExp(`^person:${ada.id}:[0-9a-f]{64}$`));
    expect(await readPersonalValues(sql, [entry])).toEqual({
      [entry.after.name]: "Ada",
      [entry.after.email]: ada.email,
      [entry.after.by]: "Ben",
    });
  });

  test("has the same reference each time, and another for another person", async () => {
    const [first, second] = [await writeEntry(ada), await writeEntry(ada)];
    expect(second.after).toEqual(first.after);
    const namesake = await makeUser({ name: "Ada" });
    expect((await writeEntry(namesake)).after.name.split(":")[2]).not.toBe(
      first.after.name.split(":")[2],
    );
  });

  test("is not believed when its value was replaced", async () => {
    const carl = await makeUser({ name: "Carl" });
    const entry = await writeEntry(carl);
    await sql("UPDATE personal_value SET value = 'Dora' WHERE user_id = $1 AND value = 'Carl'", [
      carl.id,
    ]);
    const values = await readPersonalValues(sql, [entry]);
    expect(values[entry.after.name]).toBeUndefined();
    expect(values[entry.after.email]).toBe(carl.email);
  });
});

test("without the key nothing leads to the name, and every link of the chain holds", async () => {
  const eve = await makeUser({ name: "Eve" });
  const entry = await writeEntry(eve);
  await sql(
    `UPDATE "user" SET name = 'Erased person 1', email = 'erased-1@erased.invalid',
            disabled_at = now(), erased_at = now(), erased_number = 1 WHERE id = $1`,
    [eve.id],
  );
  await sql("DELETE FROM person_key WHERE user_id = $1", [eve.id]);
  const values = await readPersonalValues(sql, [entry]);
  expect(values[entry.after.name]).toBe("Erased person 1");
  expect(values[entry.after.email]).toBe("Erased person 1");
  expect(values[entry.after.by]).toBe("Ben");
  expect(
    await sql("SELECT FROM personal_value WHERE value = ANY ($1)", [["Eve", eve.email]]),
  ).toEqual([]);
  expect((await verifyAudit()).broken).toBeNull();
  // What an erased person is called is no secret, and makes no new key.
  const later = await writeEntry({ ...eve, name: "Erased person 1" });
  expect(later.after.name).toBe("Erased person 1");
  expect(await sql("SELECT FROM person_key WHERE user_id = $1", [eve.id])).toEqual([]);
});
