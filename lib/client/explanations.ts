/** What a reader says about the lines of a day, and asks about them. */
import type { ExplainBody } from "../contracts/explanation";
import type { requestedRecountSchema, RequestRecount } from "../contracts/count-settings";
import type { dayDetailSchema } from "../contracts/reconciliation";
import { api } from "./http";
import { type DayKey, dayPath } from "./reconciliations";

/** Answers the day after it. */
export function explainLine(key: DayKey, explanation: ExplainBody, idempotencyKey: string) {
  const path = `${dayPath(key)}/explanations`;
  return api.send<typeof dayDetailSchema>("POST", path, explanation, { idempotencyKey });
}

/** Answers the request; the day has to be read anew. */
export function requestRecount(request: RequestRecount, idempotencyKey: string) {
  const path = "/api/till-counts/recounts";
  return api.send<typeof requestedRecountSchema>("POST", path, request, { idempotencyKey });
}
