/**
 * What can be seen of how a count was made: never a proof, never shown to who counted, and each with
 * an innocent explanation beside it. A refusal must never rest on one of these.
 */
export const HINT_KINDS = [
  "impossible-denominations",
  "typed-fast",
  "perfect-run",
  "round-amount",
] as const;
export type HintKind = (typeof HINT_KINDS)[number];
