"use client";

/**
 * Says why a request was refused: in the words of the screen where it has some for that reason, or
 * else in those of the problem.
 */
import { findRefusal } from "@/lib/client/refusal";
import { useProblemText } from "./error-state";

type Refusals<Reason extends string> = {
  reasons: readonly Reason[];
  text: (reason: Reason) => string;
};

/** Null while nothing was refused. */
export function useRefusalSentence<Reason extends string>(
  error: Error | null,
  { reasons, text }: Refusals<Reason>,
): string | null {
  const problem = useProblemText(error);
  if (error === null) return null;
  const refusal = findRefusal(error, reasons);
  return refusal === null ? problem.sentence : text(refusal);
}
