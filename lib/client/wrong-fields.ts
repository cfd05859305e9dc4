/**
 * The fields of a form that the server refused, by the part of their paths after `within`:
 * `centres.0.name` within `centres.0` is `name`; "" stands for the form as a whole.
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

/** Tells an empty field from one whose text the server refused, so that each gets its own text. */
export function findFault(isWrong: boolean, text: string | undefined): "missing" | "wrong" | null {
  if (!isWrong) return null;
  return (text ?? "").trim() === "" ? "missing" : "wrong";
}
