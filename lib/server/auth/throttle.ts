import "server-only";

/**
 * Counts tries to sign in per account and per address, in the database, so that several instances
 * count together. Keys are keyed hashes, so that the table reveals nobody's address.
 */
import { createHmac } from "node:crypto";
import { prisma } from "../db/client";
import { inTransaction, type Sql } from "../db/sql";
import { env } from "../env";
import {
  ACCOUNT_LIMIT,
  ADDRESS_LIMIT,
  computeAttempts,
  type Attempts,
  computeWaitSeconds,
} from "./delay";

export type Attempt = { email: string; address: string };

const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Records a try before the password is verified, so that a hundred concurrent ones count as a
 * hundred. Returns the seconds to wait, and records nothing, when one of the two keys is blocked.
 */
export async function takeAttempt(made: Attempt, now: Date): Promise<number> {
  const keys = computeKeys(made);
  return inTransaction(async ({ sql }) => {
    const account = await lockAttempts(sql, keys.account, now);
    const address = await lockAttempts(sql, keys.address, now);
    const wait = Math.max(computeWaitSeconds(account, now), computeWaitSeconds(address, now));
    if (wait > 0) return wait;
    await saveAttempts(sql, keys.account, computeAttempts(account, ACCOUNT_LIMIT, now));
    await saveAttempts(sql, keys.address, computeAttempts(address, ADDRESS_LIMIT, now));
    return 0;
  });
}

/** The password was right, so that the account is reset, and the address gets its try back. */
export async function forgiveAttempt(made: Attempt): Promise<void> {
  const keys = computeKeys(made);
  await prisma().signInAttempt.deleteMany({ where: { key: keys.account } });
  await prisma().signInAttempt.updateMany({
    where: { key: keys.address, failures: { gt: 0 } },
    data: { failures: { decrement: 1 }, blockedUntil: null },
  });
}

/** Keys without a try for a day are deleted, so that made-up names can't fill the table. */
export async function deleteOldAttempts(now: Date): Promise<void> {
  const windowFrom = { lt: new Date(now.getTime() - FORGET_AFTER_MS) };
  await prisma().signInAttempt.deleteMany({ where: { windowFrom } });
}

function computeKeys({ email, address }: Attempt): { account: string; address: string } {
  return { account: `account:${keyed(email)}`, address: `address:${keyed(address)}` };
}

function keyed(text: string): string {
  return createHmac("sha256", env().secret).update(`sign-in:${text}`).digest("hex");
}

/** Accounts are locked before addresses, so that two tries never wait for each other. */
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
