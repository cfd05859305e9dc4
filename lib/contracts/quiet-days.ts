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
} from "./basics";

const quietRuleSchema = z.object({
  version: z.int(),
  isOn: z.boolean(),
  /** The share of quiet days, in per cent, that goes to a person all the same. */
  samplePercent: z.int(),
  validFrom: z.string(),
  by: z.string().nullable(),
  at: instantSchema,
});

const quietCentreSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  /** The current business date of the centre, before which no rule begins. */
  today: z.string(),
  /** The latest version; null where none was ever set, and quiet days go to people. */
  rule: quietRuleSchema.nullable(),
});
export type QuietCentre = z.infer<typeof quietCentreSchema>;

/** GET /api/quiet-days/rules; by default all centres of the reader. */
export const quietRulesSearchSchema = z
  .object({ centreId: many(idSchema, CENTRES_MAX) })
  .transform(({ centreId }) => (centreId.length === 0 ? {} : { centreIds: centreId }));
/** The centres are in the order of their names. */
export const quietRulesSchema = z.object({ centres: z.array(quietCentreSchema) });
export type QuietRules = z.infer<typeof quietRulesSchema>;

/** POST /api/quiet-days/rules changes all of these centres, or none. */
export const changeQuietRulesSchema = z.object({
  centreIds: z.array(idSchema).min(1).max(CENTRES_MAX),
  /** By centre, the latest version that was shown; a centre without a rule is left out. */
  basedOn: z.record(idSchema, z.int().min(0)),
  isOn: z.boolean(),
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
});
export type ChangeQuietRules = z.infer<typeof changeQuietRulesSchema>;

/** GET /api/quiet-days */
export const quietDaysSearchSchema = bounded(
  z.object({ from: businessDateSchema, to: businessDateSchema }),
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
