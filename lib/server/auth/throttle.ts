import "server-only";

/**
 * Counts tries to sign in, in the database, so that several instances count together: per address,
 * per account from one address, and per account from anywhere. Keys are keyed hashes, so that the
 * table reveals nobody's address.
 */
import { createHmac } from "node:crypto";
import { AppError } from "../app-error";
import { inTransaction, type Sql, sql as sqlOf } from "../db/sql";
import { env } from "../env";
import { networkOf } from "../http/network-of";
import {
  ACCOUNT_LIMIT,
  ADDRESS_LIMIT,
  type AttemptLimit,
  computeAttempts,
  type Attempts,
  computeWaitSeconds,
  SENDER_LIMIT,
} from "./delay";

/**
 * `device` names a browser that has signed in to the account before. `isPin` says that the account
 * is a short PIN, whose few tries count together wherever they are made.
 */
export type Attempt = { email: string; address: string; device?: string | null; isPin?: true };

/** Longer than the longest delay, and than the window in which failures count. */
const FORGET_AFTER_MS = 2 * 60 * 60 * 1000;
/** Far more than people who mistype; a flood of made-up names and addresses gets no further. */
const ROWS_MAX = 100_000;

export function tooManyTries(seconds: number): AppError {
  const message = `Too many tries. Wait ${seconds} seconds, then try again.`;
  return new AppError("TOO_MANY_REQUESTS", message, { retryAfter: seconds });
}

/**
 * Records a try before the password is verified, so that a hundred concurrent ones count as a
 * hundred. Returns the seconds to wait, and records nothing, when one of the keys is blocked.
 */
export async function takeAttempt(made: Attempt, now: Date): Promise<number> {
  const keys = computeKeys(made);
  return inTransaction(({ sql }) => countAttempt(sql, keys, now), { commitsAtOnce: true });
}

async function countAttempt(sql: Sql, keys: readonly Counted[], now: Date): Promise<number> {
  // A blocked address writes nothing, whatever names it makes up.
  const blocked = await findWait(sql, keys, now);
  if (blocked > 0) return blocked;
  const stored: { counted: Counted; attempts: Attempts }[] = [];
  for (const counted of keys) {
    stored.push({ counted, attempts: await lockAttempts(sql, counted.key, now) });
  }
  const waits = stored.map(({ attempts }) => computeWaitSeconds(attempts, now));
  const wait = Math.max(...waits);
  if (wait > 0) return wait;
  for (const { counted, attempts } of stored) {
    await saveAttempts(sql, counted.key, computeAttempts(attempts, counted.limit, now));
  }
  return 0;
}

/**
 * The password was right: this sender is reset, and the address and the account get their try back.
 * The account itself is not reset, because whoever guesses elsewhere goes on guessing.
 */
export async function forgiveAttempt(made: Attempt): Promise<void> {
  const [sender = "", ...others] = computeKeys(made).map(({ key }) => key);
  await sqlOf("DELETE FROM sign_in_attempt WHERE key = $1", [sender]);
  // In one statement, they would be locked in another order than a try locks them.
  for (const key of others) {
    await sqlOf(
      `UPDATE sign_in_attempt SET failures = failures - 1, blocked_until = NULL
        WHERE key = $1 AND failures > 0`,
      [key],
    );
  }
}

async function findWait(sql: Sql, keys: readonly Counted[], now: Date): Promise<number> {
  const rows = await sql<Attempts>(
    `SELECT failures, window_from AS "windowFrom", blocked_until AS "blockedUntil"
       FROM sign_in_attempt WHERE key = ANY ($1::text[])`,
    [keys.map(({ key }) => key)],
  );
  return Math.max(0, ...rows.map((attempts) => computeWaitSeconds(attempts, now)));
}

/**
 * Keys that no delay depends on any more are deleted. Beyond the bound go those with the fewest
 * failures, the oldest first: whoever guesses has more of them than whoever makes up names.
 */
export async function deleteOldAttempts(now: Date, rowsMax = ROWS_MAX): Promise<void> {
  const forgotten = new Date(now.getTime() - FORGET_AFTER_MS);
  await sqlOf("DELETE FROM sign_in_attempt WHERE window_from < $1", [forgotten]);
  await sqlOf(
    `DELETE FROM sign_in_attempt WHERE key IN (
       SELECT key FROM sign_in_attempt ORDER BY failures, window_from, key
        LIMIT greatest((SELECT count(*) FROM sign_in_attempt) - $1::int, 0))`,
    [rowsMax],
  );
}

type Counted = { key: string; limit: AttemptLimit };

/**
 * Tries from a browser that the account knows are counted for this browser alone, so that nobody
 * else can keep its owner waiting.
 */
function computeKeys({ email, address, device, isPin }: Attempt): Counted[] {
  if (typeof device === "string") {
    return [{ key: `sender:${keyed(`${email} device ${device}`)}`, limit: SENDER_LIMIT }];
  }
  const network = networkOf(address);
  const ofAddress = { key: `address:${keyed(network)}`, limit: ADDRESS_LIMIT };
  if (isPin === true) return [{ key: `sender:${keyed(email)}`, limit: SENDER_LIMIT }, ofAddress];
  return [
    { key: `sender:${keyed(`${email} address ${network}`)}`, limit: SENDER_LIMIT },
    { key: `account:${keyed(email)}`, limit: ACCOUNT_LIMIT },
    ofAddress,
  ];
}

function keyed(text: string): string {
  return createHmac("sha256", env().secret).update(`sign-in:${text}`).digest("hex");
}

/** Keys are locked in the order of their kinds, so that two tries never wait for each other. */
async function lockAttempts(sql: Sql, key: string, now: Date): Promise<Attempts> {
  await sql(
    `INSERT INTO sign_in_attempt (key, failures, window_from) VALUES ($1, 0, $2)
     ON CONFLICT (key) DO NOTHING`,
    [key, now],
  );
  const rows = await sql<Attempts>(
    `SELECT failures, window_from AS "windowFrom", blocked_until AS "blockedUntil"
       FROM sign_in_attempt WHERE key = $1 FOR UPDATE`,
    [key],
  );
  return rows[0] ?? { failures: 0, windowFrom: now, blockedUntil: null };
}

async function saveAttempts(sql: Sql, key: string, attempts: Attempts): Promise<void> {
  await sql(
    `UPDATE sign_in_attempt SET failures = $2, window_from = $3, blocked_until = $4
      WHERE key = $1`,
    [key, attempts.failures, attempts.windowFrom, attempts.blockedUntil],
  );
}
