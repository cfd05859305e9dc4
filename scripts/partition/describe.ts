/**
 * Reads from the catalog what a table consists of, as the statements that make it again, and what
 * refers to it and could not be moved to another table.
 */
import type pg from "pg";

export type TableDescription = {
  constraints: string[];
  indexes: string[];
  triggers: { name: string; statement: string; fires: string }[];
  views: string[];
  sequences: { name: string; column: string }[];
};

export async function describeTable(
  client: pg.ClientBase,
  table: string,
): Promise<TableDescription> {
  const read = async <Row extends pg.QueryResultRow>(text: string): Promise<Row[]> =>
    (await client.query<Row>(text, [`public.${table}`])).rows;
  const blockers = await read<{ name: string }>(BLOCKERS);
  if (blockers.length > 0) {
    const names = blockers.map(({ name }) => `  ${name}`).join("\n");
    throw new Error(`These refer to ${table} and would refer to a part of it:\n${names}`);
  }
  const statements = async (text: string) =>
    (await read<{ statement: string }>(text)).map(({ statement }) => statement);
  return {
    constraints: await statements(CONSTRAINTS),
    indexes: await statements(INDEXES),
    triggers: await read(TRIGGERS),
    views: await statements(VIEWS),
    sequences: await read(SEQUENCES),
  };
}

/** A primary key comes before what needs its index; those of NOT NULL come with the columns. */
const CONSTRAINTS = `
  SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                pg_get_constraintdef(oid)) AS statement
    FROM pg_constraint
   WHERE conrelid = $1::regclass AND contype IN ('p', 'u', 'c', 'f')
     AND conname !~ '_before_months$'
   ORDER BY contype = 'p' DESC, conname`;

const INDEXES = `
  SELECT pg_get_indexdef(i.indexrelid) AS statement
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
   WHERE i.indrelid = $1::regclass
     AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)
   ORDER BY c.relname`;

const TRIGGERS = `
  SELECT tgname AS name, pg_get_triggerdef(oid) AS statement,
         CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA'
                        WHEN 'D' THEN 'DISABLE' ELSE 'ENABLE' END AS fires
    FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal ORDER BY tgname`;

/** Replacing a view leaves its rights, and those that read it, as they are. */
const VIEWS = `
  SELECT DISTINCT format('CREATE OR REPLACE VIEW %s%s AS %s', v.oid::regclass,
           ' WITH (' || array_to_string(v.reloptions, ', ') || ')',
           rtrim(pg_get_viewdef(v.oid), ';')) AS statement
    FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_class v ON v.oid = r.ev_class AND v.relkind = 'v'
   WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::regclass ORDER BY 1`;

const SEQUENCES = `
  SELECT s.oid::regclass::text AS name, format('%I', a.attname) AS "column"
    FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
   WHERE d.classid = 'pg_class'::regclass AND d.refobjid = $1::regclass AND d.deptype = 'a'`;

const BLOCKERS = `
  SELECT DISTINCT pg_describe_object(d.classid, d.objid, 0) AS name
    FROM pg_depend d
   WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = $1::regclass AND d.deptype = 'n'
     AND NOT EXISTS (SELECT FROM pg_constraint WHERE oid = d.objid AND conrelid = d.refobjid)
     AND NOT EXISTS (SELECT FROM pg_rewrite r JOIN pg_class v ON v.oid = r.ev_class
                      WHERE r.oid = d.objid AND v.relkind = 'v')
  UNION ALL
  SELECT format('constraint %I of %s', conname, conrelid::regclass) FROM pg_constraint
   WHERE confrelid = $1::regclass
  UNION ALL
  SELECT 'its row security' FROM pg_class WHERE oid = $1::regclass AND relrowsecurity
  UNION ALL
  SELECT format('the publication %I', p.pubname)
    FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
   WHERE r.prrelid = $1::regclass
   ORDER BY 1`;
