import "server-only";

/**
 * What may be said about the connection: where it leads and how it reads, never with what secret.
 */
import { basename } from "node:path";
import { addDays, businessDateOf, type CentreClock } from "@/lib/domain/business-date";
import { env } from "../env";
import { cashrec, type ConnectionWord } from "./client";

export type ConnectionStatus = {
  word: ConnectionWord;
  /** The upstream's host; null on the sandbox. */
  host: string | null;
  /** The name of the file that replaces the built-in field map; null: the built-in one. */
  fieldMapFile: string | null;
  fieldMapHash: string;
};

export function connectionStatus(): ConnectionStatus {
  const { cashrec: chosen, fieldMapFile } = env();
  const client = cashrec();
  return {
    word: client.connectionWord(),
    host: chosen.kind === "live" ? new URL(chosen.apiUrl).host : null,
    fieldMapFile: fieldMapFile === null ? null : basename(fieldMapFile),
    fieldMapHash: client.fieldMapHash,
  };
}

/** What the form of a probe starts with: the day before today, which a centre has finished. */
export function suggestProbe(centre: (CentreClock & { id: string }) | undefined) {
  const clock = centre ?? { timeZone: "UTC", dayStartsAt: "00:00" };
  const businessDate = addDays(businessDateOf(Date.now(), clock), -1);
  return { centreId: centre?.id ?? "", businessDate };
}
