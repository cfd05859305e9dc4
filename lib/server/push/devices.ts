import "server-only";

/** The devices on which a person is notified: each is added and removed by that person alone. */
import { createHash } from "node:crypto";
import type { AddPushDevice, PushDeviceList } from "@/lib/contracts/push";
import { describeDevice } from "@/lib/domain/notice/device";
import type { Actor, Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { refuseRestricted } from "../auth/refuse-restricted";
import { lockPushDevice } from "../db/advisory-lock";
import { inTransaction, sql } from "../db/sql";
import { env } from "../env";
import { getPushKeys } from "./keys";

/** More than one person has; the oldest make room. */
const DEVICES_MAX = 20;

export async function listPushDevices({ actorId }: Scope<"account:use">): Promise<PushDeviceList> {
  const { publicKey } = await getPushKeys();
  const rows = await sql<{ id: string; agent: string; endpoint: string; addedAt: Date }>(
    `SELECT id::text AS id, agent, endpoint, added_at AS "addedAt"
       FROM push_device WHERE user_id = $1::uuid ORDER BY added_at DESC, id LIMIT ${DEVICES_MAX}`,
    [actorId],
  );
  return {
    publicKey,
    devices: rows.map(({ id, agent, endpoint, addedAt }) => ({
      id,
      ...describeDevice(agent),
      endpointHash: createHash("sha256").update(endpoint).digest("hex"),
      addedAt: addedAt.toISOString(),
    })),
  };
}

type Added = AddPushDevice & { agent: string; language: string };

/** A device that somebody else had used before is theirs no longer. */
export async function addPushDevice(
  actor: Actor,
  { endpoint, p256dh, auth, agent, language }: Added,
): Promise<{ id: string }> {
  refuseRestricted(actor, "Only a person who signed in with a password is notified.");
  if (new URL(endpoint).protocol !== "https:" && !env().webhooksToPrivate) {
    throw new AppError("INVALID", "A push service has an https:// address.");
  }
  return inTransaction(async (tx) => {
    await lockPushDevice(tx.sql, endpoint);
    await tx.sql("DELETE FROM push_device WHERE endpoint = $1", [endpoint]);
    await tx.sql(
      `DELETE FROM push_device WHERE id IN (
         SELECT id FROM push_device WHERE user_id = $1::uuid
          ORDER BY added_at DESC, id OFFSET ${DEVICES_MAX - 1})`,
      [actor.userId],
    );
    const [row] = await tx.sql<{ id: string }>(
      `INSERT INTO push_device (id, user_id, session_version, endpoint, p256dh, auth, agent,
         language)
       SELECT gen_random_uuid(), u.id, u.session_version, $2, $3, $4, $5, $6
         FROM "user" u WHERE u.id = $1::uuid RETURNING id::text AS id`,
      [actor.userId, endpoint, p256dh, auth, agent, language],
    );
    await appendAudit(tx.sql, { actorId: actor.userId, action: "device.subscribed" });
    return { id: row?.id ?? "" };
  });
}

export async function removePushDevice(
  { actorId }: Scope<"account:use">,
  { deviceId }: { deviceId: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const removed = await tx.sql(
      "DELETE FROM push_device WHERE id = $1::uuid AND user_id = $2::uuid RETURNING id",
      [deviceId, actorId],
    );
    if (removed.length === 0) throw new AppError("NOT_FOUND", "There is no such device.");
    await appendAudit(tx.sql, { actorId, action: "device.unsubscribed" });
  });
}
