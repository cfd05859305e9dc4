/** The tree above the centres: its nodes, and where each centre is from a date on. */
import { z } from "zod";
import { NODE_KINDS } from "../domain/organisation/organisation";
import { businessDateSchema, CENTRES_MAX, flagSchema, idSchema, limitSchema, many } from "./basics";
import { pageFields } from "./page";
import { rejectedRowSchema } from "./rejected-row";

export const nodeNameSchema = z.string().trim().max(120, "Use at most 120 characters");

/** GET /api/organisation?date=… reads the tree of a date; absent, that of today. */
export const organisationSearchSchema = z.object({
  date: businessDateSchema.optional(),
  /** Where it names centres, the tree is that of these alone. */
  id: many(idSchema, CENTRES_MAX),
  /** With more centres than this, only the nodes that are above one of them are listed. */
  centresMax: z.coerce.number().int().min(0).max(10_000).optional(),
  /** With more centres than this, none is listed, and each node has the number of its own. */
  countedOver: z.coerce.number().int().min(0).max(10_000).optional(),
});

const nodeSchema = z.object({
  id: z.string(),
  kind: z.enum(NODE_KINDS),
  name: z.string(),
  /** Null for a node at the top of the tree. */
  parentId: z.string().nullable(),
  /** So many centres are directly below it; absent where the centres are listed. */
  centres: z.int().optional(),
});
export type OrganisationNodeRow = z.infer<typeof nodeSchema>;

const placedCentreSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Null for a centre outside the tree. */
  nodeId: z.string().nullable(),
});

/** Whoever has no role everywhere is shown their own centres and the nodes above them. */
export const organisationSchema = z.object({
  date: businessDateSchema,
  /** How often the tree was changed; a change names the version that it is based on. */
  version: z.int(),
  nodes: z.array(nodeSchema),
  centres: z.array(placedCentreSchema),
  /** So many centres are outside of the tree; absent where the centres are listed. */
  outside: z.int().optional(),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** GET /api/organisation/centres: those below a node, outside of the tree, or that match. */
export const placedCentresSearchSchema = z.object({
  date: businessDateSchema.optional(),
  /** Directly below this node. */
  nodeId: idSchema.optional(),
  outside: flagSchema,
  text: pageFields.text,
  limit: limitSchema(1_000, 200),
});
export const placedCentresSchema = z.object({
  centres: z.array(placedCentreSchema),
  /** So many there are. */
  count: z.int(),
});

export const ORGANISATION_ROWS_MAX = 10_000;

const organisationRowSchema = z.object({
  kind: z.enum([...NODE_KINDS, "centre"]),
  id: idSchema,
  /** A centre has a name of its own. */
  name: nodeNameSchema.default(""),
  /** The node above; null puts a node at the top, and takes a centre out of the tree. */
  parentId: idSchema.nullable(),
  from: businessDateSchema,
});

/** POST /api/organisation stores all of the rows, or none. */
export const changeOrganisationSchema = z.object({
  basedOnVersion: z.int().min(0),
  rows: z.array(organisationRowSchema).min(1).max(1_000),
});
export type ChangeOrganisation = z.infer<typeof changeOrganisationSchema>;

const countsSchema = z.object({
  added: z.int(),
  changed: z.int(),
  movedNodes: z.int(),
  movedCentres: z.int(),
});
export const changedOrganisationSchema = countsSchema.extend({ version: z.int() });
export type ChangedOrganisation = z.infer<typeof changedOrganisationSchema>;

/**
 * POST /api/organisation/imports[?dryRun=true] takes text/csv with these columns in any order, and
 * stores all rows or none.
 */
export const ORGANISATION_COLUMNS = ["kind", "id", "name", "parent", "from"] as const;
export const ORGANISATION_IMPORT_BYTES_MAX = 2 * 1024 * 1024;

export const importOrganisationSchema = z.object({ dryRun: flagSchema });

/** Why a row was rejected. `facts` names what the row has in that column, or lacks. */
const ORGANISATION_ROW_FAULTS = [
  "not-csv",
  "column-missing",
  "no-rows",
  "too-many",
  "kind-unknown",
  "id-wrong",
  "name-missing",
  "name-wrong",
  "name-differs", // An earlier row gives this node another name or kind.
  "parent-unknown",
  "from-wrong",
  "row-twice", // An earlier row places it on this date.
  "centre-unknown",
  "cycle", // The node would be below itself.
] as const;

const rejectedOrganisationRowSchema = rejectedRowSchema(
  ORGANISATION_COLUMNS,
  ORGANISATION_ROW_FAULTS,
);
export type RejectedOrganisationRow = z.infer<typeof rejectedOrganisationRowSchema>;

/** With status 200, `rejected` is empty. 422 is a problem document with `rejected` as a member. */
export const importedOrganisationSchema = countsSchema.extend({
  rejected: z.array(rejectedOrganisationRowSchema),
});
export type ImportedOrganisation = z.infer<typeof importedOrganisationSchema>;
