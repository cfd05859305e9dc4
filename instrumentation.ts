/** Runs once when the server starts: the jobs belong to every instance of the application. */
export async function register(): Promise<void> {
  // This file is compiled for the Edge too, where none of this exists.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  if (process.env.NEXT_PHASE === "phase-production-build") return;
  const { disablePretenuring: keepRowsYoung } = await import("@/lib/server/v8-flags");
  keepRowsYoung();
  const { noteAddresses } = await import("@/lib/server/http/address");
  noteAddresses();
  const { endJobsWithProcess } = await import("@/lib/server/worker/stop-with-process");
  endJobsWithProcess();
  const { startJobs } = await import("@/lib/server/worker/runner");
  void startJobs();
}
