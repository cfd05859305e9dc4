import "server-only";

/** Saves legal entities, and says to which one centres belong from a date on. */
import type { AssignCentres, LegalEntity, SaveLegalEntity } from "@/lib/contracts/legal-entity";
import { resolveParents } from "@/lib/domain/organisation/tree";
import type { Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { appendAudit, appendAuditAll } from "../audit/append";
import { lockOrganisation } from "../db/advisory-lock";
import { inTransaction } from "../db/sql";
import { findLegalEntity, readEntityPositions } from "./queries";

type By = Scope<"centre:administer">;

export async function saveLegalEntity(
  { actorId }: By,
  { basedOnVersion, ...facts }: SaveLegalEntity,
): Promise<LegalEntity> {
  return inTransaction(async ({ sql }) => {
    await lockOrganisation(sql);
    const before = await findLegalEntity(sql, facts.id);
    if ((before?.version ?? 0) !== basedOnVersion) {
      throw new AppError("CONFLICT", "Someone changed this entity. Look, then decide again.", {
        current: before,
      });
    }
    const after: LegalEntity = { ...facts, version: basedOnVersion + 1 };
    const { id, name, taxId, country, currency, version } = after;
    await sql(
      `INSERT INTO legal_entity (id, name, tax_id, country, currency, version)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, tax_id = excluded.tax_id,
         country = excluded.country, currency = excluded.currency, version = excluded.version`,
      [id, name, taxId, country, currency, version],
    );
    await appendAudit(sql, { actorId, action: "entity.saved", before, after });
    return after;
  });
}

/** What is in force on that date already is not stored again. */
export async function assignCentres(
  { actorId }: By,
  { entityId, centres, from }: AssignCentres,
): Promise<{ changed: number }> {
  const wanted = [...new Set(centres)];
  return inTransaction(async ({ sql }) => {
    await lockOrganisation(sql);
    if (entityId !== null && (await findLegalEntity(sql, entityId)) === null) {
      throw new AppError("NOT_FOUND", "There is no such legal entity.");
    }
    const known = await sql<{ id: string }>("SELECT id FROM centre WHERE id = ANY ($1::text[])", [
      wanted,
    ]);
    if (known.length < wanted.length) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
    const positions = await readEntityPositions(sql, wanted);
    const inForce = resolveParents(positions, from);
    const moved = wanted.filter((id) => (inForce.get(id) ?? null) !== entityId);
    const version = positions.reduce((latest, one) => Math.max(latest, one.version), 0) + 1;
    await sql(
      `INSERT INTO centre_entity (centre_id, valid_from, version, entity_id, created_by_id)
       SELECT centre_id, $2, $3::int, $4, $5::uuid FROM unnest($1::text[]) AS centre_id`,
      [moved, from, version, entityId, actorId],
    );
    await appendAuditAll(
      sql,
      moved.map((centreId) => ({
        actorId,
        action: "centre.entity-changed" as const,
        centreId,
        before: { entityId: inForce.get(centreId) ?? null },
        after: { entityId, validFrom: from },
      })),
    );
    return { changed: moved.length };
  });
}
