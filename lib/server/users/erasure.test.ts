/** After an erasure nothing in the database names the person, and the trail holds. */
import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { verifyAudit } from "../audit/verify";
import { hashPassword } from "../auth/password";
import { signIn } from "../auth/sign-in";
import { sql } from "../db/sql";
import { confirmRequest, refuseRequest } from "./access-requests";
import { listAccessRequests } from "./access-request-queries";
import { acceptInvitation } from "./accept-invitation";
import { changeUser, createUser } from "./commands";
import { listUsers } from "./queries";
import { requestErasure } from "./request-erasure";
import { getStoredData } from "./stored-data";

beforeAll(testDatabase);

const PASSWORD = "seven green umbrellas";
const by = (user: MadeUser) => scopeFor("user:administer", null, user);
const secures = (user: MadeUser) => scopeFor("security:administer", null, user);

let chief: MadeUser;
let second: MadeUser;
let centreId: string;
beforeAll(async () => {
  ({ id: centreId } = await makeCentre());
  const passwordHash = await hashPassword(PASSWORD);
  const roles = [{ centreId: "*", role: "administrator" as const }];
  chief = await makeUser({ name: "Chief", roles, passwordHash });
  second = await makeUser({ name: "Second", roles, passwordHash });
});

async function makePerson(name: string) {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.test`;
  const roles = [{ centreId, role: "counter" as const }];
  const { id, inviteUrl } = await createUser(by(chief), { email, name: "First Name", roles });
  await acceptInvitation({ token: inviteUrl?.split("/").at(-1) ?? "", password: PASSWORD });
  await changeUser(by(chief), { userId: id, name });
  return { id, email, name };
}

async function writeNote(authorId: string): Promise<void> {
  await sql(
    `INSERT INTO note (centre_id, business_date, id, text, author_id)
     VALUES ($1, '2026-01-01', $2::uuid, 'Seen', $3::uuid)`,
    [centreId, randomUUID(), authorId],
  );
}

let days = 0;

/** Each count is of a day of its own, in the state that it is given. */
async function writeCount(countedById: string, state: string): Promise<void> {
  days += 1;
  const date = `2026-02-${String(days).padStart(2, "0")}`;
  await asOwner(
    `INSERT INTO reconciliation (centre_id, business_date, state, currency, sheet_version,
       expected_minor, counted_minor, short_minor, over_minor, uncounted_minor, unexpected_minor,
       matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
       unexpected_lines, revision)
     VALUES ($1, $2, $3, 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)`,
    [centreId, date, state],
  );
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id)
     VALUES ($1, $2, 'M', $3, 'CASH', 1, 100, 'api', $4::uuid)`,
    [centreId, date, randomUUID(), countedById],
  );
}

async function confirm(): Promise<void> {
  const { requests } = await listAccessRequests(by(second));
  const waiting = requests.filter(({ kind }) => kind === "erasure");
  expect(waiting).toHaveLength(1);
  await confirmRequest(by(second), { requestId: waiting[0]?.id ?? "" });
}

