/** What receivers of logs get, over real sockets and whatever becomes of them. */
import { Webhook } from "standardwebhooks";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { inventedAction } from "@/lib/testing/audit-rows";
import { makeAuthority } from "@/lib/testing/certificates";
import { testDatabase } from "@/lib/testing/database";
import { type SyslogServer, startSyslogServer } from "@/lib/testing/syslog-server";
import { startReceiver } from "@/lib/testing/webhook-receiver";
import { appendAuditAll } from "../audit/append";
import { inTransaction, sql } from "../db/sql";
import { log } from "../log";
import { forwardLogs } from "./forward";

const authority = makeAuthority("Test authority");
const otherAuthority = makeAuthority("Other");
let server: SyslogServer | undefined;
const MS_MAX = 2_000;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  vi.unstubAllEnvs();
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  await sql("DELETE FROM log_forwarder");
  await sql("DELETE FROM security_event");
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const certificate = () => authority.issue("localhost");

/** Starts a receiver, which gets what is appended from then on. */
async function receive(options?: Parameters<typeof startSyslogServer>[0]): Promise<SyslogServer> {
  server = await startSyslogServer(options ?? { tls: certificate() });
  vi.stubEnv("LOG_SYSLOG_URL", server.url);
  vi.stubEnv("LOG_SYSLOG_CA", authority.certificate);
  await forwardLogs();
  return server;
}

async function append(count: number, text = "x"): Promise<void> {
  const entry = { actorId: null, action: inventedAction("sent"), after: { text } };
  const entries = Array.from({ length: count }, () => entry);
  await inTransaction(({ sql: run }) => appendAuditAll(run, entries));
}

const forward = () => forwardLogs(undefined, { msMax: MS_MAX });

/** Those that arrived for the first time, without those that came again. */
function firstTimes({ received }: SyslogServer): number[] {
  const ids = received.map(({ data }) => Number(data["counterfoil@32473"]?.id));
  return [...new Set(ids)];
}

async function lastIds(count: number): Promise<number[]> {
  const rows = await sql<{ id: string }>(
    "SELECT id FROM audit_entry ORDER BY id DESC LIMIT $1::int",
    [count],
  );
  return rows.map(({ id }) => Number(id)).reverse();
}

async function readState() {
  const [row] = await sql<{ failure: string | null; isFailing: boolean; isLeased: boolean }>(
    `SELECT failure, failing_since IS NOT NULL AS "isFailing", lease_id IS NOT NULL AS "isLeased"
       FROM log_forwarder`,
  );
  return row;
}

test("entries arrive over TLS in order and once, each with the hash of the one before", async () => {
  await append(1);
  const { received, ...rest } = await receive();
  await append(250, "ä €");
  await Promise.all([forward(), forward()]);
  await forward();
  expect(firstTimes({ received, ...rest })).toEqual(await lastIds(250));
  expect(received).toHaveLength(250);
  const hashes = received.map(({ data }) => data["counterfoil@32473"]);
  for (const [at, values] of hashes.slice(1).entries()) {
    expect(values?.previousHash).toBe(hashes[at]?.hash);
  }
  expect(received[0]).toMatchObject({
    facility: 13,
    app: "counterfoil",
    messageId: "test.sent",
    hasMark: true,
    text: '{"before":null,"after":{"text":"ä €"}}',
  });
  expect(await readState()).toEqual({ failure: null, isFailing: false, isLeased: false });
});

