import "server-only";

/** Stores legal entities and assignments of centres with their audit entries. */
import type { LegalEntity } from "@/lib/contracts/legal-entity";
import type { Assignment } from "@/lib/domain/legal-entity/plan";
import type { Position } from "@/lib/domain/organisation/organisation";
import { appendAuditAll } from "../audit/append";
import type { Sql } from "../db/sql";

type Change = { before: LegalEntity | null; after: LegalEntity };

/**
 * Stores all of them in a few statements: from its first entry on, everybody else who appends to
 * the audit trail waits for the transaction.
 */
export async function storeEntities(
  sql: Sql,
  { actorId, changes }: { actorId: string; changes: readonly Change[] },
): Promise<void> {
  const entities = changes.map(({ after }) => after);
  const ids = entities.map(({ id }) => id);
  await sql(
    `INSERT INTO legal_entity (id, name, tax_id, country, currency, version)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[])
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, tax_id = excluded.tax_id,
       country = excluded.country, currency = excluded.currency, version = excluded.version`,
    [
      ids,
      entities.map(({ name }) => name),
      entities.map(({ taxId }) => taxId),
      entities.map(({ country }) => country),
      entities.map(({ currency }) => currency),
      entities.map(({ version }) => version),
    ],
  );
  await sql(
    `INSERT INTO legal_entity_version (entity_id, version, name, tax_id)
     SELECT id, version, name, tax_id FROM legal_entity WHERE id = ANY ($1::text[])`,
    [ids],
  );
  await appendAuditAll(
    sql,
    changes.map(({ before, after }) => ({
      actorId,
      action: "entity.saved" as const,
      before,
      after,
    })),
  );
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
