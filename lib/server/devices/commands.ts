import "server-only";

/** Allows and revokes shared devices, and sets the PINs that are typed on them. */
import { randomUUID } from "node:crypto";
import type { AllowDevice, SetOwnPin, SetPin } from "@/lib/contracts/device";
import { type Actor, rolesWith, type Scope } from "@/lib/domain/permission";
import { type PinRefusal, refusePin } from "@/lib/domain/pin";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { createDeviceToken, hashDeviceToken } from "../auth/device";
import { hashPassword } from "../auth/password";
import { refuseRestricted } from "../auth/refuse-restricted";
import { IS_ENABLED } from "../db/enabled-account";
import { inTransaction } from "../db/sql";

type Administers = Scope<"device:administer">;

/** Its route puts the token into a cookie alone, so that nobody can copy it to another device. */
export async function allowDevice(
  { actorId }: Administers,
  { centreId, name }: AllowDevice,
): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = createDeviceToken();
  await inTransaction(async ({ sql }) => {
    await sql(
      `INSERT INTO shared_device (id, centre_id, name, token_hash, allowed_by_id)
       VALUES ($1, $2, $3, $4, $5)`,
      [id, centreId, name, hashDeviceToken(token), actorId],
    );
    const after = { deviceId: id, device: name };
    await appendAudit(sql, { actorId, action: "device.allowed", centreId, after });
  });
  return { id, token };
}

/** The sessions on it end with the next request. One of another centre looks like none. */
export async function revokeDevice(
  { actorId, centreIds }: Administers,
  { deviceId }: { deviceId: string },
): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const [device] = await sql<{ name: string; centreId: string }>(
      `UPDATE shared_device SET revoked_at = now()
        WHERE id = $1 AND revoked_at IS NULL
          AND ($2::text[] IS NULL OR centre_id = ANY ($2::text[]))
       RETURNING name, centre_id AS "centreId"`,
      [deviceId, centreIds],
    );
    if (device === undefined) throw new AppError("NOT_FOUND", "There is no such device.");
    await appendAudit(sql, {
      actorId,
      action: "device.revoked",
      centreId: device.centreId,
      before: { deviceId, device: device.name },
    });
  });
}

/** Neither a script nor a session by PIN may set one: it takes a person's own password. */
export async function setOwnPin(
  actor: Actor,
  { actorId }: Scope<"till-count:record">,
  input: SetOwnPin,
): Promise<void> {
  refuseRestricted(actor, "Sign in with your password to set a PIN.");
  await writePin(actorId, { ...input, userId: actorId });
}

export async function setPin({ actorId }: Administers, input: SetPin): Promise<void> {
  await writePin(actorId, input);
}

const WHY: Record<PinRefusal, string> = {
  repetitive: "This PIN repeats itself. Use other digits.",
  sequence: "This PIN is a sequence. Use other digits.",
};
const MAY_COUNT = rolesWith("till-count:record");

async function writePin(actorId: string, { userId, centreId, pin }: SetPin): Promise<void> {
  const weak = refusePin(pin);
  if (weak !== null) throw new AppError("REFUSED", WHY[weak], { reason: `pin-${weak}` });
  const hash = await hashPassword(pin);
  await inTransaction(async ({ sql }) => {
    const rows = await sql<{ version: number }>(
      `INSERT INTO counter_pin (user_id, centre_id, pin_hash, set_by_id)
       SELECT u.id, $2, $3, $4 FROM "user" u
        WHERE u.id = $1 AND ${IS_ENABLED}
          AND EXISTS (SELECT FROM granted_role m
                       WHERE m.user_id = u.id AND m.centre_id IN ($2, '*') AND m.role = ANY ($5))
       ON CONFLICT (user_id, centre_id) DO UPDATE
         SET pin_hash = excluded.pin_hash, version = counter_pin.version + 1, failures = 0,
             set_by_id = excluded.set_by_id, set_at = now()
       RETURNING version`,
      [userId, centreId, hash, actorId, MAY_COUNT],
    );
    if (rows.length === 0) {
      throw new AppError("NOT_FOUND", "There is nobody of this name who counts in this centre.");
    }
    await appendAudit(sql, { actorId, action: "pin.set", centreId, after: { userId } });
  });
}
