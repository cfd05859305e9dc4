/** Files of legal entities and of the centres that belong to them, in both directions. */
import { z } from "zod";
import { flagSchema } from "./basics";
import { rejectedRowSchema } from "./rejected-row";

/**
 * POST /api/entities/imports[?dryRun=true] takes text/csv with these columns in any order, and
 * stores all rows or none; GET /api/entities/file writes them. A row is an "entity", or a "centre"
 * that belongs to the one in its column `entity`, or to none, from a date on.
 */
export const ENTITY_COLUMNS = [
  "kind",
  "id",
  "name",
  "tax_id",
  "country",
  "currency",
  "entity",
  "from",
] as const;
export const ENTITY_ROWS_MAX = 10_000;

export const importEntitiesSchema = z.object({ dryRun: flagSchema });

/** Why a row was rejected. `facts` names what the row has in that column, or lacks. */
const ENTITY_ROW_FAULTS = [
  "not-csv",
  "column-missing",
  "no-rows",
  "too-many",
  "kind-unknown",
  "id-wrong",
  "name-wrong",
  "tax-id-wrong",
  "country-wrong",
  "currency-wrong",
  "from-wrong",
  "row-twice", // An earlier row has the same entity, or the same centre and date.
  "centre-unknown",
  "entity-unknown",
] as const;

const rejectedEntityRowSchema = rejectedRowSchema(ENTITY_COLUMNS, ENTITY_ROW_FAULTS);
export type RejectedEntityRow = z.infer<typeof rejectedEntityRowSchema>;

/** With status 200, `rejected` is empty. 422 is a problem document with `rejected` as a member. */
export const importedEntitiesSchema = z.object({
  added: z.int(),
  changed: z.int(),
  assigned: z.int(),
  rejected: z.array(rejectedEntityRowSchema),
});
export type ImportedEntities = z.infer<typeof importedEntitiesSchema>;
