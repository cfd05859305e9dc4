import "server-only";

/**
 * Verifies a PIN on a shared device. Wrong ones are counted per person and per device, delay the
 * next try like wrong passwords, and lock the PIN in the end.
 */
import { PIN_FAILURES_MAX } from "@/lib/domain/pin";
import { rolesWith } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { IS_ENABLED } from "../db/enabled-account";
import { type Sql, sql } from "../db/sql";
import type { SharedDevice } from "./device";
import { verifyPassword } from "./password";
import { type Attempt, forgiveAttempt, takeAttempt } from "./throttle";

type PinHolder = { id: string; name: string; email: string; version: number; pin: number };

export type PinOutcome =
  | { kind: "right"; person: PinHolder }
  | { kind: "wrong" }
  | { kind: "locked" }
  | { kind: "throttled"; seconds: number };

type PinRow = PinHolder & { pinHash: string; failures: number };
type Tried = { userId: string; pin: string };

export async function checkPin(
  device: SharedDevice,
  { userId, pin }: Tried,
  now = new Date(),
): Promise<PinOutcome> {
  // These are keys of the table of tries, and no addresses of e-mail or network.
  const account = `pin ${device.centreId} ${userId}`;
  const keys: Attempt = { email: account, address: `device ${device.id}`, isPin: true };
  const seconds = await takeAttempt(keys, now);
  if (seconds > 0) return { kind: "throttled", seconds };
  const found = await takeTry(sql, device.centreId, userId);
  const matches = await verifyPassword(found?.pinHash ?? null, pin);
  if (found === null || !matches) {
    const isLocked = found === null ? await isPinLocked(device.centreId, userId) : isLast(found);
    if (isLocked && found !== null) await recordLock(device, userId);
    return { kind: isLocked ? "locked" : "wrong" };
  }
  await forgiveAttempt(keys);
  await sql("UPDATE counter_pin SET failures = 0 WHERE user_id = $1 AND centre_id = $2", [
    userId,
    device.centreId,
  ]);
  const { id, name, email, version } = found;
  return { kind: "right", person: { id, name, email, version, pin: found.pin } };
}

const MAY_COUNT = rolesWith("till-count:record");

/**
 * Counts the try before the PIN is verified, so that no number of concurrent ones gets more. A
 * locked PIN, and one of somebody who may not count here any more, are not found.
 */
async function takeTry(run: Sql, centreId: string, userId: string): Promise<PinRow | null> {
  const [row] = await run<PinRow>(
    `UPDATE counter_pin p SET failures = p.failures + 1
       FROM "user" u
      WHERE p.user_id = $1 AND p.centre_id = $2 AND p.failures < $3
        AND u.id = p.user_id AND ${IS_ENABLED}
        AND EXISTS (SELECT FROM granted_role m
                     WHERE m.user_id = u.id AND m.centre_id IN ($2, '*') AND m.role = ANY ($4))
      RETURNING u.id, u.name, u.email, u.session_version AS version, p.version AS pin,
                p.pin_hash AS "pinHash", p.failures`,
    [userId, centreId, PIN_FAILURES_MAX, MAY_COUNT],
  );
  return row ?? null;
}

function isLast({ failures }: PinRow): boolean {
  return failures >= PIN_FAILURES_MAX;
}

async function isPinLocked(centreId: string, userId: string): Promise<boolean> {
  const [row] = await sql<{ failures: number }>(
    "SELECT failures FROM counter_pin WHERE user_id = $1 AND centre_id = $2",
    [userId, centreId],
  );
  return row !== undefined && row.failures >= PIN_FAILURES_MAX;
}

async function recordLock(device: SharedDevice, userId: string): Promise<void> {
  await appendAudit(sql, {
    actorId: null,
    action: "pin.locked",
    centreId: device.centreId,
    after: { userId, deviceId: device.id },
  });
}

/** The people who can sign in on a device: those with a PIN who may count in its centre. */
export async function listPinHolders(centreId: string): Promise<{ id: string; name: string }[]> {
  return sql<{ id: string; name: string }>(
    `SELECT u.id, u.name FROM counter_pin p JOIN "user" u ON u.id = p.user_id
      WHERE p.centre_id = $1 AND ${IS_ENABLED}
        AND EXISTS (SELECT FROM granted_role m
                     WHERE m.user_id = u.id AND m.centre_id IN ($1, '*') AND m.role = ANY ($2))
      ORDER BY u.name, u.id`,
    [centreId, MAY_COUNT],
  );
}
