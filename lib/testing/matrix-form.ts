/**
 * Whether an answer has the form that the table of routes tells: also one that is none of
 * `route()`'s, which parses its own, and the problem document of a refusal.
 */
import { problemSchema } from "@/lib/contracts/problem";
import { DESCRIBED_ROUTES } from "@/lib/server/openapi/describe";
import type { Answer } from "./matrix-call";
import type { StandingRoute } from "./matrix-tree";

/** What is wrong with it; null: nothing. */
export function findMisfit(route: StandingRoute, { status, headers, text }: Answer): string | null {
  if (!/^content-type: application\/(problem\+)?json/m.test(headers)) return null;
  const granted = status >= 200 && status < 300;
  const contract = granted ? contractOf(route) : problemSchema;
  const parsed = contract?.safeParse(JSON.parse(text));
  return parsed?.error === undefined ? null : parsed.error.message;
}

function contractOf({ method, path }: StandingRoute) {
  const described = DESCRIBED_ROUTES.find(
    (one) => one.method.toUpperCase() === method && bracketed(one.path) === path,
  );
  return described?.answer;
}

/** The tree writes parameters in brackets, the table in braces. */
function bracketed(path: string): string {
  return path.replaceAll("{", "[").replaceAll("}", "]");
}
