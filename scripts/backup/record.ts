/**
 * Notes a backup in the database that it is of, and in its audit trail: a copy of everything was
 * made. The backup is complete by then, whether this succeeds or not.
 */
import { LAST_BACKUP, recordedBackupSchema } from "@/lib/contracts/last-backup";
import { type Manifest, sumBytes } from "./manifest";
import { withClient } from "../postgres/with-client";

export async function recordBackup(url: string, name: string, manifest: Manifest): Promise<void> {
  const { kind, endedAt, hasSecrets, system } = manifest;
  const bytes = sumBytes(manifest);
  const recorded = recordedBackupSchema.parse({ kind, endedAt, bytes, hasSecrets, system });
  await withClient(url, async (client) => {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [LAST_BACKUP, JSON.stringify(recorded)],
    );
    await client.query(
      `INSERT INTO audit_entry (action, after, origin)
       VALUES ('backup.made', $1::json, 'script')`,
      [JSON.stringify({ name, bytes })],
    );
    await client.query("COMMIT");
  });
}
