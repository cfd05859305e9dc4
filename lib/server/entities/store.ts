import "server-only";

/** Stores legal entities and assignments of centres with their audit entries. */
import type { LegalEntity } from "@/lib/contracts/legal-entity";
import type { Assignment, EntityFacts } from "@/lib/domain/legal-entity/plan";
import type { Position } from "@/lib/domain/organisation/organisation";
import { appendAudit, appendAuditAll } from "../audit/append";
import type { Sql } from "../db/sql";

type ToStore = { actorId: string; before: LegalEntity | null; facts: EntityFacts };

export async function storeEntity(
  sql: Sql,
  { actorId, before, facts }: ToStore,
): Promise<LegalEntity> {
  const after: LegalEntity = { ...facts, version: (before?.version ?? 0) + 1 };
  const { id, name, taxId, country, currency, version } = after;
  await sql(
    `INSERT INTO legal_entity (id, name, tax_id, country, currency, version)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, tax_id = excluded.tax_id,
       country = excluded.country, currency = excluded.currency, version = excluded.version`,
    [id, name, taxId, country, currency, version],
  );
  await sql(
    `INSERT INTO legal_entity_version (entity_id, version, name, tax_id) VALUES ($1, $2, $3, $4)`,
    [id, version, name, taxId],
  );
  await appendAudit(sql, { actorId, action: "entity.saved", before, after });
  return after;
}

type ToAssign = {
  actorId: string;
  assigned: readonly Assignment[];
  /** All positions of these centres, of which the new ones are the latest versions. */
  positions: readonly Position[];
};

export async function storeAssignments(
  sql: Sql,
  { actorId, assigned, positions }: ToAssign,
): Promise<void> {
  const version = positions.reduce((latest, one) => Math.max(latest, one.version), 0) + 1;
  await sql(
    `INSERT INTO centre_entity (centre_id, valid_from, version, entity_id, created_by_id)
     SELECT centre_id, valid_from, $1::int, entity_id, $2::uuid
       FROM unnest($3::text[], $4::text[], $5::text[]) AS a (centre_id, valid_from, entity_id)`,
    [
      version,
      actorId,
      assigned.map(({ centreId }) => centreId),
      assigned.map(({ validFrom }) => validFrom),
      assigned.map(({ entityId }) => entityId),
    ],
  );
  await appendAuditAll(
    sql,
    assigned.map(({ centreId, entityId, validFrom, before }) => ({
      actorId,
      action: "centre.entity-changed" as const,
      centreId,
      before: { entityId: before },
      after: { entityId, validFrom },
    })),
  );
}
