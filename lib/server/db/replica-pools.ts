import "server-only";

/**
 * Opens connections to a standby that follows the server, and finds out how far it has to be: as
 * far as everything that was stored when a reading was asked for.
 */
import type pg from "pg";
import { assert } from "@/lib/domain/assert";
import { type Bounds, openReplicaPool } from "./bounded-pool";
import { replicaHealth, type ReplicaHealth } from "./replica-health";
import { once, sharing } from "./sharing";

/** Where the log of a server ends, and on which timeline: a server that takes over begins one. */
export type Position = { lsn: string; timeline: number };

export type ReplicaFacts = {
  /** The end of everything that was stored until now, on the server. */
  findPosition: () => Promise<Position>;
  health: ReplicaHealth;
};
export type Replica = ReplicaFacts & { pool: pg.Pool };

/** `watching` is a pool to the server itself. */
type Opening = { screens: Bounds; work: Bounds; watching: pg.Pool };

/** A reading that gets no connection by then need not wait longer, because the server is there. */
const CONNECT_MS_MAX = 2_000;

/**
 * A commit is on disk before its author gets a response, unless the server is set not to wait for
 * it. What is not on disk is not sent to a standby.
 */
const POSITION = `
  SELECT lsn::text, ('x' || left(pg_walfile_name(lsn), 8))::bit(32)::int AS timeline
    FROM (SELECT CASE WHEN current_setting('synchronous_commit') = 'off'
                      THEN pg_current_wal_insert_lsn()
                      ELSE pg_current_wal_flush_lsn() END AS lsn) AS written`;

/** A standby has the number of the server that it was copied from, and of its database. */
const IDENTITY = `
  SELECT system_identifier || ' ' ||
         (SELECT oid FROM pg_database WHERE datname = current_database()) AS identity
    FROM pg_control_system()`;

export function openReplica(url: string, { screens, work, watching }: Opening) {
  const findWanted = once(() => findIdentity(watching));
  const check = async (client: pg.ClientBase) => {
    if ((await findWanted()) !== (await findIdentity(client))) throw new Error(FOREIGN);
  };
  const open = (usual: Bounds) =>
    openReplicaPool(url, { ...usual, connectMsMax: CONNECT_MS_MAX }, check);
  const findPosition = sharing(() => askPosition(watching));
  return {
    replicaScreens: open(screens),
    replicaWork: open(work),
    replicaFacts: { findPosition, health: replicaHealth() },
  };
}

export const FOREIGN =
  "DATABASE_REPLICA_URL names a database that does not follow that of DATABASE_URL";

async function findIdentity(on: pg.Pool | pg.ClientBase): Promise<string> {
  const { rows } = await on.query<{ identity: string }>(IDENTITY);
  return rows[0]?.identity ?? "";
}

async function askPosition(watching: pg.Pool): Promise<Position> {
  const { rows } = await watching.query<Position>(POSITION);
  const [position] = rows;
  assert(position !== undefined, "a server has a position");
  assert(/^[0-9A-F]+\/[0-9A-F]+$/.test(position.lsn), "a position of the log is two numbers");
  assert(Number.isInteger(position.timeline), "a timeline is a number");
  return position;
}
