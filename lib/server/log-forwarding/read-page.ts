import "server-only";

/** Reads what a receiver does not have yet, in order, and no more than is sent at a time. */
import type { LogRecord } from "@/lib/domain/log-forwarding/record";
import { awaitFlush } from "../db/client";
import { sql } from "../db/sql";

const RECORDS_MAX = 200;
const BYTES_MAX = 256 * 1024;
/** What an entry changed may be as large as an import. */
const CONTENT_CHARS_MAX = 32 * 1024;

/** The last entry and event that it has. */
export type ForwardPosition = { auditId: number; securityId: number };

export type ForwardPage = { records: LogRecord[]; position: ForwardPosition };

/** What leaves with it was on disk before: a crash can't take an entry back that a receiver has. */
export async function readForwardPage(position: ForwardPosition): Promise<ForwardPage> {
  const security = await readSecurityEvents(position.securityId);
  const audit = await readAuditEntries(position.auditId);
  const records = takeBytes([...security, ...audit]);
  if (records.length > 0) await awaitFlush();
  const lastOf = (stream: LogRecord["stream"], before: number) =>
    records.findLast((record) => record.stream === stream)?.id ?? before;
  return {
    records,
    position: {
      auditId: lastOf("audit", position.auditId),
      securityId: lastOf("security", position.securityId),
    },
  };
}

/** One record is taken however large it is, or nothing after it would ever be sent. */
function takeBytes(records: readonly LogRecord[]): LogRecord[] {
  let bytes = 0;
  const end = records.findIndex(({ content }) => {
    bytes += Buffer.byteLength(content?.text ?? "");
    return bytes > BYTES_MAX;
  });
  return end < 0 ? [...records] : records.slice(0, Math.max(end, 1));
}

type EntryRow = {
  id: string;
  at: Date;
  action: string;
  actorId: string | null;
  centreId: string | null;
  businessDate: string | null;
  origin: string | null;
  hash: string;
  previousHash: string;
  text: string | null;
  bytes: number | null;
};

async function readAuditEntries(after: number): Promise<LogRecord[]> {
  const rows = await sql<EntryRow>(
    `SELECT e.id::text AS "id", e.at, e.action, e.actor_id::text AS "actorId",
            e.centre_id AS "centreId", e.business_date AS "businessDate", e.origin,
            e.hash, e.previous_hash AS "previousHash",
            left(c.content, $2::int) AS "text", octet_length(c.content) AS "bytes"
       FROM audit_entry e CROSS JOIN LATERAL (
         SELECT CASE WHEN e.before IS NOT NULL OR e.after IS NOT NULL THEN
                  '{"before":' || coalesce(e.before::text, 'null')
                  || ',"after":' || coalesce(e.after::text, 'null') || '}' END AS content) c
      WHERE e.id > $1::bigint ORDER BY e.id LIMIT $3::int`,
    [after, CONTENT_CHARS_MAX, RECORDS_MAX],
  );
  return rows.map(({ id, at, action, actorId, text, bytes, ...facts }) => ({
    stream: "audit",
    id: Number(id),
    at: at.getTime(),
    event: action,
    facts: {
      hash: facts.hash,
      previousHash: facts.previousHash,
      person: actorId,
      centre: facts.centreId,
      businessDate: facts.businessDate,
      origin: facts.origin,
    },
    content: text === null || bytes === null ? null : { text, bytes },
  }));
}

type EventRow = {
  id: string;
  at: Date;
  kind: string;
  personId: string | null;
  details: Record<string, string | number>;
};

async function readSecurityEvents(after: number): Promise<LogRecord[]> {
  const rows = await sql<EventRow>(
    `SELECT id::text AS "id", at, kind, person_id AS "personId", details FROM security_event
      WHERE id > $1::bigint ORDER BY id LIMIT $2::int`,
    [after, RECORDS_MAX],
  );
  return rows.map(({ id, at, kind, personId, details }) => ({
    stream: "security",
    id: Number(id),
    at: at.getTime(),
    event: kind,
    facts: { person: personId, ...details },
    content: null,
  }));
}
