/**
 * Runs once when the server starts, because every instance of the application works on the jobs.
 * Next.js would go on without it, and send every request to its own address for ever.
 */
export async function register(): Promise<void> {
  // This file is also compiled for the Edge runtime, where none of this exists.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  try {
    await start();
  } catch (error) {
    const { endUnstarted } = await import("@/lib/server/ending");
    endUnstarted(error);
  }
}

async function start(): Promise<void> {
  const { disablePretenuring: keepRowsYoung } = await import("@/lib/server/v8-flags");
  keepRowsYoung();
  const { observeRequests } = await import("@/lib/server/http/observe-requests");
  observeRequests();
  const { startMetrics } = await import("@/lib/server/metrics/start");
  startMetrics();
  const { startTracing } = await import("@/lib/server/tracing/start");
  await startTracing();
  const { noteAddresses } = await import("@/lib/server/http/address");
  noteAddresses();
  const { rewriteUnreadablePaths } = await import("@/lib/server/http/readable-path");
  rewriteUnreadablePaths();
  const { rewriteMisdirected } = await import("@/lib/server/http/host");
  rewriteMisdirected();
  const { rewriteRefusedMethods } = await import("@/lib/server/http/method");
  rewriteRefusedMethods();
  const { setStatusOfFailedPages } = await import("@/lib/server/http/failed-pages");
  setStatusOfFailedPages();
  const { setApiHeaders } = await import("@/lib/server/http/api-headers");
  setApiHeaders();
  const { preparePages } = await import("@/lib/server/auth/prepare-pages");
  preparePages();
  const { respondDirectly } = await import("@/lib/server/api/respond-directly");
  const health = await import("@/app/api/health/route");
  const ready = await import("@/app/api/ready/route");
  const lines = await import("@/app/api/reconciliations/route");
  const changes = await import("@/app/api/reconciliations/changes/route");
  respondDirectly({
    routes: {
      "/api/health": health.GET,
      "/api/ready": ready.GET,
      "/api/reconciliations": lines.GET,
      "/api/reconciliations/changes": changes.GET,
    },
  });
  const { markPrepared } = await import("@/lib/server/http/prepared");
  markPrepared();
  const { startSecurityLog } = await import("@/lib/server/security-log/store");
  startSecurityLog();
  const { endJobsWithProcess } = await import("@/lib/server/worker/stop-with-process");
  const { startJobs, stopJobs } = await import("@/lib/server/worker/runner");
  endJobsWithProcess(stopJobs);
  const { serveScreens } = await import("@/lib/server/db/client");
  serveScreens();
  void startJobs();
}

/** Next.js calls it for every error of a page. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { notePageFailure } = await import("@/lib/server/http/failed-pages");
  notePageFailure(error);
}
