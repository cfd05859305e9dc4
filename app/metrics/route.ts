/** `/metrics`: what this instance measures, in the text format of Prometheus. */
import { respondWithMetrics } from "@/lib/server/metrics/respond";

export const dynamic = "force-dynamic";

export const GET = respondWithMetrics;
