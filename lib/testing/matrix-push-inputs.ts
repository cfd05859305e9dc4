/** The inputs of devices that are notified, and one of somebody. */
import { randomUUID } from "node:crypto";
import { sql } from "@/lib/server/db/sql";

export const PUSH_INPUTS = {
  "POST /api/push-devices": () => ({
    centre: "none" as const,
    body: { endpoint: "https://push.example.test/matrix", p256dh: "key", auth: "key" },
  }),
  "DELETE /api/push-devices/{deviceId}": ({ pushDeviceId }: { pushDeviceId: string }) => ({
    centre: "none" as const,
    path: { deviceId: pushDeviceId },
  }),
};

export async function storePushDevice(userId: string): Promise<{ pushDeviceId: string }> {
  const [row] = await sql<{ pushDeviceId: string }>(
    `INSERT INTO push_device (id, user_id, session_version, endpoint, p256dh, auth, agent, language)
     SELECT gen_random_uuid(), u.id, u.session_version, $2, 'key', 'key', '', 'en'
       FROM "user" u WHERE u.id = $1::uuid RETURNING id::text AS "pushDeviceId"`,
    [userId, `https://push.example.test/${randomUUID()}`],
  );
  return row ?? { pushDeviceId: "" };
}
