/**
 * Tests whether the float was not counted, was counted twice, or is not the one agreed for the
 * till.
 */
import type { Hypothesis, HypothesisInput } from "./hypothesis";
import { negate } from "../money";

/**
 * It is rare that Cashrec has another float than the agreed one, so that this is strong evidence.
 */
const UNLIKE = 5;

/** A till without a float in its cash sheet has none to leave out. */
export function tryFloat({ line, agreedFloat }: HypothesisInput): Hypothesis[] {
  const term = line.terms?.find((each) => each.term === "float");
  if (term === undefined) return [];
  const reported = term.amount;
  const hits: Hypothesis[] = [];
  if (reported !== null && reported > 0) {
    const facts = { amountMinor: reported, tillId: line.tillId };
    hits.push(
      { kind: "float-left-out", explained: negate(reported), evidence: 1, facts },
      { kind: "float-counted-twice", explained: reported, evidence: 1, facts },
    );
  }
  if (agreedFloat !== null && agreedFloat > 0 && agreedFloat !== (reported ?? 0)) {
    hits.push({
      kind: "float-not-as-agreed",
      explained: agreedFloat - (reported ?? 0),
      evidence: UNLIKE,
      facts: {
        amountMinor: agreedFloat,
        ...(reported === null ? {} : { otherMinor: reported }),
        tillId: line.tillId,
      },
    });
  }
  return hits;
}