/** Every table as text, as the search for secrets has it. */
async function listTablesThatContain(texts: readonly string[]): Promise<string[]> {
  const rows = await asOwner<{ name: string; text: string }>(
    `SELECT c.oid::regclass::text AS name,
            table_to_xml(c.oid::regclass, true, true, '')::text AS text
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(rows.length).toBeGreaterThan(60);
  return rows.flatMap(({ name, text }) => (texts.some((one) => text.includes(one)) ? [name] : []));
}

describe("an erasure", () => {
  test("takes two administrators, and leaves no name or address in any table", async () => {
    const person = await makePerson("Wilhelmina Testperson");
    await writeNote(person.id);
    await writeCount(person.id, "closed");
    const names = [person.name, "First Name", person.email];
    expect(await listTablesThatContain(names)).toEqual(
      expect.arrayContaining(['"user"', "personal_value"]),
    );
    const asked = { userId: person.id };
    expect(await requestErasure(secures(chief), asked)).toEqual({ outcome: "waiting" });
    expect(await requestErasure(secures(chief), asked)).toEqual({ outcome: "waiting" });
    const { requests } = await listAccessRequests(by(chief));
    expect(requests).toMatchObject([{ kind: "erasure", role: null, refusal: "own-request" }]);
    await expect(
      confirmRequest(by(chief), { requestId: requests[0]?.id ?? "" }),
    ).rejects.toMatchObject({ code: "REFUSED" });
    await confirm();

    expect(await listTablesThatContain(names)).toEqual([]);
    expect((await verifyAudit()).broken).toBeNull();
    const [entry] = await sql<{ action: string; after: unknown }>(
      "SELECT action, after FROM audit_entry ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toEqual({
      action: "user.erased",
      after: { userId: person.id, number: 1, entries: 0, requestedById: chief.id },
    });
    const [left] = await sql<{ name: string; notes: number; counts: number; keys: number }>(
      `SELECT u.name, (SELECT count(*)::int FROM note WHERE author_id = u.id) AS notes,
              (SELECT count(*)::int FROM till_count WHERE counted_by_id = u.id) AS counts,
              (SELECT count(*)::int FROM person_key WHERE user_id = u.id) AS keys
         FROM "user" u WHERE u.id = $1`,
      [person.id],
    );
    expect(left).toEqual({ name: "Erased person 1", notes: 1, counts: 1, keys: 0 });
  });

  test("leaves nobody to be found, and lets the address in again as somebody else", async () => {
    const person = await makePerson("Otto Testperson");
    await requestErasure(secures(chief), { userId: person.id });
    await confirm();
    const { id: userId, email } = person;
    expect((await listUsers(by(chief))).map(({ id }) => id)).not.toContain(userId);
    const gone = { code: "NOT_FOUND" };
    await expect(changeUser(by(chief), { userId, disabled: false })).rejects.toMatchObject(gone);
    await expect(getStoredData(secures(chief), { userId })).rejects.toMatchObject(gone);
    await expect(requestErasure(secures(chief), { userId })).rejects.toMatchObject(gone);
    expect((await createUser(by(chief), { email, name: "Otto", roles: [] })).id).not.toBe(userId);
  });

  test("empties every table that goes with an account", async () => {
    const person = await makePerson("Paula Testperson");
    await requestErasure(secures(chief), { userId: person.id });
    await confirm();
    const keys = await asOwner<{ name: string; column: string }>(
      `SELECT k.conrelid::regclass::text AS name, a.attname AS "column"
         FROM pg_constraint k
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        WHERE k.contype = 'f' AND k.confrelid = '"user"'::regclass AND k.confdeltype = 'c'`,
    );
    for (const { name, column } of keys.filter((key) => key.name !== "access_request")) {
      const rows = await asOwner(`SELECT FROM ${name} WHERE ${column} = $1`, [person.id]);
      expect(rows, name).toEqual([]);
    }
  });

  test("is refused by the other administrator as well as confirmed", async () => {
    const person = await makePerson("Rosa Testperson");
    await requestErasure(secures(chief), { userId: person.id });
    const { requests } = await listAccessRequests(by(second));
    await refuseRequest(by(second), { requestId: requests[0]?.id ?? "" });
    expect((await listUsers(by(chief))).map(({ id }) => id)).toContain(person.id);
    const credentials = { email: person.email, password: PASSWORD };
    expect((await signIn(credentials, { address: "192.0.2.1" })).kind).toBe("signed-in");
  });

  test("counts the entries from before references, which keep the name", async () => {
    const person = await makePerson("Siegfried Testperson");
    const text = JSON.stringify({ userId: person.id, name: person.name });
    await sql("INSERT INTO audit_entry (action, after) VALUES ('user.changed', $1::json)", [text]);
    await requestErasure(secures(chief), { userId: person.id });
    await confirm();
    const [entry] = await sql<{ after: { entries: number } }>(
      "SELECT after FROM audit_entry WHERE action = 'user.erased' ORDER BY id DESC LIMIT 1",
    );
    expect(entry?.after.entries).toBe(1);
  });
});

describe("it is refused", () => {
  const refusal = (reason: string) => ({ code: "REFUSED", details: { reason } });

  test("while a day that the person counted is not closed", async () => {
    const person = await makePerson("Theo Testperson");
    await writeCount(person.id, "reviewed");
    await expect(requestErasure(secures(chief), { userId: person.id })).rejects.toMatchObject(
      refusal("open-days"),
    );
  });

  test("for oneself", async () => {
    await expect(requestErasure(secures(chief), { userId: chief.id })).rejects.toMatchObject(
      refusal("own-account"),
    );
  });
});
