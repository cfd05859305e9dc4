/** Tolerance rules: the versions of each scope, a new one, and what one would have flagged. */
import { z } from "zod";
import { ANY, RULES_PER_PAGE_MAX } from "../domain/tolerance/tolerance";
import { levelsOf, type WireLevels } from "../domain/tolerance/levels";
import { kindOf, unorderedSides } from "../domain/tolerance/scope";
import {
  businessDateSchema,
  CENTRES_MAX,
  currencySchema,
  DAYS_MAX,
  idSchema,
  instantSchema,
  many,
  minorSchema,
} from "./basics";

const LIMIT_MINOR_MAX = 1_000_000_000_000;
const PPM_MAX = 1_000_000;

const amountSchema = minorSchema.min(0, "A tolerance is never negative").max(LIMIT_MINOR_MAX);

/** The larger of an amount and a share, in millionths, of the shift's sales of that tender. */
const limitSchema = z.object({ amountMinor: amountSchema, ppm: z.int().min(0).max(PPM_MAX) });
export const levelSchema = z.object({ short: limitSchema, over: limitSchema });

/** A tender, "kind:cash" and the like for every tender of a kind, or "*" for all. */
export const tenderScopeSchema = z.union([z.literal(ANY), idSchema]).refine(isTenderScope, {
  message: "Use a tender, *, or kind:cash, kind:card, kind:voucher or kind:other",
});
/** A centre, or "*" for all: that is for who holds the permission everywhere. */
const centreScopeSchema = z.union([z.literal(ANY), idSchema]);

const scope = {
  centreId: centreScopeSchema,
  tenderId: tenderScopeSchema,
  /** Amounts have a meaning in one currency alone; of a centre it is the centre's own. */
  currency: currencySchema,
};
const levels = { explain: levelSchema, approve: levelSchema };

export const ruleSchema = z.object({
  ...scope,
  tenderId: z.string(),
  /** Null for every centre. */
  centreName: z.string().nullable(),
  version: z.int(),
  ...levels,
  /** How far the differences of a till may add up to in a calendar month; null: no such limit. */
  monthlyMinor: minorSchema.nullable(),
  /** From its first day on, this scope has no rule of its own. */
  withdrawn: z.boolean(),
  /** The first business date for which it holds … */
  validFrom: businessDateSchema,
  /** … and the first for which it no longer does, by a later version; null: there is none. */
  supersededFrom: businessDateSchema.nullable(),
  /** Null for the product itself. */
  createdBy: z.string().nullable(),
  createdAt: instantSchema,
});
export type Rule = z.infer<typeof ruleSchema>;

/** Without `centreId` the rules of all centres of the reader's; those for every centre always. */
export const ruleSearchSchema = z.object({
  centreId: many(idSchema, CENTRES_MAX),
  limit: z.coerce.number().int().min(1).max(RULES_PER_PAGE_MAX).default(1_000),
  cursor: z.string().max(500).optional(),
});

/** In order of centre (all centres first), tender, currency; of each the latest version first. */
export const ruleListSchema = z.object({
  rules: z.array(ruleSchema),
  nextCursor: z.string().nullable(),
});
export type RuleList = z.infer<typeof ruleListSchema>;

export const changeToleranceSchema = z
  .object({
    ...scope,
    ...levels,
    monthlyMinor: amountSchema.nullable(),
    validFrom: businessDateSchema,
    withdrawn: z.boolean().default(false),
    /** The latest version of this scope that was seen; 0 when there was none. */
    basedOnVersion: z.int().min(0),
  })
  .superRefine(refuseUnordered);
/** `route()` proves what is called `centreId`: "every centre" is none, and is looked at apart. */
export const changeToleranceInput = changeToleranceSchema.transform(({ centreId, ...change }) => ({
  ...change,
  at: centreId,
  ...(centreId === ANY ? {} : { centreId }),
}));
export type ChangeTolerance = z.infer<typeof changeToleranceInput>;

/** Closed: why a well-formed rule is refused. */
export type ToleranceRefusal = "nothing-changed" | "nothing-to-withdraw";

export const changedToleranceSchema = z.object({
  rule: ruleSchema,
  /** Open days that are judged anew: at once, or, where there are many, in the background. */
  days: z.object({ total: z.int(), later: z.boolean() }),
});
export type ChangedTolerance = z.infer<typeof changedToleranceSchema>;

/** GET /api/tolerances/progress: open days that wait to be judged by a rule that holds already. */
export const toleranceProgressSchema = z.object({ done: z.int(), total: z.int() });

const draftSchema = z.object({ ...scope, ...levels }).superRefine(refuseUnordered);

/** Lines of the draft's currency that have both sides, in these centres (all of the reader's). */
export const simulationSchema = z.object({
  rule: draftSchema,
  centreIds: z.array(idSchema).max(CENTRES_MAX).default([]),
  from: businessDateSchema,
  to: businessDateSchema,
  /** How many centres are told apart, those with the most flagged money first. */
  limit: z.int().min(0).max(5_000).default(100),
});
export const simulationInput = simulationSchema
  .refine(({ from, to }) => from <= to, {
    message: "The range ends before it starts",
    path: ["to"],
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < DAYS_MAX * 86_400_000, {
    message: `Ask for at most ${DAYS_MAX} days at once`,
    path: ["to"],
  })
  .transform((asked) => {
    const { centreIds, ...rest } = asked;
    const named = asked.rule.centreId === ANY ? centreIds : [asked.rule.centreId];
    return { ...rest, ...(named.length === 0 ? {} : { centreIds: named }) };
  });
export type AskSimulation = z.input<typeof simulationSchema>;

const flaggedSchema = z.object({ lines: z.int(), moneyMinor: minorSchema });
const outcomeSchema = z.object({ explain: flaggedSchema, approve: flaggedSchema });
const figures = {
  /** Compared, and judged by this rule if it were in force. */
  lines: z.int(),
  /** All their differences, added up without sign. */
  moneyMinor: minorSchema,
  /** Compared, but under a more specific rule; in no other figure. */
  keptLines: z.int(),
  now: outcomeSchema,
  draft: outcomeSchema,
};
export const simulatedSchema = z.object({
  currency: z.string(),
  total: z.object(figures),
  centres: z.array(z.object({ centreId: z.string(), centreName: z.string(), ...figures })),
  /** Centres with lines beyond those that are told apart. */
  otherCentres: z.int(),
});
export type Simulated = z.infer<typeof simulatedSchema>;
export type SimulatedFigures = Simulated["total"];

function isTenderScope(tenderId: string): boolean {
  return !tenderId.startsWith("kind:") || kindOf(tenderId) !== null;
}

function refuseUnordered(wire: WireLevels, context: z.RefinementCtx): void {
  for (const side of unorderedSides(levelsOf(wire))) {
    context.addIssue({
      code: "custom",
      path: ["approve", side],
      message: "What is approved may not be less than what is explained",
    });
  }
}
