/** What administrators see of the receivers of logs. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { inventedAction } from "@/lib/testing/audit-rows";
import { testDatabase } from "@/lib/testing/database";
import { type SyslogServer, startSyslogServer } from "@/lib/testing/syslog-server";
import { appendAuditAll } from "../audit/append";
import { inTransaction, sql } from "../db/sql";
import { log } from "../log";
import { recordSecurityEvent } from "../security-log/record";
import { storeSecurityEvents } from "../security-log/store-events";
import { forwardLogs } from "./forward";
import { isForwarderFailing, listForwarderStates } from "./states";

const scope = scopeFor("security:administer", null);
let server: SyslogServer;

beforeAll(async () => {
  await testDatabase();
  await sql("DELETE FROM log_forwarder");
  await sql("DELETE FROM security_event");
  server = await startSyslogServer();
  vi.stubEnv("LOG_SYSLOG_URL", server.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});

async function append(count: number): Promise<void> {
  const entry = { actorId: null, action: inventedAction("sent"), after: { text: "x" } };
  const entries = Array.from({ length: count }, () => entry);
  await inTransaction(({ sql: run }) => appendAuditAll(run, entries));
}

const getState = async () => (await listForwarderStates(scope))[0];
const failFor = (minutes: number) =>
  sql(
    `UPDATE log_forwarder
        SET failure = 'unreachable', failing_since = now() - make_interval(mins => $1::int)`,
    [minutes],
  );

beforeEach(() => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
});

test("a receiver is shown from when it is named, with what it has and lacks", async () => {
  const host = new URL(server.url).host;
  const waiting = { audit: 0, security: 0 };
  const unused = { kind: "syslog", host, deliveredAt: null, waiting, failing: null };
  expect(await getState()).toEqual(unused);
  await forwardLogs();
  await append(2);
  recordSecurityEvent(new Request("http://localhost:3000/"), { kind: "sign-in-failed" });
  await storeSecurityEvents();
  expect(await getState()).toEqual({ ...unused, waiting: { audit: 2, security: 1 } });
  await forwardLogs();
  const iso = expect.stringMatching(/Z$/) as string;
  expect(await getState()).toEqual({ ...unused, deliveredAt: iso });
});

test("one that fails has a reason, and after an hour every page warns", async () => {
  await server.stop();
  await append(1);
  await forwardLogs();
  const iso = expect.stringMatching(/Z$/) as string;
  const failing = { since: iso, failure: "unreachable" };
  expect(await getState()).toMatchObject({ waiting: { audit: 1 }, failing });
  expect(await isForwarderFailing(scope)).toBe(false);
  await failFor(59);
  expect(await isForwarderFailing(scope)).toBe(false);
  await failFor(61);
  expect(await isForwarderFailing(scope)).toBe(true);
  server = await startSyslogServer({ port: server.port });
  await forwardLogs();
  expect(await isForwarderFailing(scope)).toBe(false);
  expect(await getState()).toMatchObject({ waiting: { audit: 0 }, failing: null });
});

test("only those that the environment names count, without what is secret of them", async () => {
  await failFor(61);
  vi.stubEnv("LOG_SYSLOG_URL", undefined);
  vi.stubEnv("LOG_WEBHOOK_URL", "https://logs.example.com/hooks/hunter2?key=hunter2");
  vi.stubEnv("LOG_WEBHOOK_SECRET", `whsec_${Buffer.alloc(32, 7).toString("base64")}`);
  expect(await isForwarderFailing(scope)).toBe(false);
  const states = await listForwarderStates(scope);
  expect(states).toMatchObject([{ kind: "webhook", host: "logs.example.com" }]);
  expect(JSON.stringify(states)).not.toMatch(/hunter2|whsec/);
});
