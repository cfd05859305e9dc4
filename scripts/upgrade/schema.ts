/**
 * Makes the tables of an upgraded database with the same migrations that the earlier one has had,
 * and compares the two: what somebody else has added to the earlier one would be missing silently.
 */
import { migrations as queueMigrations } from "graphile-worker/dist/generated/sql.js";
import type pg from "pg";
import { enableTriggersAlways, grantRights } from "../postgres/grants";
import { applyPending, listMigrations, listMissingMigrations } from "../postgres/migrate";
import { divideAlike } from "../partition/alike";
import { APP_ROLE } from "../postgres/roles";

const NAMED_MAX = 10;

/** Throws where this version of Counterfoil is too old for the source. */
export async function makeSchema(source: pg.Client, target: pg.Client): Promise<void> {
  const missing = await listMissingMigrations(source);
  const applied = listMigrations().filter(({ name }) => !missing.includes(name));
  await applyPending(target, applied);
  await makeQueue(source, target);
  await enableTriggersAlways(target);
  await grantRights(target, APP_ROLE);
  await divideAlike(source, target);
  await requireSameSchema(source, target);
}

/** The rows of the queue's own history are copied with all others. */
async function makeQueue(source: pg.Client, target: pg.Client): Promise<void> {
  const { rows } = await source.query<{ id: number }>("SELECT id FROM graphile_worker.migrations");
  const applied = new Set(rows.map(({ id }) => id));
  await target.query(
    `CREATE SCHEMA graphile_worker;
     CREATE TABLE graphile_worker.migrations (id int PRIMARY KEY,
       ts timestamptz NOT NULL DEFAULT now(), breaking boolean NOT NULL DEFAULT false)`,
  );
  for (const [file, text] of Object.entries(queueMigrations)) {
    if (!applied.has(Number.parseInt(file, 10))) continue;
    await target.query(text.replaceAll(/:GRAPHILE_WORKER_SCHEMA\b/g, '"graphile_worker"'));
  }
}

async function requireSameSchema(source: pg.Client, target: pg.Client): Promise<void> {
  const { lacking, additional } = await compareSchemas(source, target);
  if (lacking.length + additional.length === 0) return;
  throw new Error(
    "The database is not exactly what its migrations make, and a copy would lack something:\n" +
      `${format("only there", lacking)}${format("only in a new one", additional)}` +
      "Nothing was changed. Save and drop what others have added, with the version of " +
      "Counterfoil that ran last, and make it again after the upgrade.",
  );
}

export async function compareSchemas(source: pg.Client, target: pg.Client) {
  const [before, after] = await Promise.all([describe(source), describe(target)]);
  return {
    lacking: before.filter((each) => !after.includes(each)),
    additional: after.filter((each) => !before.includes(each)),
  };
}

function format(what: string, names: readonly string[]): string {
  const shown = names.slice(0, NAMED_MAX).map((name) => `  ${what}: ${name}\n`);
  const rest = names.length - shown.length;
  return shown.join("") + (rest > 0 ? `  ${what}: ${rest} more\n` : "");
}

async function describe(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(DESCRIPTION);
  return rows.map(({ line }) => line);
}

/**
 * Names, types and states, and the sources of functions. How PostgreSQL writes expressions differs
 * between versions, and so do the constraints that it makes for NOT NULL. An index of a month, and
 * a constraint that it serves, are named by those of the whole table: what PostgreSQL calls them
 * depends on whether the table was divided before or after.
 */
const DESCRIPTION = `
  WITH own AS (SELECT oid, nspname FROM pg_namespace
                WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
       relation AS (SELECT c.*, coalesce(p.name, format('%I.%I', nspname, relname)) AS name
                      FROM pg_class c JOIN own ON own.oid = c.relnamespace LEFT JOIN LATERAL (
                        SELECT format('%s of %s', inhparent::regclass, indrelid::regclass)
                          FROM pg_index JOIN pg_inherits ON inhrelid = indexrelid
                         WHERE indexrelid = c.oid) p (name) ON true)
  SELECT format('schema %I', nspname) AS line FROM own
  UNION ALL
  SELECT format('relation %s, kind %s %s, rows secured %s %s, options %s', name, relkind,
                relpersistence, relrowsecurity, relforcerowsecurity, reloptions)
    FROM relation
  UNION ALL
  SELECT format('column %s.%I %s, not null %s, default %s, identity "%s", computed "%s"', r.name,
                a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef,
                a.attidentity, a.attgenerated)
    FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
   WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind IN ('r', 'p', 'v', 'm', 'c')
  UNION ALL
  SELECT format('constraint %I of %s, kind %s, valid %s', coalesce(p.conname, k.conname), r.name,
                k.contype, k.convalidated)
    FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid
    LEFT JOIN pg_constraint p ON p.oid = k.conparentid WHERE k.contype <> 'n'
  UNION ALL
  SELECT format('index %s, unique %s, valid %s, columns %s', r.name, indisunique, indisvalid,
                indnkeyatts)
    FROM relation r JOIN pg_index i ON i.indexrelid = r.oid
  UNION ALL
  SELECT format('trigger %I of %s, fires %s, on %s', tgname, r.name, tgenabled, tgtype)
    FROM relation r JOIN pg_trigger ON tgrelid = r.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT format('function %I.%I(%s) %s', nspname, proname,
                pg_get_function_identity_arguments(p.oid), md5(prosrc))
    FROM pg_proc p JOIN own ON own.oid = pronamespace
  UNION ALL
  SELECT format('policy %I of %s for %s', polname, r.name, polcmd)
    FROM relation r JOIN pg_policy ON polrelid = r.oid
  UNION ALL
  SELECT format('type %I.%I %s', nspname, typname,
                ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = t.oid ORDER BY enumsortorder))
    FROM pg_type t JOIN own ON own.oid = typnamespace WHERE typtype IN ('e', 'd', 'r')
  UNION ALL SELECT format('statistics %I', stxname) FROM pg_statistic_ext
  UNION ALL SELECT format('extension %I', extname) FROM pg_extension
  UNION ALL SELECT format('event trigger %I', evtname) FROM pg_event_trigger
  UNION ALL SELECT format('publication %I', pubname) FROM pg_publication
  UNION ALL SELECT format('subscription %I', subname) FROM pg_subscription
  UNION ALL SELECT format('foreign server %I', srvname) FROM pg_foreign_server
  UNION ALL SELECT format('large object %s', oid) FROM pg_largeobject_metadata
  UNION ALL
  SELECT format('database %I', datname) FROM pg_database
   WHERE NOT datistemplate AND datname NOT IN ('postgres', current_database())
  ORDER BY 1`;
