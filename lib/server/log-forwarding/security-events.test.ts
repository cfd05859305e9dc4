/** How security events reach a receiver of logs, and what becomes of them while it is away. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { type SyslogServer, startSyslogServer } from "@/lib/testing/syslog-server";
import { noteAddresses } from "../http/address";
import { sql } from "../db/sql";
import { log } from "../log";
import { processWide } from "../process-wide";
import { takeBuffered } from "../security-log/event-buffer";
import { recordSecurityEvent } from "../security-log/record";
import { storeSecurityLog } from "../security-log/store";
import { storeSecurityEvents } from "../security-log/store-events";
import { forwardLogs } from "./forward";

let server: SyslogServer;

beforeAll(async () => {
  await testDatabase();
  noteAddresses();
  server = await startSyslogServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.unstubAllEnvs();
  vi.stubEnv("LOG_SYSLOG_URL", server.url);
  takeBuffered();
  // Other files of this process have used up the lines of the minute.
  processWide("security-lines").value = undefined;
  server.received.length = 0;
  await sql("DELETE FROM security_event");
  await sql("DELETE FROM log_forwarder");
  await forwardLogs();
});

function fail(number: number, personId?: string): void {
  const { value } = processWide<{ header: string }>("address");
  const headers = { [value?.header ?? ""]: `192.0.2.${number}` };
  const request = new Request("http://localhost:3000/api/auth/callback/credentials", { headers });
  recordSecurityEvent(request, { kind: "sign-in-failed", personId, account: "hunter2" });
}

const failMany = (...numbers: number[]) => numbers.forEach((number) => fail(number));
const receivedValues = () => server.received.map(({ data }) => data["counterfoil@32473"]);
const countWaiting = async () => {
  const [row] = await sql<{ waiting: number }>(
    `SELECT count(*)::int AS "waiting" FROM security_event`,
  );
  return row?.waiting;
};

test("an event arrives with who, what and from where, and waits no longer", async () => {
  const { id } = await makeUser();
  fail(7, id);
  await storeSecurityEvents();
  expect(await countWaiting()).toBe(1);
  await forwardLogs();
  expect(server.received[0]).toMatchObject({
    facility: 10,
    severity: 4,
    messageId: "sign-in-failed",
    text: "sign-in-failed",
  });
  expect(receivedValues()[0]).toMatchObject({
    stream: "security",
    person: id,
    address: "192.0.2.7",
    account: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
  });
  expect(JSON.stringify(receivedValues())).not.toContain("hunter2");
  expect(await countWaiting()).toBe(0);
});

test("numbers have no gap, and an event says how many others found no space", async () => {
  failMany(1, 2, 3, 4, 5, 6, 7);
  await storeSecurityEvents(5);
  failMany(8);
  await storeSecurityEvents(5);
  expect(await countWaiting()).toBe(5);
  await forwardLogs();
  failMany(9);
  await storeSecurityEvents(5);
  await forwardLogs();
  const values = receivedValues();
  expect(values.map((one) => one?.address ?? one?.dropped)).toEqual([
    "192.0.2.1",
    "192.0.2.2",
    "192.0.2.3",
    "192.0.2.4",
    "192.0.2.5",
    "3",
    "192.0.2.9",
  ]);
  const first = Number(values[0]?.id);
  expect(values.map((one) => Number(one?.id) - first)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(server.received[5]).toMatchObject({ messageId: "events-dropped", severity: 3 });
});

test("what can't be stored now is stored the next time, in bounded memory", async () => {
  await asOwner("ALTER TABLE security_event RENAME TO security_event_away");
  for (let at = 0; at < 2_100; at += 1) {
    // A minute has a bounded number of lines, which are what is forwarded.
    vi.spyOn(Date, "now").mockReturnValue(1_900_000_000_000 + at * 60_000);
    fail(1);
  }
  vi.mocked(Date.now).mockRestore();
  await expect(storeSecurityEvents()).rejects.toThrow();
  await asOwner("ALTER TABLE security_event_away RENAME TO security_event");
  failMany(2);
  await storeSecurityEvents();
  expect(await countWaiting()).toBe(2_000);
  const [queue] = await sql<{ dropped: number }>(
    `SELECT dropped::int AS "dropped" FROM security_event_queue`,
  );
  await sql("UPDATE security_event_queue SET dropped = 0");
  expect(queue?.dropped).toBe(101);
});

test("events are stored also while their counts can't be", async () => {
  failMany(1);
  await asOwner("ALTER TABLE security_count RENAME TO security_count_away");
  await storeSecurityLog();
  await asOwner("ALTER TABLE security_count_away RENAME TO security_count");
  expect(await countWaiting()).toBe(1);
});

test("instances that store at once give each event a number of its own", async () => {
  failMany(1, 2, 3);
  const one = storeSecurityEvents();
  failMany(4, 5);
  await Promise.all([one, storeSecurityEvents()]);
  const rows = await sql<{ id: string }>("SELECT id FROM security_event ORDER BY id");
  const first = Number(rows[0]?.id);
  expect(rows.map(({ id }) => Number(id) - first)).toEqual([0, 1, 2, 3, 4]);
});

test("nothing waits for a receiver that nobody has named, or names any more", async () => {
  failMany(1);
  await storeSecurityEvents();
  vi.stubEnv("LOG_SYSLOG_URL", "");
  await forwardLogs();
  failMany(2);
  await storeSecurityEvents();
  expect(await countWaiting()).toBe(0);
  expect(server.received).toEqual([]);
});
