/** The rules by which quiet days are reviewed, what they saved and what their samples found. */
import { z } from "zod";
import {
  SAMPLE_PERCENT_DEFAULT,
  SAMPLE_PERCENT_MAX,
  SAMPLE_PERCENT_MIN,
} from "../domain/workflow/quiet-day";
import {
  bounded,
  businessDateSchema,
  CENTRES_MAX,
  idSchema,
  instantSchema,
  many,
  minorSchema,
  nodeScopeSchema,
} from "./basics";
import { pageCountField, pageFields } from "./page";

const terms = {
  isOn: z.boolean(),
  /** The share of quiet days, in per cent, that goes to a person all the same. */
  samplePercent: z.int(),
  validFrom: z.string(),
};

const quietRuleSchema = z.object({
  version: z.int(),
  ...terms,
  /** From its first day on, there is no own rule, and that of the nearest node above applies. */
  withdrawn: z.boolean(),
  by: z.string().nullable(),
  at: instantSchema,
});

const quietCentreSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  /** The current business date of the centre, before which no rule begins. */
  today: z.string(),
  /** The latest version of its own; null where none was ever set. */
  rule: quietRuleSchema.nullable(),
  /**
   * What decides the current business date, and whose it is; the node is null for a rule of the
   * centre. All of it is null where nothing was ever set, and quiet days go to people.
   */
  inForce: z
    .object({ ...terms, nodeId: z.string().nullable(), nodeName: z.string().nullable() })
    .nullable(),
});
export type QuietCentre = z.infer<typeof quietCentreSchema>;

const quietNodeSchema = z.object({
  nodeId: z.string(),
  nodeName: z.string(),
  /** The latest business date of the centres below, before which no rule begins. */
  today: z.string(),
  rule: quietRuleSchema.nullable(),
});
export type QuietNode = z.infer<typeof quietNodeSchema>;

/** GET /api/quiet-days/rules; by default all centres of the reader. */
export const quietRulesSearchSchema = z.object({
  centreId: many(idSchema, CENTRES_MAX),
  ...pageFields,
});
/**
 * In the order of their names, the centres, and the nodes above them. With `limit`, the centres in
 * which a rule is on come first.
 */
export const quietRulesSchema = z.object({
  ...pageCountField,
  centres: z.array(quietCentreSchema),
  nodes: z.array(quietNodeSchema),
});
export type QuietRules = z.infer<typeof quietRulesSchema>;

/**
 * POST /api/quiet-days/rules changes the rule of all of these centres and nodes, or of none. That
 * of a node holds for the centres below it, unless a nearer one says otherwise.
 */
export const changeQuietRulesSchema = z
  .object({
    centreIds: z.array(idSchema).max(CENTRES_MAX).default([]),
    nodeIds: z.array(idSchema).max(CENTRES_MAX).default([]),
    /** By centre, or node as "@north", the latest version shown; one without a rule is left out. */
    basedOn: z.record(z.union([idSchema, nodeScopeSchema]), z.int().min(0)),
    isOn: z.boolean(),
    /** Removes the own rule: from the current business date on, that of a node above applies. */
    withdrawn: z.boolean().default(false),
    samplePercent: z
      .int()
      .min(SAMPLE_PERCENT_MIN)
      .max(SAMPLE_PERCENT_MAX)
      .default(SAMPLE_PERCENT_DEFAULT),
    /**
     * The first business date that the rule decides; by default the current one of each centre. A
     * rule that is switched off decides nothing from then on, whatever the date.
     */
    validFrom: businessDateSchema.optional(),
  })
  .refine(({ centreIds, nodeIds }) => centreIds.length + nodeIds.length > 0, {
    path: ["centreIds"],
    message: "Name a centre or a node",
  })
  .refine(({ isOn, withdrawn }) => !(isOn && withdrawn), {
    path: ["withdrawn"],
    message: "A rule that is withdrawn is not on",
  });
export type ChangeQuietRules = z.infer<typeof changeQuietRulesSchema>;

/** GET /api/quiet-days; by default of all centres of the reader. */
export const quietDaysSearchSchema = bounded(
  z.object({
    from: businessDateSchema,
    to: businessDateSchema,
    centreId: many(idSchema, CENTRES_MAX),
    /** At most so many centres are listed; absent, all of them. The total is of all. */
    limit: pageFields.limit,
  }),
);
export type QuietDaysSearch = z.infer<typeof quietDaysSearchSchema>;

const counts = {
  /** Days that a rule reviewed, and the lines of them that nobody had to look at. */
  certified: z.int(),
  certifiedLines: z.int(),
  /** Days that went to a person. Each of them is in one of the four numbers that follow. */
  sampled: z.int(),
  waiting: z.int(),
  unchanged: z.int(),
  explained: z.int(),
  changed: z.int(),
};
export const quietDaysSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  /** The centres with such days; the last amount is how far the net of changed days has moved. */
  centres: z.array(
    z.object({ centreId: z.string(), currency: z.string(), ...counts, foundMinor: minorSchema }),
  ),
  total: z.object({
    ...counts,
    found: z.array(z.object({ currency: z.string(), days: z.int(), netMinor: minorSchema })),
  }),
});
export type QuietDays = z.infer<typeof quietDaysSchema>;
