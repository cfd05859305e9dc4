import "server-only";

/**
 * Responds to Prometheus. The path does not exist unless an operator has set a token, and without
 * the token nobody learns more than that it exists.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "../app-error";
import { env } from "../env";
import { bearerTokenOf } from "../http/bearer";
import { problemResponse } from "../http/problem";
import { recordRefusal } from "../security-log/refusals";
import { rendered } from "./rendered";

export async function respondWithMetrics(request: Request): Promise<Response> {
  try {
    const { metricsToken } = env().observing;
    const metrics = rendered().value;
    if (metricsToken === null || metrics === undefined) {
      throw new AppError("NOT_FOUND", "There are no metrics: METRICS_TOKEN is not set.");
    }
    if (!isSame(bearerTokenOf(request) ?? "", metricsToken)) {
      throw new AppError("UNAUTHENTICATED", "Send METRICS_TOKEN as a bearer token.", {
        challenge: "Bearer",
      });
    }
    const headers = { "content-type": metrics.contentType, "cache-control": "no-store" };
    return new Response(await metrics.render(), { headers });
  } catch (error) {
    recordRefusal(request, error);
    return problemResponse(error, request);
  }
}

/** Hashes have the same length, and comparing them tells nothing by its time. */
function isSame(sent: string, token: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(sent), hash(token));
}
