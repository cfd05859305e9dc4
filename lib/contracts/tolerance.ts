/**
 * Tolerance rules: the versions of each scope, a new version, and what a draft would have flagged.
 */
import { z } from "zod";
import { readNodeScope } from "../domain/organisation/node-scope";
import { ANY, RULES_PER_PAGE_MAX } from "../domain/tolerance/tolerance";
import { readLevels, type WireLevels } from "../domain/tolerance/levels";
import { TENDER_KINDS } from "../domain/cash-sheet";
import { readKindScope, unorderedSides } from "../domain/tolerance/scope";
import {
  bounded,
  businessDateSchema,
  CENTRES_MAX,
  currencySchema,
  idSchema,
  instantSchema,
  many,
  minorSchema,
  nodeScopeSchema,
} from "./basics";

const LIMIT_MINOR_MAX = 1_000_000_000_000;
const PPM_MAX = 1_000_000;

const amountSchema = minorSchema.min(0, "A tolerance is never negative").max(LIMIT_MINOR_MAX);

/**
 * The limit is the larger of an amount and a share, in millionths, of the shift's sales of that
 * tender.
 */
const limitSchema = z.object({ amountMinor: amountSchema, ppm: z.int().min(0).max(PPM_MAX) });
const levelSchema = z.object({ short: limitSchema, over: limitSchema });

/** A tender, "kind:cash" and the like for every tender of a kind, or "*" for all. */
const tenderScopeSchema = z.union([z.literal(ANY), idSchema]).refine(isTenderScope, {
  message: "Use a tender, *, or kind:cash, kind:card, kind:voucher or kind:other",
});
/**
 * A centre; "@north" for the centres below the node north by the tree of each business date; or "*"
 * for all of them, which requires the permission in every centre.
 */
const centreScopeSchema = z.union([z.literal(ANY), nodeScopeSchema, idSchema]);

const scope = {
  centreId: centreScopeSchema,
  tenderId: tenderScopeSchema,
  /** An amount only has a meaning in one currency; a rule of a centre uses the centre's own. */
  currency: currencySchema,
};
const levels = { explain: levelSchema, approve: levelSchema };

const ruleSchema = z.object({
  ...scope,
  tenderId: z.string(),
  /** Null when the rule applies to a node, or to every centre. */
  centreName: z.string().nullable(),
  /** Null when the rule applies to no node. */
  nodeName: z.string().nullable(),
  version: z.int(),
  ...levels,
  /** The limit on the sum of a till's differences in a calendar month; null when there is none. */
  monthlyMinor: minorSchema.nullable(),
  /** From its first day on, this scope has no rule of its own. */
  withdrawn: z.boolean(),
  /** The first business date on which the version applies. */
  validFrom: businessDateSchema,
  /** The first business date on which a newer version applies instead; null when there is none. */
  supersededFrom: businessDateSchema.nullable(),
  /** Null when the application itself created it. */
  createdBy: z.string().nullable(),
  createdAt: instantSchema,
});
export type Rule = z.infer<typeof ruleSchema>;

/**
 * Without `centreId`, the rules of all the user's centres; the rules of the nodes above them and
 * those for every centre are always included.
 */
export const ruleSearchSchema = z.object({
  centreId: many(idSchema, CENTRES_MAX),
  limit: z.coerce.number().int().min(1).max(RULES_PER_PAGE_MAX).default(1_000),
  cursor: z.string().max(500).optional(),
});

/** Sorted by centre (all centres first), tender and currency, the latest version first. */
export const ruleListSchema = z.object({
  rules: z.array(ruleSchema),
  nextCursor: z.string().nullable(),
});
export type RuleList = z.infer<typeof ruleListSchema>;

/** GET /api/tolerances/in-force?kind=… reads the rules of today for one kind of tender. */
export const inForceSearchSchema = z.object({
  kind: z.enum(TENDER_KINDS).default("cash"),
  centreId: many(idSchema, CENTRES_MAX),
  /** Absent, all of the centres are listed. */
  limit: z.coerce.number().int().min(1).max(1_000).optional(),
});
export const inForceSchema = z.object({
  date: businessDateSchema,
  /** So many there are; `centres` may be the first of them. */
  count: z.int(),
  centres: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      currency: z.string(),
      /** Null where there is none, so that every cent counts. */
      rule: ruleSchema
        .pick({
          centreId: true,
          nodeName: true,
          tenderId: true,
          version: true,
          validFrom: true,
          monthlyMinor: true,
          explain: true,
          approve: true,
        })
        .nullable(),
    }),
  ),
});
export type InForce = z.infer<typeof inForceSchema>;

