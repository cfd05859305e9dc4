import "server-only";

/** Reads the legal entities, and to which of them each centre belongs at a date. */
import type { LegalEntity, LegalEntityList } from "@/lib/contracts/legal-entity";
import { groupBy } from "@/lib/domain/group-by";
import type { Position } from "@/lib/domain/organisation/organisation";
import { createPathLookup, type PathLookup } from "@/lib/domain/organisation/path-lookup";
import type { Permission, Scope } from "@/lib/domain/permission";
import { listCentres } from "../centres/queries";
import { latestBusinessDate } from "../centres/today";
import { type Sql, sql as plainSql } from "../db/sql";

type Asked = {
  date?: string | undefined;
  id?: readonly string[];
  countedOver?: number | undefined;
};

export async function listLegalEntities(
  scope: Scope<Permission>,
  { date: named, id: wanted = [], countedOver }: Asked,
): Promise<LegalEntityList> {
  const records = await listCentres(scope);
  const date = named ?? latestBusinessDate(records);
  const entityOf = await readEntities(
    plainSql,
    records.map(({ id }) => id),
  );
  const isWanted = wanted.length === 0 ? null : new Set(wanted);
  const centres = records
    .filter(({ id }) => isWanted?.has(id) ?? true)
    .map(({ id, name }) => ({ id, name, entityId: entityOf(id, date)[0] ?? null }));
  const shown = new Set(centres.map(({ entityId }) => entityId));
  const all = await listAllEntities(plainSql);
  const entities = scope.centreIds === null ? all : all.filter(({ id }) => shown.has(id));
  if (countedOver === undefined || centres.length <= countedOver)
    return { date, entities, centres };
  const of = groupBy(centres, ({ entityId }) => entityId ?? "");
  const counted = entities.map((one) => ({ ...one, centres: of.get(one.id)?.length ?? 0 }));
  return { date, entities: counted, centres: [] };
}

const SELECT_ENTITIES = `
  SELECT id, name, tax_id AS "taxId", country, currency, version FROM legal_entity`;

/** Sorted by name. */
export async function listAllEntities(sql: Sql): Promise<LegalEntity[]> {
  return sql<LegalEntity>(`${SELECT_ENTITIES} ORDER BY lower(name), id`);
}

export async function findLegalEntity(sql: Sql, id: string): Promise<LegalEntity | null> {
  const [entity] = await sql<LegalEntity>(`${SELECT_ENTITIES} WHERE id = $1`, [id]);
  return entity ?? null;
}

export async function readEntityPositions(
  sql: Sql,
  centreIds: readonly string[],
): Promise<Position[]> {
  return sql<Position>(
    `SELECT centre_id AS "childId", entity_id AS "parentId", valid_from AS "validFrom", version
       FROM centre_entity WHERE centre_id = ANY ($1::text[])`,
    [[...new Set(centreIds)]],
  );
}

/** The lookup gives the entity of a centre on a date, or nothing; nothing is above an entity. */
async function readEntities(sql: Sql, centreIds: readonly string[]): Promise<PathLookup> {
  const centrePositions = await readEntityPositions(sql, centreIds);
  return createPathLookup({ nodePositions: [], centrePositions });
}
