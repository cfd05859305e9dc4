/**
 * A review of access: somebody decides for roles of others, one by one, whether they may keep them.
 */
export const GRANT_WAYS = ["hand", "invitation", "rule", "set-up"] as const;
/** How somebody got a role: a rule is one of single sign-on. */
export type GrantWay = (typeof GRANT_WAYS)[number];

export const REVIEW_DECISIONS = ["keep", "revoke"] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** What a review may be narrowed to. */
export const REVIEW_SHOWN = [
  "enabled",
  "unreviewed",
  "dormant",
  "one-factor",
  "factor-missing",
  "tokens",
  "disabled",
] as const;
export type ReviewShown = (typeof REVIEW_SHOWN)[number];

/** An account that nobody has used for this many days is dormant. */
export const DORMANT_DAYS = 90;

export type ReviewRefusal = "by-rule" | "own-access" | "last-administrator";

export type ReviewFacts = {
  actorId: string;
  userIds: readonly string[];
  /** Nobody else could review what this administrator may do. */
  isOnlyAdministrator: boolean;
  decision: ReviewDecision;
  /** A rule of single sign-on gives one of the roles, and would give it again. */
  isByRule: boolean;
  /** How many administrators who can sign in there would be afterwards. */
  administratorsAfter: number;
};

/**
 * Nobody reviews their own access, except that an only administrator may keep it: there is nobody
 * to ask, and the audit trail says who did.
 */
export function refuseReview(facts: ReviewFacts): ReviewRefusal | null {
  const { actorId, userIds, isOnlyAdministrator, decision, administratorsAfter } = facts;
  if (facts.isByRule && decision === "revoke") return "by-rule";
  const mayKeepOwn = isOnlyAdministrator && decision === "keep";
  if (userIds.includes(actorId) && !mayKeepOwn) return "own-access";
  return decision === "revoke" && administratorsAfter === 0 ? "last-administrator" : null;
}
