import "server-only";

/** The variables of the database: where it is, for whom, and how it may be reached. */
import type { Reader } from "./env-reader";

export type DatabaseEnv = {
  /** Empty until someone has started a database: see `scripts/with-db.ts`. */
  databaseUrl: string;
  /** The server itself, where `databaseUrl` names a pooler in front of it; else the same. */
  databaseDirectUrl: string;
  /** A standby that serves readings; empty where there is none. */
  databaseReplicaUrl: string;
  /** How long a reading waits for the standby to have what was stored before. */
  replicaLagMsMax: number;
  /** As whom tables are migrated; empty where one role does everything. */
  databaseOwnerUrl: string;
  /** Whether a database elsewhere may be reached without TLS, as in a network of one machine. */
  allowsPlaintextDatabase: boolean;
};

export const DATABASE_VARIABLES = [
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "DATABASE_OWNER_URL",
  "DATABASE_REPLICA_URL",
  "REPLICA_LAG_MS_MAX",
  "DATABASE_PLAINTEXT",
];

export function readDatabaseEnv(read: Reader): DatabaseEnv {
  const databaseUrl = readDatabaseUrl(read, "DATABASE_URL");
  const direct = readDatabaseUrl(read, "DATABASE_DIRECT_URL");
  if (direct !== "" && databaseUrl === "") {
    read.wrong("DATABASE_URL must be set too, as DATABASE_DIRECT_URL is");
  }
  if (direct !== "" && roleOf(direct) !== roleOf(databaseUrl)) {
    read.wrong("DATABASE_DIRECT_URL must name the role that DATABASE_URL names");
  }
  return {
    databaseUrl,
    databaseDirectUrl: direct === "" ? databaseUrl : direct,
    databaseReplicaUrl: readDatabaseUrl(read, "DATABASE_REPLICA_URL"),
    replicaLagMsMax: read.whole("REPLICA_LAG_MS_MAX", { from: 0, to: 10_000, usual: 200 }),
    databaseOwnerUrl: readDatabaseUrl(read, "DATABASE_OWNER_URL"),
    allowsPlaintextDatabase: read.allowed("DATABASE_PLAINTEXT"),
  };
}

function readDatabaseUrl(read: Reader, name: string): string {
  const value = read.text(name);
  if (value === null) return "";
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    read.wrong(`${name} must look like postgresql://user:password@host:5432/database`);
  }
  return value;
}

function roleOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).username : null;
}
