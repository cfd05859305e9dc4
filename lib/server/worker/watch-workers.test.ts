/** What happens when no instance works on jobs. */
import { beforeAll, expect, test, vi } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { startSyslogServer } from "@/lib/testing/syslog-server";
import { sql } from "../db/sql";
import { startHeartbeat } from "../instances/heartbeat";
import { log } from "../log";
import { forwardLogs } from "../log-forwarding/forward";
import { areJobsStopped } from "../operations/instances";
import { watchWorkers } from "./watch-workers";

const scope = scopeFor("security:administer", null);

beforeAll(async () => {
  await testDatabase();
});

test("a queue that nobody works on is reported once, past the queue", async () => {
  const receiver = await startSyslogServer();
  vi.stubEnv("LOG_SYSLOG_URL", receiver.url);
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  const reported = vi.spyOn(log(), "error").mockImplementation(() => undefined);
  await forwardLogs();
  const look = watchWorkers(0);
  const heartbeat = startHeartbeat();
  heartbeat.noteWorkers(["worker-1"]);
  await heartbeat.noteEnding();
  await look();
  expect(reported).not.toHaveBeenCalled();
  expect(await areJobsStopped(scope)).toBe(false);

  heartbeat.noteWorkers([]);
  await heartbeat.noteEnding();
  await look();
  await look();
  expect(reported).toHaveBeenCalledTimes(1);
  const received = receiver.received.filter((one) => JSON.stringify(one).includes("jobs-stopped"));
  expect(received).toHaveLength(1);
  await sql("UPDATE instance SET started_at = now() - interval '119 seconds'");
  expect(await areJobsStopped(scope), "it may still start").toBe(false);
  await sql("UPDATE instance SET started_at = now() - interval '121 seconds'");
  expect(await areJobsStopped(scope)).toBe(true);
  await heartbeat.end();
  await receiver.stop();
});
