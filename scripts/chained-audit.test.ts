/** Entries from before the chain: the migration links them in the order of their ids. */
import pg from "pg";
import { expect, test } from "vitest";
import { verifyAudit } from "@/lib/server/audit/verify";
import { sql } from "@/lib/server/db/sql";
import { chainedRows } from "@/lib/testing/audit-rows";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { listMigrations } from "./postgres/migrate";

const MIGRATION = "20261124120300_chained_audit";

const BEFORE = `
  CREATE TABLE audit_entry (
    id bigserial PRIMARY KEY, at timestamptz(3) NOT NULL DEFAULT now(), actor_id uuid,
    action text NOT NULL, centre_id text COLLATE "C", business_date text COLLATE "C",
    before jsonb, after jsonb);
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
  INSERT INTO audit_entry (id, at, action, centre_id, after) VALUES
    (2, '2026-01-01', 'first', NULL, '{"b": 1, "a": 2}'), (7, '2026-01-02', 'second', '101', NULL),
    (9, '2026-01-01', 'third', '101', 'null')`;

test("links the entries of a trail that has none, and goes on from there", async () => {
  await testDatabase();
  await asOwner("DROP TABLE audit_entry CASCADE");
  await asOwner("DROP FUNCTION chain_audit_entry");
  await asOwner(BEFORE);
  const migration = listMigrations().find(({ name }) => name === MIGRATION);
  await asOwner(migration?.sql ?? "");
  await sql("INSERT INTO audit_entry (action) VALUES ('fourth')");
  const rows = await chainedRows();
  expect(rows.map(({ id, action }) => [id, action])).toEqual([
    [1, "first"],
    [2, "second"],
    [3, "third"],
    [4, "fourth"],
  ]);
  expect(rows[0]).toMatchObject({ at: Date.UTC(2026, 0, 1), after: '{"a": 2, "b": 1}' });
  expect(await verifyAudit()).toMatchObject({ broken: null, isComplete: true, head: { id: 4 } });
  await expect(asOwner("DELETE FROM audit_entry")).rejects.toThrow(pg.DatabaseError);
});
