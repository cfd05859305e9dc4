/**
 * Whether a response has the form that the contract of its route promises: also one that is none of
 * `route()`'s, which parses its own, and the problem document of a refusal.
 */
import { problemSchema } from "@/lib/contracts/problem";
import type { ApiRoute } from "@/lib/server/api/list-routes";
import type { Received } from "./matrix-call";

/** What is wrong with it; null: nothing. */
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
