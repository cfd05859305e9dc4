/** What a reader says about the lines of a day, and asks about them. */
import type { ExplainBody } from "../contracts/explanation";
import type { RequestRecount } from "../contracts/count-settings";
import { api } from "./http";
import type { DayKey } from "./reconciliations";

/** Answers the day after it. */
export function explainLine(key: DayKey, explanation: ExplainBody, idempotencyKey: string) {
  const path = "/api/reconciliations/{centreId}/{date}/explanations";
  return api.send("POST", path, { params: key, body: explanation, idempotencyKey });
}

/** Answers the request; the day has to be read anew. */
export function requestRecount(request: RequestRecount, idempotencyKey: string) {
  return api.send("POST", "/api/till-counts/recounts", { body: request, idempotencyKey });
}
