/** Starts what every instance of the application runs beside Next.js. */
import * as health from "@/app/api/health/route";
import * as ready from "@/app/api/ready/route";
import * as changes from "@/app/api/reconciliations/changes/route";
import * as lines from "@/app/api/reconciliations/route";
import { respondDirectly } from "@/lib/server/api/respond-directly";
import { preparePages } from "@/lib/server/auth/prepare-pages";
import { serveScreens } from "@/lib/server/db/client";
import { noteAddresses } from "@/lib/server/http/address";
import { setApiHeaders } from "@/lib/server/http/api-headers";
import { setStatusOfFailedPages } from "@/lib/server/http/failed-pages";
import { rewriteMisdirected } from "@/lib/server/http/host";
import { rewriteRefusedMethods } from "@/lib/server/http/method";
import { observeRequests } from "@/lib/server/http/observe-requests";
import { markPrepared } from "@/lib/server/http/prepared";
import { rewriteUnreadablePaths } from "@/lib/server/http/readable-path";
import { startMetrics } from "@/lib/server/metrics/start";
import { startSecurityLog } from "@/lib/server/security-log/store";
import { startTracing } from "@/lib/server/tracing/start";
import { disablePretenuring } from "@/lib/server/v8-flags";
import { startJobs, stopJobs } from "@/lib/server/worker/runner";
import { endJobsWithProcess } from "@/lib/server/worker/stop-with-process";

/** What changes requests is called in the order in which it sees them. */
export async function start(): Promise<void> {
  disablePretenuring();
  observeRequests();
  startMetrics();
  await startTracing();
  noteAddresses();
  rewriteUnreadablePaths();
  rewriteMisdirected();
  rewriteRefusedMethods();
  setStatusOfFailedPages();
  setApiHeaders();
  preparePages();
  respondDirectly({
    routes: {
      "/api/health": health.GET,
      "/api/ready": ready.GET,
      "/api/reconciliations": lines.GET,
      "/api/reconciliations/changes": changes.GET,
    },
  });
  markPrepared();
  startSecurityLog();
  endJobsWithProcess(stopJobs);
  serveScreens();
  void startJobs();
}
