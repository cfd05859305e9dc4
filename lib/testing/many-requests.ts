/** What one person can send at a time: readings of a past moment, and files that nobody reads. */
import { connect } from "node:net";
import { EVERYWHERE } from "@/lib/domain/permission";
import { hashPassword } from "@/lib/server/auth/password";
import { sql } from "@/lib/server/db/sql";
import { vi } from "vitest";
import { type App, signIn } from "./acceptance-app";
import { makeUser } from "./arrange";
import { asOwner } from "./database";

const PAST = "/api/variances?by=day&from=2026-03-10&to=2026-03-10&asOf=2026-03-11T00:00:00Z";
const FILE = "/api/exports/xlsx?from=2026-03-10&to=2026-03-10";
/** One more than may run and wait. */
const READINGS = 31;
/** Whatever goes wrong, the lock is released before the test is over. */
const MS_MAX = 60_000;

export async function signInSomebodyElse(app: App): Promise<string> {
  const password = "a phrase of somebody else";
  const { email } = await makeUser({
    roles: [{ centreId: EVERYWHERE, role: "auditor" }],
    passwordHash: await hashPassword(password),
  });
  return signIn(app.base, { email, password });
}

/**
 * A lock on what past moments are computed from keeps all readings running, until one is refused
 * and somebody else was served.
 */
export async function askWhileLocked(app: App, other: string) {
  const ask = async (path: string, cookie: string) =>
    (
      await fetch(`${app.base}${path}`, {
        headers: { cookie },
        signal: AbortSignal.timeout(MS_MAX),
      })
    ).status;
  await asOwner("BEGIN; LOCK TABLE move IN ACCESS EXCLUSIVE MODE");
  const asked = Array.from({ length: READINGS }, () => ask(PAST, app.cookie));
  const meanwhile: number[] = [];
  try {
    await Promise.race(asked);
    meanwhile.push(await ask("/api/me", other), await ask("/api/centres", other));
    meanwhile.push(await ask("/api/me", app.cookie));
  } finally {
    await asOwner("COMMIT");
  }
  return { statuses: await Promise.all(asked), meanwhile };
}

/** Half of the files are asked for without a body, the others over connections that close. */
export async function abandonFiles(app: App, files: number) {
  const headers = { cookie: app.cookie };
  for (let at = 0; at < files; at += 2) {
    await fetch(`${app.base}${FILE}`, { method: "HEAD", headers });
    await hangUp(app);
  }
  const { status } = await fetch(`${app.base}/api/me`, { headers });
  // The last files may be read just now; the transaction of one that is held stays open.
  const openTransactions = await vi.waitFor(
    async () => {
      const open = await countOpen();
      if (open > 0) throw new Error(`${open} transactions are open.`);
      return open;
    },
    { timeout: 30_000, interval: 200 },
  );
  return { openTransactions, status };
}

async function hangUp(app: App): Promise<void> {
  const { hostname, port, host } = new URL(app.base);
  const socket = connect(Number(port), hostname);
  const head = [`GET ${FILE} HTTP/1.1`, `Host: ${host}`, `Cookie: ${app.cookie}`];
  await new Promise<void>((resolve) =>
    socket.write(`${head.join("\r\n")}\r\n\r\n`, () => resolve()),
  );
  socket.destroy();
}

async function countOpen(): Promise<number> {
  const [row] = await sql<{ open: number }>(
    `SELECT count(*)::int AS open FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction'`,
  );
  return row?.open ?? -1;
}
