/**
 * Decides whether the sign-in at an identity provider proves who uses a session: it has to be that
 * of the same person, made after the proof was asked for. What the browser asks of the provider can
 * be changed on its way, so that only the time in the signed ID token counts.
 */

/** Clocks of two servers may differ by this much. */
export const SKEW_SECONDS_MAX = 60;

export const PROOF_REFUSALS = ["other-person", "undated", "old"] as const;
export type ProofRefusal = (typeof PROOF_REFUSALS)[number];

export type BroughtProof = {
  isSamePerson: boolean;
  /** When they last proved to the provider who they are; null: it does not say so. */
  provedAt: Date | null;
  /** When the session asked for it. */
  askedAt: Date;
  /** Whether the provider is known to state the time; otherwise its word has to do. */
  statesAuthTime: boolean;
};

export function refuseProof(proof: BroughtProof): ProofRefusal | null {
  const { isSamePerson, provedAt, askedAt, statesAuthTime } = proof;
  if (!isSamePerson) return "other-person";
  if (provedAt === null) return statesAuthTime ? "undated" : null;
  const earliest = askedAt.getTime() - SKEW_SECONDS_MAX * 1000;
  return provedAt.getTime() < earliest ? "old" : null;
}

const NEVER = new Date(0);

/**
 * The time of the proof that a sign-in is; null: now. A sign-in that nobody dates may have been
 * silent, and proves nothing, unless the provider is known to state no time.
 */
export function dateSignIn(provedAt: Date | null, statesAuthTime: boolean): Date | null {
  return provedAt ?? (statesAuthTime ? NEVER : null);
}
