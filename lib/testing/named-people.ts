/**
 * Finds the actions of audit entries that name somebody, or have their address. Such an entry could
 * never be separated from the person. It looks at the entries that the tests of a file wrote.
 */
import type pg from "pg";
import { AUDIT_ACTIONS } from "@/lib/domain/audit/actions";

/** The latest are enough: a command writes the same fields again and again. */
const ENTRIES_MAX = 2_000;

export async function listEntriesThatName(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('person_key') AS name",
  );
  if (tables[0]?.name == null) return [];
  const { rows } = await client.query<{ action: string }>(
    `SELECT DISTINCT e.action
       FROM (SELECT action, concat(before, after) AS text FROM audit_entry
              WHERE action = ANY ($1) ORDER BY id DESC LIMIT ${ENTRIES_MAX}) e
       JOIN "user" u ON strpos(e.text, u.email) > 0 OR strpos(e.text, to_json(u.name)::text) > 0
      WHERE u.erased_at IS NULL`,
    [[...AUDIT_ACTIONS]],
  );
  return rows.map(({ action }) => action);
}
