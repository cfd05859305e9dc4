/** Legal entities: companies that own centres, each centre from a business date on. */
import { z } from "zod";
import { ORGANISATION_SERIES } from "../domain/journal/series";
import { businessDateSchema, CENTRES_MAX, currencySchema, idSchema, many } from "./basics";

/** The journal has batches of centres without an entity under the one id that is not given. */
const entityIdSchema = idSchema.refine((id) => id !== ORGANISATION_SERIES, "Use another id");

const facts = {
  name: z.string().trim().min(1, "Enter a name").max(120, "Use at most 120 characters"),
  taxId: z.string().trim().min(1).max(40).nullable(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Use an ISO 3166 code such as ES")
    .nullable(),
  /** The currency in which it keeps its books. */
  currency: currencySchema.nullable(),
};

/** GET /api/entities?date=… reads whose each centre was on a date; absent, today. */
export const legalEntitySearchSchema = z.object({
  date: businessDateSchema.optional(),
  /** Where it names centres, these alone are listed. */
  id: many(idSchema, CENTRES_MAX),
  /** With more centres than this, none is listed, and each entity has the number of its own. */
  countedOver: z.coerce.number().int().min(0).max(10_000).optional(),
});

const entitySchema = z.object({
  id: z.string(),
  ...facts,
  /** How often it was changed; a change names the version that it is based on. */
  version: z.int(),
});
export type LegalEntity = z.infer<typeof entitySchema>;

/** Whoever has no role everywhere is shown their own centres and the entities of those. */
export const legalEntityListSchema = z.object({
  date: businessDateSchema,
  entities: z.array(
    entitySchema.extend({
      /** So many centres are its own; absent where the centres are listed. */
      centres: z.int().optional(),
    }),
  ),
  centres: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Null for a centre of no entity. */
      entityId: z.string().nullable(),
    }),
  ),
});
export type LegalEntityList = z.infer<typeof legalEntityListSchema>;

/** POST /api/entities adds an entity, or changes the one with this id. */
export const saveLegalEntitySchema = z.object({
  id: entityIdSchema,
  ...facts,
  /** The version that was shown; 0 for a new entity. */
  basedOnVersion: z.int().min(0),
});
export type SaveLegalEntity = z.infer<typeof saveLegalEntitySchema>;
export const savedLegalEntitySchema = entitySchema;

/** POST /api/entities/centres: from a date on, these centres belong to the entity, or to none. */
export const assignCentresSchema = z.object({
  entityId: idSchema.nullable(),
  centres: z.array(idSchema).min(1).max(CENTRES_MAX),
  from: businessDateSchema,
});
export type AssignCentres = z.infer<typeof assignCentresSchema>;
/** The number of centres that belonged elsewhere on that date. */
export const assignedCentresSchema = z.object({ changed: z.int() });
