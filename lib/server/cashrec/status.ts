import "server-only";

/** Reports what may be shown of the connection: its host and how it reads, never a secret. */
import { basename } from "node:path";
import { addDays, computeBusinessDate, type CentreClock } from "@/lib/domain/business-date";
import { findClockSkew } from "../db/clock-skew";
import { findRoleExcess, type RoleExcess } from "../db/role-excess";
import { sql } from "../db/sql";
import { env, listCashrecVariables } from "../env";
import type { ConnectionWord } from "./client";
import { cashrec } from "./connection";
import { findMapInForce, type MapOrigin } from "./map-in-force";
import { findConnection } from "./source";

export type ConnectionStatus = {
  status: ConnectionWord;
  /** The host is the upstream's; it is null on the sandbox. */
  host: string | null;
  /**
   * The name is that of the file that replaces the built-in field map; null means the built-in one.
   */
  fieldMapFile: string | null;
  fieldMapHash: string;
  /** Where the field map in force comes from. */
  fieldMapFrom: MapOrigin;
  /** The version of a saved map; 0 where none was saved. */
  fieldMapVersion: number;
  /** The variables of a connection, and whether they are set; never their values. */
  variables: readonly { name: string; isSet: boolean; isNeeded: boolean }[];
  /** When Cashrec was last read, whatever came of it; null before the first reading. */
  lastReadAt: string | null;
  /** How much the clock of this server is ahead of the database's; null while they agree. */
  clockAheadSeconds: number | null;
  /** What the role in the database may do beyond reading and writing rows; null for nothing. */
  databaseRole: RoleExcess | null;
};

export async function connectionStatus(): Promise<ConnectionStatus> {
  const { fieldMapFile } = env();
  const { credentials } = await findConnection();
  const client = await cashrec();
  const { from, latestVersion } = await findMapInForce();
  const [reading] = await sql<{ at: Date | null }>("SELECT max(read_at) AS at FROM cash_sheet");
  const skew = await findClockSkew();
  return {
    status: client.connectionWord(),
    host: credentials === null ? null : new URL(credentials.apiUrl).host,
    fieldMapFile: fieldMapFile === null ? null : basename(fieldMapFile),
    fieldMapHash: client.fieldMapHash,
    fieldMapFrom: from,
    fieldMapVersion: latestVersion,
    variables: listCashrecVariables(),
    lastReadAt: reading?.at?.toISOString() ?? null,
    clockAheadSeconds: skew?.aheadSeconds ?? null,
    databaseRole: await findRoleExcess(),
  };
}

/** The form of a probe starts with the day before today, which a centre has finished. */
export function suggestProbe(centre: (CentreClock & { id: string }) | undefined) {
  const clock = centre ?? { timeZone: "UTC", dayStartsAt: "00:00" };
  const businessDate = addDays(computeBusinessDate(Date.now(), clock), -1);
  return { centreId: centre?.id ?? "", businessDate };
}
