/**
 * Checks that a response has the form that the contract of its route promises, including responses
 * that `route()` does not validate, and the problem document of a refusal.
 */
import { problemSchema } from "@/lib/contracts/problem";
import type { ApiRoute } from "@/lib/server/api/list-routes";
import type { Received } from "./matrix-call";

/** Returns what is wrong with the response, or null. */
export function findMisfit({ contract }: ApiRoute, response: Received): string | null {
  const { status, headers, text } = response;
  if (!/^content-type: application\/(problem\+)?json/m.test(headers)) return null;
  const { output } = contract;
  const granted = status >= 200 && status < 300;
  const expected = granted ? output : problemSchema;
  if (expected === null || typeof expected === "string") return null;
  const parsed = expected.safeParse(JSON.parse(text));
  return parsed.error === undefined ? null : parsed.error.message;
}
