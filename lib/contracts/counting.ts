/** How tills are counted in all centres: what is usual, and the centres and nodes that differ. */
import { z } from "zod";
import { CENTRES_MAX, flagSchema, idSchema, many, nodeScopeSchema } from "./basics";
import { countingSchema } from "./count-settings";
import { pageCountField, pageFields } from "./page";

/** Says whose setting is in force. */
export const settingSourceSchema = z.object({
  /** The latest version of its own; 0 where it never had one. */
  version: z.int(),
  isOwn: z.boolean(),
  /** The name of the node whose setting it is; null for its own and for that of all centres. */
  fromNode: z.string().nullable(),
});

const countingInForceSchema = countingSchema.extend(settingSourceSchema.shape);

/** GET /api/counting; by default of all centres. */
export const countingSearchSchema = z.object({
  centreId: many(idSchema, CENTRES_MAX),
  /** Only the centres with settings of their own. */
  isOwn: flagSchema,
  ...pageFields,
});

export const countingOfAllSchema = z.object({
  ...pageCountField,
  /** With `limit`: how many centres there are, and how many of them count as is usual. */
  totals: z.object({ centres: z.int(), following: z.int() }).optional(),
  /** Whatever has no settings of its own, and none from a node above, counts like this. */
  usual: countingSchema,
  nodes: z.array(countingInForceSchema.extend({ nodeId: z.string(), nodeName: z.string() })),
  centres: z.array(countingInForceSchema.extend({ centreId: z.string(), centreName: z.string() })),
});
export type CountingOfAll = z.infer<typeof countingOfAllSchema>;

/**
 * PUT /api/counting changes what is usual. `basedOn` is what the reader saw: when somebody changed
 * it meanwhile, it is a conflict.
 */
export const changeUsualCountingSchema = z.object({
  /** At most so many centres are in the response; absent, all of them. */
  limit: pageFields.limit,
  counting: countingSchema,
  basedOn: countingSchema,
});

/**
 * PUT /api/counting/centres sets how these centres and nodes count: all of them, or none. They are
 * `centres` and not `centreIds`, which would let an administrator of only these read all others'
 * settings.
 */
export const setCountingOfManySchema = z.object({
  limit: pageFields.limit,
  centres: z.array(idSchema).max(5_000).default([]),
  nodes: z.array(idSchema).max(5_000).default([]),
  /** Null removes the own settings: those of the next node above apply, or the usual ones. */
  counting: countingSchema.nullable(),
  /** By centre, or node as "@north", the latest version shown; without it, any is replaced. */
  basedOn: z.record(z.union([idSchema, nodeScopeSchema]), z.int().min(0)).optional(),
});
