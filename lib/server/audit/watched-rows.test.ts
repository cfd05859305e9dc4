/**
 * Roles, people, tokens, settings and rules leave an entry whichever way they are changed: one of
 * the command, or else one of the database.
 */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { asOwner, tamper, testDatabase, watchRows } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { appendAudit } from "./append";
import { verifyAudit } from "./verify";

type Entry = {
  action: string;
  origin: string | null;
  before: { table: string; row: string } | null;
  after: { table: string; row: string } | null;
};

let user: MadeUser;

beforeAll(async () => {
  await testDatabase();
  await sql("INSERT INTO setting (name, value) VALUES ('reasons', '{}')");
  user = await makeUser({ name: "Ane", roles: [{ centreId: "*", role: "counter" }] });
  await watchRows();
});

beforeEach(async () => {
  await tamper("DELETE FROM audit_entry", ["audit_entry"]);
});

const listEntries = () =>
  sql<Entry>("SELECT action, origin, before, after FROM audit_entry ORDER BY id");

const RULE_ID = "00000000-0000-4000-8000-000000000007";
const RULE = `
  INSERT INTO tolerance_rule (centre_id, tender_id, currency, version, valid_from,
    explain_short_minor, explain_short_ppm, explain_over_minor, explain_over_ppm,
    approve_short_minor, approve_short_ppm, approve_over_minor, approve_over_ppm)
  VALUES ('*', 'kind:cash', 'EUR', 1, '2026-01-01', 1, 1, 1, 1, 1, 1, 1, 1)`;

