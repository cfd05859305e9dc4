import "server-only";

/** A lost phone must not go on showing notifications once the sessions of its owner are ended. */
import type { Sql } from "../db/sql";

/** Nobody knows which session added which device, so that all of them go. */
export async function dropDevices(sql: Sql, userId: string): Promise<void> {
  await sql("DELETE FROM push_device WHERE user_id = $1::uuid", [userId]);
}
