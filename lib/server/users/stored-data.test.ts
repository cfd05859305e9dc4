/** What is stored of a person is counted by kind, and nothing of anybody else. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { STORED_KINDS } from "@/lib/domain/stored-data";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { appendAudit } from "../audit/append";
import { inTransaction, sql } from "../db/sql";
import { getStoredData } from "./stored-data";

beforeAll(testDatabase);

const read = (userId: string) => getStoredData(scopeFor("security:administer", null), { userId });

test("every kind is listed, with how many there are and when the latest was made", async () => {
  const { id: centreId } = await makeCentre();
  const ada = await makeUser({ name: "Ada", roles: [{ centreId, role: "counter" }] });
  const ben = await makeUser({ name: "Ben" });
  for (const [author, at] of [
    [ada.id, "2026-01-02T10:00:00Z"],
    [ada.id, "2026-01-01T10:00:00Z"],
    [ben.id, "2026-01-03T10:00:00Z"],
  ]) {
    await sql(
      `INSERT INTO note (centre_id, business_date, id, text, author_id, created_at)
       VALUES ($1, '2026-01-01', $2::uuid, 'Seen', $3::uuid, $4::timestamptz)`,
      [centreId, randomUUID(), author, at],
    );
  }
  await inTransaction(({ sql: run }) =>
    appendAudit(run, { actorId: ada.id, action: "session.started" }),
  );
  const { stored, ...person } = await read(ada.id);
  expect(person).toMatchObject({ name: "Ada", email: ada.email, state: "invited" });
  expect(stored.map(({ kind }) => kind)).toEqual(STORED_KINDS);
  const counts = Object.fromEntries(
    stored.filter(({ count }) => count > 0).map(({ kind, count }) => [kind, count]),
  );
  expect(counts).toEqual({ roles: 1, note: 2, "audit-entry": 1 });
  expect(stored.find(({ kind }) => kind === "note")?.latestAt).toBe("2026-01-02T10:00:00.000Z");
});

test("nothing is said of a person who does not exist", async () => {
  await expect(read(randomUUID())).rejects.toMatchObject({ code: "NOT_FOUND" });
});
