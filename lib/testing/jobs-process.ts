/**
 * Runs the job queue in a process of its own, for tests that end it. Like a web server, it has a
 * signal handler of its own that exits, and it prints a line when that runs.
 */
import { endJobsWithProcess } from "@/lib/server/worker/stop-with-process";
import { startJobs, stopJobs } from "@/lib/server/worker/runner";

process.on("SIGTERM", () => {
  process.stdout.write("ended\n");
  process.exit();
});
endJobsWithProcess(stopJobs);
await startJobs();
process.stdout.write("working\n");
