import "server-only";

/** Finds the legal entity that a batch is of; null for the centres that belong to none. */
import { type BatchEntity, ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";
import { findLegalEntity } from "../entities/queries";

export async function findBatchEntity(sql: Sql, entityId: string): Promise<BatchEntity | null> {
  if (entityId === ORGANISATION_SERIES) return null;
  const entity = await findLegalEntity(sql, entityId);
  if (entity === null) throw new AppError("NOT_FOUND", "There is no such legal entity.");
  return { id: entity.id, name: entity.name };
}