// what is done, the statement, what the entry says was there before, and afterwards
const CHANGES: [string, string, string | null, string | null][] = [
  [
    "a role is granted",
    "INSERT INTO membership (user_id, centre_id, role) VALUES ($user, '*', 'approver')",
    null,
    '"role": "approver"',
  ],
  [
    "a role becomes another",
    "UPDATE membership SET role = 'administrator' WHERE user_id = $user AND role = 'approver'",
    '"role": "approver"',
    '"role": "administrator"',
  ],
  [
    "a role is taken away",
    "DELETE FROM membership WHERE user_id = $user AND role = 'administrator'",
    '"role": "administrator"',
    null,
  ],
  [
    "an address is changed",
    `UPDATE "user" SET email = 'mallory@example.test' WHERE id = $user`,
    '"email": "person:',
    '"email": "person:',
  ],
  [
    "a password is replaced",
    `UPDATE "user" SET password_hash = 'argon2id-of-mallory' WHERE id = $user`,
    '"password_hash": null',
    '"password_hash": "(not shown, another)"',
  ],
  [
    "a token is made",
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
     VALUES (gen_random_uuid(), $user, 'Mine', 'hash-of-mallory', '{centre:view}')`,
    null,
    '"token_hash": "(not shown)"',
  ],
  [
    "a setting is changed",
    `UPDATE setting SET value = '{"version": 9}' WHERE name = 'reasons'`,
    '"value": {}',
    '"version": 9',
  ],
];

describe.each<[string, (text: string) => Promise<unknown>]>([
  ["by somebody with the application's role", (text) => sql(text)],
  ["by the owner of the database", (text) => asOwner(text)],
])("%s", (_who, run) => {
  test.each(CHANGES)("%s", async (_what, statement, before, after) => {
    await run(statement.replace("$user", `'${user.id}'`));
    const [entry, ...others] = await listEntries();
    expect(others).toEqual([]);
    expect(entry?.action).toBe("database.row-changed");
    expect(entry?.origin).toMatch(/^database \w+( from [0-9a-f.:]+)?$/);
    for (const [side, expected] of [
      [entry?.before, before],
      [entry?.after, after],
    ] as const) {
      if (expected === null) expect(side).toBeNull();
      else expect(side?.row).toContain(expected);
    }
    expect(JSON.stringify(entry)).not.toContain("of-mallory");
    expect(await verifyAudit()).toMatchObject({ broken: null, isComplete: true });
    await asOwner(`UPDATE "user" SET email = 'person@example.test', password_hash = NULL;
      DELETE FROM api_token; UPDATE setting SET value = '{}'`);
  });
});

test("a rule of tolerance, of which there is no other change", async () => {
  await sql(RULE);
  expect((await listEntries()).map(({ action }) => action)).toEqual(["database.row-changed"]);
});

test("a rule that gives groups a role, and whoever gets it", async () => {
  await sql(`INSERT INTO role_rule (id, provider, group_name, role, centre_id, requested_by_id)
    VALUES ('${RULE_ID}', 'okta', 'g', 'approver', '*', '${user.id}')`);
  await sql(`INSERT INTO rule_grant (user_id, rule_id) VALUES ('${user.id}', '${RULE_ID}')`);
  expect(await listEntries()).toHaveLength(1);
  await sql("UPDATE role_rule SET confirmed_at = now()");
  await sql("UPDATE rule_grant SET lapses_at = now()");
  expect(await listEntries()).toHaveLength(2);
  await sql("DELETE FROM rule_grant");
  expect((await listEntries()).map(({ before }) => before?.table)).toEqual([
    undefined,
    "role_rule",
    "rule_grant",
  ]);
});

test("every row of one statement, and the table that its owner emptied", async () => {
  await sql(`INSERT INTO membership (user_id, centre_id, role)
             SELECT '${user.id}', id::text, 'counter' FROM generate_series(900, 949) AS id`);
  expect(await listEntries()).toHaveLength(50);
  await asOwner("TRUNCATE node_membership");
  expect((await listEntries()).at(-1)).toMatchObject({
    action: "database.table-emptied",
    before: { table: "node_membership" },
  });
  await sql("DELETE FROM membership WHERE centre_id LIKE '9%'");
  expect((await verifyAudit()).broken).toBeNull();
});

const grant = (centreId: string) =>
  `INSERT INTO membership (user_id, centre_id, role)
   VALUES ('${user.id}', '${centreId}', 'reviewer')`;

test("what a command describes itself has its entry alone, wherever it stands", async () => {
  for (const order of [0, 1]) {
    await inTransaction(async (tx) => {
      if (order === 0) await tx.sql(grant("801"));
      await appendAudit(tx.sql, { actorId: user.id, action: "user.changed" });
      if (order === 1) await tx.sql(grant("802"));
    });
  }
  expect((await listEntries()).map(({ action }) => action)).toEqual([
    "user.changed",
    "user.changed",
  ]);
});

test("an entry about something else, or of another transaction, describes nothing", async () => {
  await inTransaction(async (tx) => {
    await tx.sql(grant("803"));
    await appendAudit(tx.sql, { actorId: user.id, action: "tolerance.changed" });
  });
  await inTransaction(async (tx) => {
    await tx.sql(grant("804"));
    await appendAudit(sql, { actorId: user.id, action: "user.changed" });
  });
  await inTransaction(async (tx) => {
    await tx.sql("SAVEPOINT undone");
    await appendAudit(tx.sql, { actorId: user.id, action: "user.changed" });
    await tx.sql("ROLLBACK TO undone");
    await tx.sql(grant("805"));
  });
  expect((await listEntries()).map(({ action }) => action)).toEqual([
    "tolerance.changed",
    "database.row-changed",
    "user.changed",
    "database.row-changed",
    "database.row-changed",
  ]);
});

test("the number of an earlier transaction that was restored is not one's own", async () => {
  const forged = inTransaction(async (tx) => {
    const [now] = await tx.sql<{ id: string }>("SELECT pg_current_xact_id()::text AS id");
    await appendAudit(sql, { actorId: null, action: "user.changed" });
    await tamper(`UPDATE audit_entry SET transaction_id = ${now?.id}`, ["audit_entry"]);
    await tx.sql(grant("806"));
  });
  await forged;
  expect((await listEntries()).map(({ action }) => action)).toHaveLength(1);
});

test("what the product stores for itself, and the use of a token, are no changes", async () => {
  await asOwner(`INSERT INTO api_token (id, user_id, name, token_hash, permissions)
    VALUES (gen_random_uuid(), '${user.id}', 'Mine', 'hash', '{centre:view}')`);
  await tamper("DELETE FROM audit_entry", ["audit_entry"]);
  await sql("UPDATE api_token SET last_used_at = now(), last_used_from = '192.0.2.1'");
  await sql(`INSERT INTO setting VALUES ('cashrec.pause', '{}'), ('push.keys', '{}')`);
  await sql(`UPDATE "user" SET name = name`);
  expect(await listEntries()).toEqual([]);
  await sql(`UPDATE setting SET value = '"private"' WHERE name = 'push.keys'`);
  const [entry] = await listEntries();
  expect(entry?.after?.row).toContain("(not shown, another)");
});
