/**
 * Speaks PostgreSQL's replication protocol, in which the server itself copies its files while it
 * serves, and streams its log.
 */
import pg from "pg";

/** The parts of a connection that `pg` has and its types lack. */
type Wire = {
  query: (text: string) => void;
  sendCopyFromChunk: (chunk: Buffer) => void;
  stream: { pause: () => void; resume: () => void; destroy: () => void };
};
type CopyMessage = { chunk: Buffer };

export type ReplicationClient = pg.Client & { connection: Wire };
export type Row = (string | null)[];

/** It takes the commands of the protocol, and no SQL. */
export async function connectReplication(url: string): Promise<ReplicationClient> {
  const address = new URL(url);
  address.searchParams.set("replication", "true");
  address.searchParams.set("application_name", "counterfoil-backup");
  const client = new pg.Client({ connectionString: address.href, keepAlive: true });
  client.on("error", () => undefined); // What runs on the connection reports the error.
  await client.connect();
  return client as ReplicationClient;
}

export type CopyOptions = {
  /** Gets each message of the copy, in order. */
  onData: (message: Buffer) => void;
  /** A server that stops completes the log, and then ends the connection. */
  endsWithServer?: boolean;
};

/** Resolves with the rows of all results, when the server has sent everything. */
export function copyFromServer(
  client: ReplicationClient,
  command: string,
  { onData, endsWithServer = false }: CopyOptions,
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const rows: Row[] = [];
    let failure: Error | null = null;
    const end = () => (failure === null ? resolve(rows) : reject(failure));
    let isComplete = false;
    const nothing = () => undefined;
    // A connection that breaks is reported here too.
    client.query({
      submit: (connection: unknown) => (connection as Wire).query(command),
      handleRowDescription: nothing,
      handleDataRow: ({ fields }: { fields: Row }) => rows.push(fields),
      // The parser uses its buffer again.
      handleCopyData: ({ chunk }: CopyMessage) => onData(Buffer.from(chunk)),
      handleCommandComplete: () => {
        isComplete = true;
      },
      handleEmptyQuery: nothing,
      handlePortalSuspended: nothing,
      handleReadyForQuery: end,
      handleError: (error: Error) => {
        if (!(isComplete && endsWithServer)) failure ??= error;
        end();
      },
    } as unknown as pg.Submittable);
  });
}
