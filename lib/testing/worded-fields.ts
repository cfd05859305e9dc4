/**
 * Finds the fields of audit entries that no language has words for. It looks at the entries that
 * the tests of a file wrote, so that no command can record a field that a page would show raw.
 */
import type pg from "pg";
import { AUDIT_ACTIONS } from "@/lib/domain/audit/actions";
import { listChanges } from "@/lib/domain/audit/diff";
import { readPath } from "@/lib/domain/audit/fields";

/** The latest are enough: a command writes the same fields again and again. */
const ENTRIES_MAX = 2_000;

type Entry = { action: string; before: unknown; after: unknown };

/** Returns them as `action: field`; entries whose action only a test knows are left out. */
export async function listUnwordedFields(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string | null }>(
    "SELECT to_regclass('audit_entry') AS name",
  );
  if (tables[0]?.name == null) return [];
  const { rows } = await client.query<Entry>(
    `SELECT action, before, after FROM audit_entry WHERE action = ANY ($1)
      ORDER BY id DESC LIMIT ${ENTRIES_MAX}`,
    [[...AUDIT_ACTIONS]],
  );
  const found = rows.flatMap(({ action, before, after }) =>
    listChanges(before, after)
      .flatMap(({ path }) => (path === "" ? [] : readPath(path)))
      .flatMap((part) => ("other" in part ? [`${action}: ${part.other}`] : [])),
  );
  return [...new Set(found)];
}
