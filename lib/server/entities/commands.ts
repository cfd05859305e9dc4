import "server-only";

/** Saves legal entities, and says to which one centres belong from a date on. */
import type { AssignCentres, LegalEntity, SaveLegalEntity } from "@/lib/contracts/legal-entity";
import { resolveParents } from "@/lib/domain/organisation/tree";
import type { Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { lockOrganisation } from "../db/advisory-lock";
import { inTransaction } from "../db/sql";
import { findLegalEntity, readEntityPositions } from "./queries";
import { storeAssignments, storeEntities } from "./store";

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
    await storeEntities(sql, { actorId, changes: [{ before, after }] });
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
    const assigned = moved.map((centreId) => {
      return { centreId, entityId, validFrom: from, before: inForce.get(centreId) ?? null };
    });
    await storeAssignments(sql, { actorId, assigned, positions });
    return { changed: moved.length };
  });
}
