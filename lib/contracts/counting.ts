/** How tills are counted in all centres: what is usual, and the centres and nodes that differ. */
import { z } from "zod";
import { idSchema, nodeScopeSchema } from "./basics";
import { countingSchema } from "./count-settings";

/** Says whose setting is in force. */
export const settingSourceSchema = z.object({
  /** The latest version of its own; 0 where it never had one. */
  version: z.int(),
  isOwn: z.boolean(),
  /** The name of the node whose setting it is; null for its own and for that of all centres. */
  fromNode: z.string().nullable(),
});

const countingInForceSchema = countingSchema.extend(settingSourceSchema.shape);

/** GET /api/counting */
export const countingOfAllSchema = z.object({
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
  counting: countingSchema,
  basedOn: countingSchema,
});

/**
 * PUT /api/counting/centres sets how these centres and nodes count: all of them, or none. They are
 * `centres` and not `centreIds`, which would let an administrator of only these read all others'
 * settings.
 */
export const setCountingOfManySchema = z.object({
  centres: z.array(idSchema).max(5_000).default([]),
  nodes: z.array(idSchema).max(5_000).default([]),
  /** Null removes the own settings: those of the next node above apply, or the usual ones. */
  counting: countingSchema.nullable(),
  /** By centre, or node as "@north", the latest version shown; without it, any is replaced. */
  basedOn: z.record(z.union([idSchema, nodeScopeSchema]), z.int().min(0)).optional(),
});
