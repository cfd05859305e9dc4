import "server-only";

/** Stores the events of this process that are to be forwarded, in a queue of bounded length. */
import { admitEvents } from "@/lib/domain/security/event-queue";
import { EVENTS_DROPPED } from "@/lib/domain/log-forwarding/record";
import { inTransaction, type Sql } from "../db/sql";
import { type BufferedEvent, type BufferedEvents, putBack, takeBuffered } from "./event-buffer";

/** A day of 14 events a minute, or a flood of half an hour, about 8 MB. */
const LENGTH_MAX = 20_000;

/** Events that can't be stored now are stored the next time. */
export async function storeSecurityEvents(lengthMax = LENGTH_MAX): Promise<void> {
  const buffered = takeBuffered();
  if (buffered.events.length === 0 && buffered.missed === 0) return;
  try {
    await inTransaction(async ({ sql }) => store(sql, buffered, lengthMax));
  } catch (error) {
    putBack(buffered);
    throw error;
  }
}

/** The lock makes instances commit one after the other, in the order of the numbers. */
async function store(sql: Sql, buffered: BufferedEvents, lengthMax: number): Promise<void> {
  const [queue] = await sql<{ lastId: string; dropped: string }>(
    `SELECT last_id::text AS "lastId", dropped::text AS "dropped"
       FROM security_event_queue FOR UPDATE`,
  );
  const [waiting] = await sql<{ length: number }>(
    `SELECT count(*)::int AS "length" FROM security_event`,
  );
  const before = Number(queue?.lastId ?? 0);
  const { lastId, dropped, events } = admitEvents(
    { length: waiting?.length ?? 0, lastId: before, dropped: Number(queue?.dropped ?? 0) },
    buffered,
    { lengthMax, makeDropped },
  );
  await sql("UPDATE security_event_queue SET last_id = $1::bigint, dropped = $2::bigint", [
    lastId,
    dropped,
  ]);
  if (events.length === 0) return;
  await sql(
    `INSERT INTO security_event (id, at, kind, person_id, details)
     SELECT $1::bigint + e.number, to_timestamp(e.at_ms / 1000), e.kind, e.person_id,
            e.details::json
       FROM unnest($2::float8[], $3::text[], $4::text[], $5::text[])
         WITH ORDINALITY AS e (at_ms, kind, person_id, details, number)`,
    [
      before,
      events.map(({ at }) => at),
      events.map(({ kind }) => kind),
      events.map(({ personId }) => personId),
      events.map(({ details }) => JSON.stringify(details)),
    ],
  );
}

function makeDropped(count: number): BufferedEvent {
  const details = { dropped: count };
  return { at: Date.now(), kind: EVENTS_DROPPED, personId: null, details };
}
