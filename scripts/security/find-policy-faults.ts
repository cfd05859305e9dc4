/** Evaluates a content security policy with Google's csp_evaluator. */
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { CspParser } from "csp_evaluator/dist/parser.js";

/** Only findings that weaken the policy in a browser of today count. */
export function findPolicyFaults(policy: string): string[] {
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return findings
    .filter(({ severity }) => severity <= Severity.MEDIUM_MAYBE && severity !== Severity.STRICT_CSP)
    .map(({ directive, description }) => `policy: ${directive}: ${description}`);
}
