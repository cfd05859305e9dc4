/**
 * A web server in a process of its own, for tests that end it. As Next.js does, it closes on a
 * signal and exits when the last connection has ended. It sends the second half of a response when
 * it is written a line, and all of `/paused` after a moment. Its arguments are the time after which
 * it exits at the latest, and "stuck" for jobs that never end.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { endJobsWithProcess } from "@/lib/server/worker/stop-with-process";

const PAUSE_MS = 20;
/** Most tests are not about the limit. */
const END_MS_MAX = Number(process.argv[2] ?? 600_000);
const isStuck = process.argv[3] === "stuck";

const server = createServer((request, response) => {
  if (request.url === "/paused") {
    setTimeout(() => response.end("second half"), PAUSE_MS);
    return;
  }
  response.write("first half, ");
  if (request.url === "/whole") response.end("second half");
  else if (request.method === "POST")
    request.resume().once("end", () => response.end("second half"));
  else process.stdin.once("data", () => response.end("second half"));
});
process.on("SIGTERM", () => {
  server.close(() => process.exit(143));
  process.stdout.write("closing\n");
});
endJobsWithProcess(() => (isStuck ? new Promise(() => undefined) : Promise.resolve()), END_MS_MAX);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
