import "server-only";

/** Reports what may be shown of the connection: its host and how it reads, never a secret. */
import { basename } from "node:path";
import { addDays, computeBusinessDate, type CentreClock } from "@/lib/domain/business-date";
import { CASHREC_NEEDED, env } from "../env";
import type { ConnectionWord } from "./client";
import { cashrec } from "./connection";

export type ConnectionStatus = {
  status: ConnectionWord;
  /** The host is the upstream's; it is null on the sandbox. */
  host: string | null;
  /**
   * The name is that of the file that replaces the built-in field map; null means the built-in one.
   */
  fieldMapFile: string | null;
  fieldMapHash: string;
  /** A connection needs these variables. */
  variables: readonly string[];
};

export async function connectionStatus(): Promise<ConnectionStatus> {
  const { cashrec: chosen, fieldMapFile } = env();
  const client = await cashrec();
  return {
    status: client.connectionWord(),
    host: chosen.kind === "live" ? new URL(chosen.apiUrl).host : null,
    fieldMapFile: fieldMapFile === null ? null : basename(fieldMapFile),
    fieldMapHash: client.fieldMapHash,
    variables: CASHREC_NEEDED,
  };
}

/** The form of a probe starts with the day before today, which a centre has finished. */
export function suggestProbe(centre: (CentreClock & { id: string }) | undefined) {
  const clock = centre ?? { timeZone: "UTC", dayStartsAt: "00:00" };
  const businessDate = addDays(computeBusinessDate(Date.now(), clock), -1);
  return { centreId: centre?.id ?? "", businessDate };
}
