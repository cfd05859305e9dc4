/** Who may do what where, since when and by whom, and what reviews decided about it. */
import { z } from "zod";
import { GRANT_WAYS, REVIEW_DECISIONS, REVIEW_SHOWN } from "../domain/access-review";
import { ROLES } from "../domain/permission";
import { idSchema, instantSchema, limitSchema, many, nodeScopeSchema } from "./basics";

const SCOPES_MAX = 50;
const LINES_MAX = 500;
export const REVIEW_PAGE_LINES = 100;

/** A centre, "@" and a node, or "*" for every centre. */
const scopeIdSchema = z.union([z.literal("*"), nodeScopeSchema, idSchema]);

const filterFields = {
  /** Part of a name or an e-mail address. */
  text: z.string().trim().max(120).default(""),
  /** Whoever may do something in one of these centres, or below one of these nodes. */
  where: many(z.union([nodeScopeSchema, idSchema]), SCOPES_MAX),
  role: z.enum(ROLES).optional(),
  show: z.enum(REVIEW_SHOWN).default("enabled"),
};

export const accessFilterSchema = z.object(filterFields);
export type AccessFilter = z.output<typeof accessFilterSchema>;

/** GET /api/access-review: one line for each role of each person, in order of names. */
export const accessSearchSchema = z.object({
  ...filterFields,
  cursor: z.string().max(400).optional(),
  limit: limitSchema(500, REVIEW_PAGE_LINES),
});
export type AccessSearch = z.output<typeof accessSearchSchema>;

const accessLineSchema = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    state: z.enum(["active", "invited", "disabled"]),
    signedInAt: instantSchema.nullable(),
    /** The last request of a session or an API token. */
    usedAt: instantSchema.nullable(),
    isDormant: z.boolean(),
    hasSecondFactor: z.boolean(),
    /** API tokens that are valid. */
    tokens: z.int(),
  }),
  /** Null for somebody who has no role. */
  grant: z
    .object({
      scopeId: z.string(),
      /** The name of the centre or node; null for every centre, and for what is gone. */
      scopeName: z.string().nullable(),
      role: z.enum(ROLES),
      /** Null: nobody recorded it, in an earlier version. */
      grantedAt: instantSchema.nullable(),
      grantedBy: z.string().nullable(),
      confirmedBy: z.string().nullable(),
      way: z.enum(GRANT_WAYS).nullable(),
    })
    .nullable(),
  /** The last review of this role since it was granted. */
  review: z
    .object({
      decision: z.enum(REVIEW_DECISIONS),
      note: z.string().nullable(),
      by: z.string(),
      at: instantSchema,
    })
    .nullable(),
});
export type AccessLine = z.output<typeof accessLineSchema>;

export const accessPageSchema = z.object({
  lines: z.array(accessLineSchema),
  nextCursor: z.string().nullable(),
  /** Of the whole search; null on the pages after the first. */
  counts: z.object({ roles: z.int(), unreviewed: z.int() }).nullable(),
});
export type AccessPage = z.output<typeof accessPageSchema>;

/** POST /api/access-reviews decides about roles: they are kept, or revoked at once. */
export const reviewAccessSchema = z.object({
  decision: z.enum(REVIEW_DECISIONS),
  note: z.string().trim().max(500).nullable().default(null),
  lines: z
    .array(z.object({ userId: z.uuid(), scopeId: scopeIdSchema, role: z.enum(ROLES) }))
    .min(1)
    .max(LINES_MAX),
});
export type ReviewAccess = z.output<typeof reviewAccessSchema>;
export const reviewedAccessSchema = z.object({ lines: z.int() });
