/** Explains the lines of a day, and requests recounts of them. */
import type { ExplainBody } from "../contracts/explanation";
import type { RequestRecount } from "../contracts/count-settings";
import { api } from "./http";
import type { DayKey } from "./reconciliations";

/** Resolves with the day after the change. */
export function explainLine(key: DayKey, explanation: ExplainBody, idempotencyKey: string) {
  const path = "/api/reconciliations/{centreId}/{date}/explanations";
  return api.send("POST", path, { params: key, body: explanation, idempotencyKey });
}

/** Resolves with the recount request; the caller has to fetch the day again. */
export function requestRecount(request: RequestRecount, idempotencyKey: string) {
  return api.send("POST", "/api/till-counts/recounts", { body: request, idempotencyKey });
}
