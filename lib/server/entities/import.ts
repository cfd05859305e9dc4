import "server-only";

/** Imports a file of legal entities: all of it, or a list of every row that is wrong. */
import type { LegalEntity } from "@/lib/contracts/legal-entity";
import type { ImportedEntities } from "@/lib/contracts/legal-entity-file";
import { decideEntities } from "@/lib/domain/legal-entity/plan";
import type { Scope } from "@/lib/domain/permission";
import { lockOrganisation } from "../db/advisory-lock";
import { inTransaction } from "../db/sql";
import { rejectRows } from "../http/csv-file";
import { listAllEntities, readEntityPositions } from "./queries";
import { readEntityFile, rejectRow } from "./read-file";
import { storeAssignments, storeEntities } from "./store";

export async function importEntities(
  { actorId }: Scope<"centre:administer">,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedEntities> {
  const { rows, rejected } = readEntityFile(text);
  if (rejected.length > 0) rejectRows(rejected);
  return inTransaction(async ({ sql }) => {
    await lockOrganisation(sql);
    const named = rows.flatMap((row) => (row.kind === "centre" ? [row.id] : []));
    const centres = await sql<{ id: string }>("SELECT id FROM centre WHERE id = ANY ($1::text[])", [
      named,
    ]);
    const stored = await listAllEntities(sql);
    const entities = new Map<string, LegalEntity>(stored.map((entity) => [entity.id, entity]));
    const positions = await readEntityPositions(sql, named);
    const centreIds = new Set(centres.map(({ id }) => id));
    const decided = decideEntities(rows, { entities, positions, centreIds });
    if ("refused" in decided) {
      rejectRows(decided.refused.map(({ at, ...fault }) => rejectRow(at + 2, fault)));
    }
    const { added, changed, assigned } = decided.plan;
    if (!dryRun) {
      const changes = [...added, ...changed].map((facts) => {
        const before = entities.get(facts.id) ?? null;
        return { before, after: { ...facts, version: (before?.version ?? 0) + 1 } };
      });
      await storeEntities(sql, { actorId, changes });
      await storeAssignments(sql, { actorId, assigned, positions });
    }
    return {
      added: added.length,
      changed: changed.length,
      assigned: assigned.length,
      rejected: [],
    };
  });
}
