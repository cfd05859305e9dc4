import "server-only";

/**
 * Reads and stores settings of centres. A setting has versions of its own for all centres, for each
 * node and for each centre; the latest of the nearest decides, by the tree of the business date.
 */
import type { z } from "zod";
import type { AuditAction } from "@/lib/domain/audit/actions";
import { computeBusinessDate } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import {
  createNearestLookup,
  type NearestLookup,
  type ScopedVersion,
} from "@/lib/domain/organisation/nearest";
import type { PathLookup } from "@/lib/domain/organisation/path-lookup";
import { readNodeScope } from "@/lib/domain/organisation/node-scope";
import { EVERYWHERE } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import type { Sql } from "../db/sql";
import { readPathsWhereUsed } from "../recompute/read-paths";

/** A setting is "counting", or the limit of cash in one currency. */
export type SettingName = "counting" | `cash-limit:${string}`;

/** It holds from when it is stored on, for every date: the first day is before all of them. */
type SettingVersion<T> = ScopedVersion & { value: T | null };

export type StoredSetting<T> = {
  latest: ReadonlyMap<string, SettingVersion<T>>;
  /** A node is asked for like a centre, as "@north". */
  inForce: NearestLookup<SettingVersion<T>>;
  /** Only then does what is in force depend on the date. */
  isOfNodes: boolean;
};

type Read<Name, T> = { names: readonly Name[]; schema: z.ZodType<T> };

/** Reads settings of one type, by name. `scopeIds` are centres and nodes. */
export async function readSettings<Name extends SettingName, T>(
  inside: Sql,
  { names, schema }: Read<Name, T>,
  scopeIds: readonly string[],
): Promise<(name: Name) => StoredSetting<T>> {
  const rows = await inside<{ name: string; scopeId: string; version: number; value: unknown }>(
    `SELECT DISTINCT ON (name, scope_id) name, scope_id AS "scopeId", version, value
       FROM centre_setting
      WHERE name = ANY ($1::text[])
        AND (scope_id = ANY ($2::text[]) OR starts_with(scope_id, '@'))
      ORDER BY name, scope_id, version DESC`,
    [names, [...scopeIds, EVERYWHERE]],
  );
  const own = rows.map(({ scopeId }) => scopeId);
  const pathOf = await readPathsWhereUsed(inside, scopeIds, own);
  const byName = groupBy(
    rows,
    ({ name }) => name,
    ({ scopeId, version, value }) => {
      const withdrawn = value === null;
      return {
        scopeId,
        version,
        validFrom: "",
        withdrawn,
        value: withdrawn ? null : schema.parse(value),
      };
    },
  );
  return (name) => toStored(byName.get(name) ?? [], pathOf);
}

function toStored<T>(versions: readonly SettingVersion<T>[], pathOf: PathLookup): StoredSetting<T> {
  return {
    latest: new Map(versions.map((one) => [one.scopeId, one])),
    inForce: createNearestLookup(versions, pathOf),
    isOfNodes: versions.some(({ scopeId }) => readNodeScope(scopeId) !== null),
  };
}

type At = { scopeId: string; date: string; nameOf: ReadonlyMap<string, string> };

/** Says whose value is in force, and which version of its own a scope has. */
export function describeSource<T>(
  { latest, inForce }: StoredSetting<T>,
  { scopeId, date, nameOf }: At,
) {
  const found = inForce(scopeId, date);
  const isOwn = found?.scopeId === scopeId;
  const nodeId = found === null || isOwn ? null : readNodeScope(found.scopeId);
  return {
    version: latest.get(scopeId)?.version ?? 0,
    isOwn,
    fromNode: nodeId === null ? null : (nameOf.get(nodeId) ?? nodeId),
  };
}

type SettingChange<T> = {
  actorId: string;
  name: SettingName;
  action: AuditAction;
  /** Null removes the own value. */
  value: T | null;
  /** By scope, the latest version that was shown; without it, whatever is there is replaced. */
  basedOn?: Readonly<Record<string, number>> | undefined;
  /** What the trail says of a value; a null was in force where nothing was set at all. */
  describe: (value: T | null) => object;
};

/** Stores a version for each scope whose own value differs. The caller has locked the centres. */
export async function storeSetting<T>(
  inside: Sql,
  scopeIds: readonly string[],
  { stored, change }: { stored: StoredSetting<T>; change: SettingChange<T> },
): Promise<void> {
  const { actorId, name, value, basedOn } = change;
  const versionOf = (scopeId: string) => stored.latest.get(scopeId)?.version ?? 0;
  if (basedOn !== undefined && scopeIds.some((id) => (basedOn[id] ?? 0) !== versionOf(id))) {
    throw new AppError("CONFLICT", "Somebody else changed this setting. Look at it first.");
  }
  const text = JSON.stringify(value);
  const changed = scopeIds.filter(
    (id) => JSON.stringify(stored.latest.get(id)?.value ?? null) !== text,
  );
  await inside(
    `INSERT INTO centre_setting (scope_id, name, version, value, created_by_id)
     SELECT s.id, $3::text, s.version, $4::jsonb, $5::uuid
       FROM unnest($1::text[], $2::int[]) AS s (id, version)`,
    [changed, changed.map((id) => versionOf(id) + 1), name, value === null ? null : text, actorId],
  );
  await appendAuditAll(
    inside,
    changed.map((id) => toEntry(id, { stored, change })),
  );
}

function toEntry<T>(
  scopeId: string,
  { stored, change }: { stored: StoredSetting<T>; change: SettingChange<T> },
) {
  const nodeId = readNodeScope(scopeId);
  const isCentre = nodeId === null && scopeId !== EVERYWHERE;
  const node = nodeId === null ? {} : { nodeId };
  const today = computeBusinessDate(Date.now(), { timeZone: "UTC", dayStartsAt: "00:00" });
  const before = stored.inForce(scopeId, today)?.value ?? null;
  const { value, describe } = change;
  return {
    actorId: change.actorId,
    action: change.action,
    ...(isCentre ? { centreId: scopeId } : {}),
    before: { ...node, ...describe(before) },
    after: { ...node, ...(value === null ? { withdrawn: true } : describe(value)) },
  };
}

/** Adding a centre takes the same lock. */
export async function lockCentres(inside: Sql): Promise<void> {
  await inside("SELECT pg_advisory_xact_lock(hashtextextended('centres', 0))::text");
}
