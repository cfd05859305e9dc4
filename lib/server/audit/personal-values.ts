import "server-only";

/**
 * Names of people, and their addresses, are hashed with the entries that contain them and can never
 * be removed from there. So an entry has a reference instead, made with a key of the person:
 * erasing the person destroys the key and the values, and the chain stays as it is.
 */
import { findReferences } from "@/lib/domain/audit/personal-reference";
import type { Sql } from "../db/sql";

/** The built application has several copies of this module, which a class would tell apart. */
const MARK: unique symbol = Symbol.for("counterfoil.personal-value");

type PersonalValue = { [MARK]: true; userId: string; value: string };

/** Wraps a name, an address or another text that identifies the person. */
export function personal(userId: string, value: string): PersonalValue {
  return { [MARK]: true, userId, value };
}

function isPersonal(value: unknown): value is PersonalValue {
  return typeof value === "object" && value !== null && MARK in value;
}

type Contents = { before?: unknown; after?: unknown };
type Formatted = { before: (string | null)[]; after: (string | null)[] };

/** Formats the JSON of entries, with the references of personal values. */
export async function formatEntries(sql: Sql, entries: readonly Contents[]): Promise<Formatted> {
  const found = new Map<string, PersonalValue>();
  JSON.stringify(
    entries.map(({ before, after }) => [before, after]),
    (_name, value: unknown) => {
      if (isPersonal(value)) found.set(keyOf(value), value);
      return value;
    },
  );
  const references = await storeValues(sql, [...found.values()]);
  const format = (content: unknown) =>
    content === undefined
      ? null
      : JSON.stringify(content, (_name, value: unknown) =>
          isPersonal(value) ? references.get(keyOf(value)) : value,
        );
  return {
    before: entries.map(({ before }) => format(before)),
    after: entries.map(({ after }) => format(after)),
  };
}

/** Returns the references by the key of the value. */
async function storeValues(
  sql: Sql,
  values: readonly PersonalValue[],
): Promise<ReadonlyMap<string, string>> {
  if (values.length === 0) return new Map();
  const rows = await sql<{ reference: string }>(
    `SELECT personal_reference(v.user_id, v.value) AS reference
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS v (user_id, value, place)
      ORDER BY v.place`,
    [values.map(({ userId }) => userId), values.map(({ value }) => value)],
  );
  return new Map(values.map((value, index) => [keyOf(value), rows[index]?.reference ?? ""]));
}

function keyOf({ userId, value }: PersonalValue): string {
  return `${userId} ${value}`;
}

/**
 * Finds what the references in these entries stand for; of an erased person, what they are called
 * since. A value that somebody replaced does not fit its reference, and is left out.
 */
export async function readPersonalValues(
  sql: Sql,
  entries: readonly Contents[],
): Promise<Record<string, string>> {
  const references = findReferences(entries.map(({ before, after }) => [before, after]));
  if (references.length === 0) return {};
  const rows = await sql<{ reference: string; value: string }>(
    `SELECT r.reference, CASE WHEN k.user_id IS NULL THEN u.name ELSE v.value END AS value
       FROM unnest($1::text[]) AS r (reference)
       JOIN "user" u ON u.id = split_part(r.reference, ':', 2)::uuid
       LEFT JOIN person_key k ON k.user_id = u.id
       LEFT JOIN personal_value v ON v.reference = r.reference
      WHERE k.user_id IS NULL AND u.erased_at IS NOT NULL
         OR encode(sha256(k.key || convert_to(v.value, 'UTF8')), 'hex')
            = split_part(r.reference, ':', 3)`,
    [references],
  );
  return Object.fromEntries(rows.map(({ reference, value }) => [reference, value]));
}
