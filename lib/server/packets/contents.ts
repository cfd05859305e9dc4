import "server-only";

/**
 * Reads the contents of a packet at one moment: the day as every screen reads it, and also what
 * screens omit, such as earlier versions. Nothing is cut.
 */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { type Anchor, ROOT } from "@/lib/domain/audit/chain";
import type { OfferedReason } from "@/lib/domain/workflow/reason-list";
import { readAsOf } from "../as-of/moment";
import { readingElsewhere } from "../db/replica";
import { inSnapshot, readingWith, sql } from "../db/sql";
import { type DayEntity, findDayEntity } from "../entities/day-entity";
import { readReasons } from "../reasons/queries";
import { findDay } from "../reconciliations/day";
import { type ChainEntry, findHead, listChain } from "./contents-chain";
import { listOpenings, listVersions, type Opening, type Version } from "./contents-counts";
import {
  listRecounts,
  listExplanationVersions,
  type Recount,
  type ExplanationVersion,
} from "./contents-explanations";
import {
  type HandOver,
  listHandOvers,
  listSpotCounts,
  type SpotCount,
} from "./contents-till-events";

/**
 * This is the data of a packet. Its text, and so the packet hash, is made of this and nothing else.
 */
export type Packet = {
  day: Head;
  lines: DayDetail["lineDetails"];
  floatChecks: DayDetail["openings"];
  openingCounts: Opening[];
  counts: Version[];
  spotCounts: SpotCount[];
  handOvers: HandOver[];
  recounts: Recount[];
  explanations: ExplanationVersion[];
  notes: DayDetail["notes"];
  attachments: DayDetail["attachments"];
  moves: PacketMove[];
  changedAfterSignOff: DayDetail["changed"];
  sheetVersions: PacketSheet[];
  chain: ChainEntry[];
};

/** A move by a person does not name a rule, so that packets printed before keep their hash. */
type DayMove = DayDetail["moves"][number];
/** Only what a move has: the packets of earlier versions keep their hash. */
type PacketMove = Omit<DayMove, "ruleVersion" | "passwordLink"> & {
  ruleVersion?: number;
  passwordLink?: NonNullable<DayMove["passwordLink"]>;
};

/** The retention removes content after a packet was printed, which keeps its hash. */
type PacketSheet = Omit<DayDetail["sheetVersions"][number], "isThinned">;

type Head = Pick<DayDetail, (typeof OF_THE_DAY)[number]> & {
  timeZone: string;
  /** It is null when the packet shows what was known when it was printed. */
  asOf: string | null;
  /**
   * The legal entity as it was when the day was closed. It is absent for a centre of none, so that
   * packets printed before keep their hash.
   */
  entity?: DayEntity;
};

const OF_THE_DAY = [
  ...(["centreId", "centreName", "businessDate", "currency", "state", "version"] as const),
  ...(["sheetVersion", "sheetReadAt", "expectedMinor", "countedMinor", "netMinor"] as const),
  ...(["shortMinor", "overMinor", "uncountedMinor", "unexpectedMinor"] as const),
] as const;

type Asked = { centreId: string; date: string; asOf?: string | undefined };
/** `head` is the end of the whole audit trail, which grows independently of this day. */
type ReadPacket = { packet: Packet; head: Anchor; reasons: OfferedReason[] };

/** Returns null when there is no such centre. */
export async function readPacket(
  { asOf, ...key }: Asked,
  readerId: string,
): Promise<ReadPacket | null> {
  return atOneMoment({ asOf, ...key, readerId }, async () => {
    const day = { centreId: key.centreId, businessDate: key.date };
    const found = await findDay(day, readerId);
    if (found === null) return null;
    const [counts, openingCounts, recounts, explanations, chain] = await Promise.all([
      listVersions(sql, day),
      listOpenings(sql, day),
      listRecounts(sql, day),
      listExplanationVersions(sql, day, found.explanations),
      listChain(sql, key),
    ]);
    const entity = await findDayEntity(sql, day, findClosedAt(found));
    const packet: Packet = {
      day: {
        ...pickHead(found),
        timeZone: await getTimeZone(key.centreId),
        asOf: asOf ?? null,
        ...(entity === null ? {} : { entity }),
      },
      lines: found.lineDetails,
      floatChecks: found.openings,
      openingCounts,
      counts,
      spotCounts: listSpotCounts(found),
      handOvers: listHandOvers(found),
      recounts,
      explanations,
      notes: found.notes,
      attachments: found.attachments,
      moves: found.moves.toSorted((one, other) => one.number - other.number).map(toPacketMove),
      changedAfterSignOff: found.changed,
      sheetVersions: found.sheetVersions.map(toPacketSheet),
      chain,
    };
    const head = (await findHead(sql)) ?? ROOT;
    return { packet, head, reasons: (await readReasons(sql)).reasons };
  });
}

/** Null while the day is not closed: then its packet is what is known. */
function findClosedAt({ state, moves }: DayDetail): string | null {
  if (state !== "closed") return null;
  const closures = moves.filter(({ move }) => move === "closure");
  return closures.toSorted((one, other) => other.number - one.number)[0]?.at ?? null;
}

function toPacketSheet({
  version,
  fetchedAt,
  hash,
  file,
}: DayDetail["sheetVersions"][number]): PacketSheet {
  return { version, fetchedAt, hash, file };
}

function toPacketMove({ ruleVersion, passwordLink, ...move }: DayMove): PacketMove {
  return {
    ...move,
    ...(ruleVersion === null ? {} : { ruleVersion }),
    ...(passwordLink === null ? {} : { passwordLink }),
  };
}

/** All parts of a packet must come from one snapshot, not from before and after a change. */
async function atOneMoment<T>(
  { asOf, centreId, date, readerId }: Asked & { readerId: string },
  work: () => Promise<T>,
): Promise<T> {
  const span = { centreIds: [centreId], from: date, to: date, readerId };
  if (asOf !== undefined) return readAsOf(asOf, span, work);
  return readingElsewhere(work, () => inSnapshot((tx) => readingWith(tx, work)));
}

function pickHead(day: DayDetail): Pick<DayDetail, (typeof OF_THE_DAY)[number]> {
  const entries = OF_THE_DAY.map((name) => [name, day[name]] as const);
  return Object.fromEntries(entries) as Pick<DayDetail, (typeof OF_THE_DAY)[number]>;
}

async function getTimeZone(centreId: string): Promise<string> {
  const [row] = await sql<{ zone: string }>("SELECT time_zone AS zone FROM centre WHERE id = $1", [
    centreId,
  ]);
  return row?.zone ?? "UTC";
}
