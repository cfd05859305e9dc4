/**
 * Works on the queue in a process of its own, for tests that end it. It ends as a web server does:
 * with a handler of its own that exits, and writes that it came to that.
 */
import { endJobsWithProcess } from "@/lib/server/worker/stop-with-process";
import { startJobs } from "@/lib/server/worker/runner";

process.on("SIGTERM", () => {
  process.stdout.write("ended\n");
  process.exit();
});
endJobsWithProcess();
await startJobs();
process.stdout.write("working\n");
