/** The totals of each part of the organisation, by the tree of each date. */
import { z } from "zod";
import { NODE_KINDS } from "../domain/organisation/organisation";
import { idSchema } from "./basics";
import { lineSearchSchema } from "./search";
import { varianceSumsSchema } from "./variance";

/** GET /api/variances/nodes. Without `below`, the centres are those outside the tree. */
export const varianceNodesSearchSchema = lineSearchSchema(
  {
    /** The centres directly below this node are listed too. */
    below: idSchema.optional(),
  },
  "variances",
);
export type VarianceNodesSearch = z.infer<typeof varianceNodesSearchSchema>;

const sumsOfPartSchema = varianceSumsSchema.extend({
  name: z.string(),
  /** Null for the top of the tree, and for a centre outside of it. */
  parentId: z.string().nullable(),
  /** The days with these sums that are closed, and those that are not. */
  closedDays: z.int(),
  openDays: z.int(),
});

export const varianceNodesSchema = z.object({
  /**
   * One row for each parent that a node had in the period: its part of the period below that
   * parent. So the rows of one parent add up to the parent.
   */
  nodes: z.array(
    sumsOfPartSchema.extend({
      nodeId: z.string(),
      kind: z.enum(NODE_KINDS),
      /** How many centres of the reader were below it on some date of the period. */
      centres: z.int(),
    }),
  ),
  centres: z.array(sumsOfPartSchema.extend({ centreId: z.string() })),
});
export type VarianceNodes = z.infer<typeof varianceNodesSchema>;
