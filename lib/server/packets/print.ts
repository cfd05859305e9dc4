import "server-only";

/** How a packet is printed: for whom, when, and with which data attached. */
import type { ClosingProof } from "./closing-proof";
import type { Packet } from "./contents";

export type Print = {
  packet: Packet;
  /** These are the data as one text, and its hash. */
  text: string;
  hash: string;
  /** This is the head of the audit trail, such as "41:9f86d0…". */
  head: string;
  /** Entries of the day may be in an archive, which ends with this one; null when none are. */
  archivedUntil: string | null;
  /** It is null for a day that is not closed, and until a checkpoint covers its closure. */
  proof: ClosingProof | null;
  by: string;
  at: string;
};
