/**
 * Which fields of a form the server can't take, by what follows `within` in their paths: of
 * `centres.0.name` within `centres.0`, `name`; "" is all of it together.
 */
import { isApiError } from "./http";

export function wrongFieldsOf(error: unknown, within = ""): ReadonlySet<string> {
  const errors = isApiError(error) ? (error.problem.errors ?? []) : [];
  const prefix = within === "" ? "" : `${within}.`;
  return new Set(
    errors
      .filter(({ path }) => path === within || path.startsWith(prefix))
      .map(({ path }) => path.slice(prefix.length).split(".")[0] ?? ""),
  );
}
