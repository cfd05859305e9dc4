/** Roles that were granted before an upgrade get what the audit trail says about them. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { appendAudit } from "../audit/append";
import { sql } from "../db/sql";

const MIGRATION = "prisma/migrations/20261129203001_access_review/migration.sql";
const COUNTER = { centreId: "*", role: "counter" } as const;
const REVIEWER = { centreId: "*", role: "reviewer" } as const;
const AUDITOR = { centreId: "*", role: "auditor" } as const;

beforeAll(testDatabase);

async function migrateAgain(): Promise<void> {
  await asOwner("DROP TABLE access_review, user_activity");
  for (const table of ["membership", "node_membership"]) {
    await asOwner(`ALTER TABLE ${table} DROP COLUMN granted_at, DROP COLUMN granted_by_id,
      DROP COLUMN confirmed_by_id, DROP COLUMN way`);
  }
  await asOwner(`BEGIN; ${await readFile(MIGRATION, "utf8")}; COMMIT`);
}

async function invited(person: MadeUser, actorId: string): Promise<void> {
  const after = { userId: person.id, roles: [COUNTER] };
  await appendAudit(sql, { actorId, action: "user.invited", after });
}

test("since when, by whom and how somebody has a role", async () => {
  const [ana, bea] = [randomUUID(), randomUUID()];
  const person = await makeUser({ roles: [COUNTER, REVIEWER, AUDITOR] });
  const before = { userId: person.id, roles: [COUNTER] };
  await invited(person, ana);
  await appendAudit(sql, {
    actorId: bea,
    action: "user.role-confirmed",
    before,
    after: { userId: person.id, roles: [COUNTER, REVIEWER], requestedById: ana },
  });
  // Entries of another form, and what is no role, stop no upgrade.
  await appendAudit(sql, { actorId: ana, action: "user.changed", after: { roles: "all" } });
  await appendAudit(sql, { actorId: ana, action: "session.started" });
  await migrateAgain();
  const rows = await sql<{ role: string; by: string | null; second: string | null }>(
    `SELECT role, granted_by_id AS by, confirmed_by_id AS second, way, granted_at IS NULL AS unknown
       FROM membership WHERE user_id = $1::uuid ORDER BY role`,
    [person.id],
  );
  expect(rows).toEqual([
    { role: "auditor", by: null, second: null, way: null, unknown: true },
    { role: "counter", by: ana, second: null, way: "invitation", unknown: false },
    { role: "reviewer", by: ana, second: bea, way: "hand", unknown: false },
  ]);
});

test("when somebody used the account last", async () => {
  const [person, silent] = [await makeUser(), await makeUser()];
  await appendAudit(sql, { actorId: person.id, action: "session.started" });
  await migrateAgain();
  const rows = await sql<{ id: string; signedIn: boolean }>(
    `SELECT user_id AS id, signed_in_at IS NOT NULL AS "signedIn" FROM user_activity
      WHERE user_id IN ($1::uuid, $2::uuid)`,
    [person.id, silent.id],
  );
  expect(rows).toEqual([{ id: person.id, signedIn: true }]);
});
