/**
 * Receives the log of the database as it is written, so that the backup can be restored as it was
 * at any moment. The server keeps what was not received, up to a limit, in a slot of this
 * receiver's. Attached files are copied before the log that names them is.
 */
import { BACKUP_SLOT } from "@/lib/contracts/last-backup";
import { connectReplication } from "./replication";
import { parseLsn } from "./lsn";
import { WalStream } from "./wal-stream";
import { nextPosition, WalWriter } from "./wal-writer";
import { withClient } from "../postgres/with-client";

export type ReceiverOptions = {
  url: string;
  folder: string;
  /** Runs before the log is stored that names what it copies. */
  beforeFlush: () => Promise<void>;
  /** Called when a part of the log is missing, so that a new backup has to be made. */
  onGap: () => void;
  /** Called once the log since the slot's position is received. */
  onStart: () => void;
};

/** Receives until the connection ends, which is an error unless the server ends. */
export async function receiveWal(options: ReceiverOptions, signal: AbortSignal): Promise<void> {
  const { url, folder } = options;
  const slot = await prepareSlot(url);
  const client = await connectReplication(url);
  const abort = () => client.connection.stream.destroy();
  signal.addEventListener("abort", abort);
  try {
    // It may have come before anybody listened.
    signal.throwIfAborted();
    const wanted = nextPosition(folder, slot.timeline, slot.segmentBytes);
    const start = wanted !== null && wanted >= slot.startsAt ? wanted : slot.startsAt;
    if (wanted !== null && wanted < slot.startsAt) options.onGap();
    const writer = new WalWriter(folder, slot.timeline, slot.segmentBytes);
    writer.flushed = start;
    options.onStart();
    await new WalStream(client, writer, options.beforeFlush).run(BACKUP_SLOT);
  } finally {
    signal.removeEventListener("abort", abort);
    await client.end();
  }
}

type Slot = { startsAt: bigint; timeline: number; segmentBytes: number };

/** A slot whose log the server has removed is useless, and replaced. */
async function prepareSlot(url: string): Promise<Slot> {
  return withClient(url, async (client) => {
    await client.query(
      `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
        WHERE slot_name = $1 AND NOT active
          AND (wal_status = 'lost' OR restart_lsn IS NULL)`,
      [BACKUP_SLOT],
    );
    await client.query(
      `SELECT pg_create_physical_replication_slot($1, true)
        WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1)`,
      [BACKUP_SLOT],
    );
    const { rows } = await client.query<{ lsn: string; timeline: number; bytes: string }>(
      `SELECT s.restart_lsn::text AS lsn, c.timeline_id AS timeline,
              (SELECT setting FROM pg_settings WHERE name = 'wal_segment_size') AS bytes
         FROM pg_replication_slots s, pg_control_checkpoint() c WHERE s.slot_name = $1`,
      [BACKUP_SLOT],
    );
    const [row] = rows;
    if (row === undefined) throw new Error("The slot of the backup was removed.");
    const segmentBytes = Number(row.bytes);
    const at = parseLsn(row.lsn);
    return { startsAt: at - (at % BigInt(segmentBytes)), timeline: row.timeline, segmentBytes };
  });
}

/** Without a receiver the server must not keep its log for it. */
export async function dropSlot(url: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(
      `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
        WHERE slot_name = $1 AND NOT active`,
      [BACKUP_SLOT],
    ),
  );
}
