/** One instance that works on the queue, as the application does, until it is ended. */
import { startJobs } from "@/lib/server/worker/runner";

await startJobs();
