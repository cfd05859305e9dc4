/** The note of a backup of the server that the test uses, as `npm run backup` leaves it. */
import { LAST_BACKUP, type LastBackup } from "@/lib/contracts/last-backup";
import { sql } from "@/lib/server/db/sql";

export async function arrangeLastBackup(): Promise<LastBackup> {
  const backup: LastBackup = {
    kind: "base",
    endedAt: "2026-01-01T00:00:00.000Z",
    bytes: 4711,
    hasSecrets: true,
  };
  await sql(
    `INSERT INTO setting
     SELECT $1, $2::jsonb || jsonb_build_object('system', system_identifier::text)
       FROM pg_control_system()`,
    [LAST_BACKUP, JSON.stringify(backup)],
  );
  return backup;
}
