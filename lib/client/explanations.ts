/** Explains the lines of a day, or many of any days, and requests recounts of them. */
import type { ExplainLinesBody, RefusedLine } from "../contracts/explain-lines";
import type { ExplainBody } from "../contracts/explanation";
import type { RequestRecount } from "../contracts/count-settings";
import { api, isApiError } from "./http";
import type { DayKey } from "./reconciliations";

/** Resolves with the day after the change. */
export function explainLine(key: DayKey, explanation: ExplainBody, idempotencyKey: string) {
  const path = "/api/reconciliations/{centreId}/{date}/explanations";
  return api.send("POST", path, { params: key, body: explanation, idempotencyKey });
}

/** Explains all lines or none. Resolves with the new versions of their days. */
export function explainLines(body: ExplainLinesBody, idempotencyKey: string) {
  return api.send("POST", "/api/reconciliations/explanations", { body, idempotencyKey });
}

/** Lists the lines because of which none was explained, and why. */
export function listRefusedLines(error: unknown): readonly RefusedLine[] {
  if (!isApiError(error)) return [];
  const { lines = [] } = error.problem as { lines?: readonly RefusedLine[] };
  return lines;
}

/** Resolves with the recount request; the caller has to fetch the day again. */
export function requestRecount(request: RequestRecount, idempotencyKey: string) {
  return api.send("POST", "/api/till-counts/recounts", { body: request, idempotencyKey });
}