export const changeToleranceSchema = z
  .object({
    ...scope,
    ...levels,
    monthlyMinor: amountSchema.nullable(),
    validFrom: businessDateSchema,
    withdrawn: z.boolean().default(false),
    /** The latest version of this scope that was shown; 0 when there was none. */
    basedOnVersion: z.int().min(0),
  })
  .superRefine(refuseUnordered);
/**
 * `route()` proves the permission in `centreId`; "*" and a node are no centre, and are checked by
 * the command.
 */
export const changeToleranceInput = changeToleranceSchema.transform(({ centreId, ...change }) => ({
  ...change,
  at: centreId,
  ...(isCentre(centreId) ? { centreId } : {}),
}));
export type ChangeTolerance = z.infer<typeof changeToleranceInput>;

/** The closed list of reasons why a well-formed rule is refused. */
export type ToleranceRefusal = "nothing-changed" | "nothing-to-withdraw";

export const changedToleranceSchema = z.object({
  rule: ruleSchema,
  /** The number of open days to judge again: at once or, when there are many, in the background. */
  days: z.object({ total: z.int(), later: z.boolean() }),
});
export type ChangedTolerance = z.infer<typeof changedToleranceSchema>;

/**
 * GET /api/tolerances/progress counts the open days that wait to be judged by a rule already in
 * force.
 */
export const toleranceProgressSchema = z.object({ done: z.int(), total: z.int() });

const draftSchema = z.object({ ...scope, ...levels }).superRefine(refuseUnordered);

/**
 * The simulation covers the lines of the draft's currency that have both sides, in these centres
 * (by default all of the user's).
 */
const simulationSchema = z.object({
  rule: draftSchema,
  centreIds: z.array(idSchema).max(CENTRES_MAX).default([]),
  from: businessDateSchema,
  to: businessDateSchema,
  /** The number of centres listed separately, those with the largest flagged amounts first. */
  limit: z.int().min(0).max(5_000).default(100),
});
export const simulationInput = bounded(simulationSchema).transform((asked) => {
  const { centreIds, ...rest } = asked;
  const named = isCentre(asked.rule.centreId) ? [asked.rule.centreId] : centreIds;
  return { ...rest, ...(named.length === 0 ? {} : { centreIds: named }) };
});
export type AskSimulation = z.input<typeof simulationSchema>;

const flaggedSchema = z.object({ lines: z.int(), moneyMinor: minorSchema });
const outcomeSchema = z.object({ explain: flaggedSchema, approve: flaggedSchema });
const figures = {
  /** The lines that were compared, and that this rule would judge if it were in force. */
  lines: z.int(),
  /** The sum of the absolute differences. */
  moneyMinor: minorSchema,
  /** The lines that were compared but have a more specific rule; no other figure includes them. */
  keptLines: z.int(),
  now: outcomeSchema,
  draft: outcomeSchema,
};
export const simulatedSchema = z.object({
  currency: z.string(),
  total: z.object(figures),
  centres: z.array(z.object({ centreId: z.string(), centreName: z.string(), ...figures })),
  /** The number of further centres with lines, which are not listed separately. */
  otherCentres: z.int(),
});
export type Simulated = z.infer<typeof simulatedSchema>;
export type SimulatedFigures = Simulated["total"];

function isCentre(scope: string): boolean {
  return scope !== ANY && readNodeScope(scope) === null;
}

function isTenderScope(tenderId: string): boolean {
  return !tenderId.startsWith("kind:") || readKindScope(tenderId) !== null;
}

function refuseUnordered(wire: WireLevels, context: z.RefinementCtx): void {
  for (const side of unorderedSides(readLevels(wire))) {
    context.addIssue({
      code: "custom",
      path: ["approve", side],
      message: "What is approved may not be less than what is explained",
    });
  }
}
