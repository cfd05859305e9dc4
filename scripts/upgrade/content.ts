/** What a database contains: its tables and sequences, and a hash of the rows of each. */
import type pg from "pg";

export type Relation = { name: string; kind: "r" | "S"; columns: string };
type Content = { rows: string; hash: string };
export type Contents = Record<string, Content>;

/** So that two servers write every value alike. */
export const PLAIN_VALUES = `
  SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 1`;

/** Computed columns are left out, because their values follow from others. */
export async function listRelations(client: pg.ClientBase): Promise<Relation[]> {
  const { rows } = await client.query<Relation>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, c.relkind AS kind,
            CASE c.relkind WHEN 'S' THEN 'last_value, is_called' ELSE (
              SELECT string_agg(format('%I', attname), ', ' ORDER BY attname) FROM pg_attribute
               WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
            END AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> $1
      ORDER BY 1`,
    ["information_schema"],
  );
  return rows;
}

/** The sum of hashes does not depend on the order of rows, and counts one that is there twice. */
async function readContent(client: pg.ClientBase, { name, columns }: Relation): Promise<Content> {
  const { rows } = await client.query<Content>(
    `SELECT count(*)::text AS rows,
            coalesce(sum(
              ('x' || left(md5(ROW(${columns})::text), 16))::bit(64)::bigint::numeric
            ), 0)::text AS hash
       FROM ${name}`,
  );
  return rows[0] ?? { rows: "", hash: "" };
}

export async function readContents(client: pg.ClientBase): Promise<Contents> {
  await client.query(PLAIN_VALUES);
  const contents: Contents = {};
  for (const relation of await listRelations(client)) {
    contents[relation.name] = await readContent(client, relation);
  }
  return contents;
}

/** Names what one has and the other has not, or has with other rows. */
export function listDifferent(before: Contents, after: Contents): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.filter((name) => {
    const [one, other] = [before[name], after[name]];
    return one?.rows !== other?.rows || one?.hash !== other?.hash;
  });
}
