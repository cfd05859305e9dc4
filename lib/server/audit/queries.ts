import "server-only";

/** Reads the audit trail, newest first, a page at a time. */
import type { AuditEntryRow, AuditList, AuditSearch } from "@/lib/contracts/audit";
import type { Scope } from "@/lib/domain/permission";
import { ACCESS_NOUNS } from "@/lib/domain/screen/audit-filters";
import { sql } from "../db/sql";
import { findFirstAnchor } from "./first-anchor";
import { readPersonalValues } from "./personal-values";

type Row = Omit<AuditEntryRow, "at" | "actor"> & {
  at: Date;
  actorId: string | null;
  actorName: string | null;
};

/** Only readers of every centre see entries about no centre (users, tokens, new centres). */
export async function listAuditEntries(
  { centreIds }: Scope<"audit:view">,
  search: AuditSearch,
): Promise<AuditList> {
  const rows = await sql<Row>(SELECT, [
    centreIds,
    search.action ?? null,
    search.actorId ?? null,
    search.from ?? null,
    search.to ?? null,
    search.cursor ?? null,
    search.limit + 1,
    search.businessDate ?? null,
    search.kind,
    ACCESS_NOUNS,
    search.nodeId,
  ]);
  const page = rows.slice(0, search.limit);
  return {
    entries: page.map(buildEntry),
    personalValues: await readPersonalValues(sql, page),
    centres: await listNamedCentres(page),
    nextCursor: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
    archive: await findArchive(),
  };
}

function listNamedCentres(page: readonly Row[]): Promise<AuditList["centres"]> {
  return sql<AuditList["centres"][number]>(
    "SELECT id, name, currency FROM centre WHERE id = ANY ($1::text[]) ORDER BY id",
    [[...new Set(page.flatMap(({ centreId }) => centreId ?? []))]],
  );
}

async function findArchive(): Promise<AuditList["archive"]> {
  const anchor = await findFirstAnchor();
  if (anchor === null) return null;
  const { id, hash, lastAt } = anchor;
  return { id: String(id), hash, lastAt: lastAt.toISOString() };
}

const SELECT = `
  SELECT e.id::text AS id, e.at, e.actor_id AS "actorId", u.name AS "actorName", e.action,
         e.centre_id AS "centreId", e.business_date AS "businessDate", e.origin,
         e.before, e.after, e.previous_hash AS "previousHash", e.hash
    FROM audit_entry e LEFT JOIN "user" u ON u.id = e.actor_id
   WHERE ($1::text[] IS NULL OR e.centre_id = ANY ($1))
     AND ($2::text IS NULL OR e.action = $2 OR starts_with(e.action, $2 || '.'))
     AND ($3::uuid IS NULL OR e.actor_id = $3)
     AND ($4::date IS NULL OR e.at >= $4::date::timestamp AT TIME ZONE 'UTC')
     AND ($5::date IS NULL OR e.at < ($5::date + 1)::timestamp AT TIME ZONE 'UTC')
     AND ($8::text IS NULL OR e.business_date = $8)
     AND ($9::text = 'everything'
          OR (split_part(e.action, '.', 1) = ANY ($10::text[])) = ($9::text = 'access'))
     AND (cardinality($11::text[]) = 0 OR EXISTS (
           SELECT FROM node_reach r, (SELECT coalesce(e.business_date,
                         ((e.at AT TIME ZONE 'UTC')::date)::text)) AS on_day (date)
            WHERE r.node_id = ANY ($11::text[]) AND r.centre_id = e.centre_id
              AND r.valid_from <= on_day.date
              AND (r.valid_until IS NULL OR r.valid_until > on_day.date)))
     AND ($6::bigint IS NULL OR e.id < $6)
   ORDER BY e.id DESC LIMIT $7`;

function buildEntry({ actorId, actorName, at, ...entry }: Row): AuditEntryRow {
  const actor = actorId === null ? null : { id: actorId, name: actorName ?? "" };
  return { ...entry, at: at.toISOString(), actor };
}

/** Lists the authors of entries that the reader may see, by whom entries can be filtered. */
export function listAuditActors({
  centreIds,
}: Scope<"audit:view">): Promise<{ id: string; name: string }[]> {
  return sql(
    `SELECT u.id, u.name FROM "user" u
      WHERE EXISTS (SELECT FROM audit_entry e
                     WHERE e.actor_id = u.id AND ($1::text[] IS NULL OR e.centre_id = ANY ($1)))
      ORDER BY u.name, u.id`,
    [centreIds],
  );
}
