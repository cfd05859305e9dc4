import { beforeAll, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction } from "./sql";
import { STORED_NOW } from "./stored-now";

/** "Now" is the same within a transaction, and is stored later than it is in half of them. */
const TRANSACTIONS = 30;

beforeAll(testDatabase);

test("what becomes due now is due at once", async () => {
  const { id } = await makeUser();
  for (let made = 1; made <= TRANSACTIONS; made += 1) {
    const due = await inTransaction(async ({ sql }) => {
      await sql("INSERT INTO mail (id, user_id) VALUES (gen_random_uuid(), $1::uuid)", [id]);
      return sql(`SELECT FROM mail WHERE next_at <= ${STORED_NOW}`);
    });
    expect(due).toHaveLength(made);
  }
});