describe("a receiver", () => {
  test("that is away gets everything once it is back, at the same address", async () => {
    const tls = certificate();
    const { port, stop } = await receive({ tls });
    await stop();
    server = undefined;
    await append(230);
    await forward();
    expect(await readState()).toMatchObject({ failure: "unreachable", isFailing: true });
    server = await startSyslogServer({ tls, port });
    await forward();
    expect(firstTimes(server)).toEqual(await lastIds(230));
    expect(await readState()).toMatchObject({ failure: null, isFailing: false });
  });

  test.each([
    ["closes within a message", "close", "closed"],
    ["breaks the connection within a message", "break", "unreachable"],
    ["stops reading", "stop-reading", "timeout"],
  ] as const)("that %s loses nothing, and order holds", async (_what, way, failure) => {
    const { faults, ...rest } = await receive();
    await append(20, "y".repeat(9_000));
    faults.push({ afterBytes: 20_000, way });
    await forward();
    expect((await readState())?.failure).toBe(failure);
    await forward();
    expect(firstTimes({ faults, ...rest })).toEqual(await lastIds(20));
    expect((await readState())?.failure).toBeNull();
  });

  test("that closes as the last byte comes has not confirmed it", async () => {
    const { faults } = await receive({});
    await append(1);
    faults.push({ afterBytes: 100, way: "close" });
    await forward();
    expect((await readState())?.failure).toBe("closed");
  });

  test("that reads slowly gets everything once", async () => {
    const { faults, received } = await receive();
    await append(40, "z".repeat(9_000));
    faults.push({ afterBytes: 0, way: "read-slowly" });
    await forwardLogs();
    expect(received).toHaveLength(40);
    expect(await readState()).toMatchObject({ failure: null });
  });

  test.each([
    ["has a certificate of nobody known", () => otherAuthority.issue("localhost")],
    ["has the certificate of another name", () => authority.issue("logs.example.com")],
  ])("that %s gets nothing", async (_what, issue) => {
    const { received } = await receive({ tls: issue() });
    await append(1);
    await forward();
    expect((await readState())?.failure).toBe("bad-certificate");
    expect(received).toEqual([]);
  });

  test("that asks for a certificate of the sender gets what was issued for it", async () => {
    const tls = { ...certificate(), clientCa: authority.certificate };
    const { received } = await receive({ tls });
    await append(1);
    await forward();
    expect((await readState())?.failure).not.toBeNull();
    const own = authority.issue("counterfoil");
    vi.stubEnv("LOG_SYSLOG_CERTIFICATE", own.certificate);
    vi.stubEnv("LOG_SYSLOG_KEY", own.key);
    await forward();
    expect(received).toHaveLength(1);
  });

  test("that the list of hosts leaves out is not contacted", async () => {
    const { received, port } = await receive();
    await append(1);
    vi.stubEnv("OUTBOUND_HOSTS", "localhost");
    await forward();
    expect((await readState())?.failure).toBe("host-not-allowed");
    vi.stubEnv("OUTBOUND_HOSTS", `localhost:${port}`);
    await forward();
    expect(received).toHaveLength(1);
  });
});

test("an instance that died is followed by another once its lease has ended", async () => {
  const { received } = await receive();
  await append(1);
  const lease = (seconds: number) =>
    sql(
      `UPDATE log_forwarder SET lease_id = gen_random_uuid(),
              leased_until = now() + make_interval(secs => $1::int)`,
      [seconds],
    );
  await lease(30);
  await forward();
  expect(received).toEqual([]);
  await lease(-1);
  await forward();
  expect(received).toHaveLength(1);
});

test("a webhook is verified by a library of another make, and repeats what failed", async () => {
  const receiver = await startReceiver();
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  vi.stubEnv("LOG_WEBHOOK_URL", receiver.url);
  vi.stubEnv("LOG_WEBHOOK_SECRET", secret);
  await forward();
  await append(3);
  receiver.reply = () => ({ status: 503 });
  await forward();
  expect(await readState()).toMatchObject({ failure: "refused" });
  receiver.reply = () => ({ status: 204 });
  await append(1);
  await forward();
  const [first, second, ...rest] = receiver.received.map(({ headers, body }) =>
    new Webhook(secret).verify(body, headers as Record<string, string>),
  );
  expect(rest).toEqual([]);
  const ids = await lastIds(4);
  expect(first).toMatchObject({
    type: "log.recorded",
    data: { records: ids.slice(0, 3).map((id) => ({ id, after: { text: "x" } })) },
  });
  expect(second).toMatchObject({ data: { records: ids.map((id) => ({ stream: "audit", id })) } });
  await receiver.stop();
});
