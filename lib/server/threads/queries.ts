import "server-only";

/**
 * Reads the thread of a line as its reader may see it. Somebody who may not see what is expected
 * gets the count and what the centre was asked, and nothing from which the difference follows.
 */
import type { LineAddress, MessageView, Thread } from "@/lib/contracts/thread";
import { isAssignmentDone, isOverdue } from "@/lib/domain/thread/assignment";
import { isQuestionOpen, mayRead } from "@/lib/domain/thread/message";
import { type Actor, can, type Scope } from "@/lib/domain/permission";
import { type Sql, sql } from "../db/sql";
import { findAssignment, getThreadLine, type ThreadLine, valuesOf } from "./line";
import { listUsersOfCentre } from "./people";

export type ThreadReader = { userId: string; seesExpected: boolean; may: Thread["may"] };

/** Tells what the actor may see and do in the threads of a centre. */
export function readerOf(actor: Actor, centreId: string): ThreadReader {
  const seesExpected = can(actor, "reconciliation:view", centreId);
  const writes = can(actor, "thread:write", centreId);
  return {
    userId: actor.userId,
    seesExpected,
    may: {
      assign: can(actor, "line:assign", centreId),
      ask: writes && seesExpected,
      reply: writes,
    },
  };
}

export async function getThread(
  _scope: Scope<"thread:view" | "thread:write" | "line:assign">,
  line: LineAddress,
  reader: ThreadReader,
): Promise<Thread> {
  const facts = await getThreadLine(sql, line);
  const [messages, assignment, people, readNumber] = await Promise.all([
    listMessages(sql, line),
    reader.seesExpected ? findAssignment(sql, line) : null,
    listUsersOfCentre(sql, line.centreId),
    findReadNumber(line, reader.userId),
  ]);
  const { centreId, date, shiftId, tillId, tenderId } = line;
  return {
    centreId,
    date,
    shiftId,
    tillId,
    tenderId,
    ...namesOf(facts),
    state: facts.state,
    today: facts.today,
    countedMinor: facts.countedMinor,
    verdict: reader.seesExpected ? facts.verdict : null,
    differenceMinor: reader.seesExpected ? facts.differenceMinor : null,
    assignment: assignment === null ? null : viewAssignment(assignment, facts),
    messages: messages.filter(({ kind }) => mayRead(kind, reader)),
    waiting: isQuestionOpen(messages),
    readNumber,
    people,
    may: reader.may,
  };
}

function namesOf({ centreName, currency, shiftName, tillName, tenderName }: ThreadLine) {
  return { centreName, currency, shiftName, tillName, tenderName };
}

function viewAssignment(
  {
    assigneeId,
    assigneeName,
    version,
    dueOn,
    by,
    at,
  }: NonNullable<Awaited<ReturnType<typeof findAssignment>>>,
  facts: ThreadLine,
): Thread["assignment"] {
  const done = isAssignmentDone(facts, facts.state);
  return {
    version,
    assignee: assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? "" },
    dueOn,
    by,
    at: at.toISOString(),
    done,
    overdue: !done && isOverdue(dueOn, facts.today),
  };
}

type MessageRecord = Omit<MessageView, "at" | "by"> & { at: Date; byId: string; byName: string };

/** The oldest message comes first. */
async function listMessages(run: Sql, line: LineAddress): Promise<MessageView[]> {
  const rows = await run<MessageRecord>(
    `SELECT m.number, m.kind, m.text, m.author_id::text AS "byId",
            coalesce(u.name, '') AS "byName", m.written_at AS at,
            (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name)
                                      ORDER BY p.name, p.id), '[]')
               FROM line_mention n JOIN "user" p ON p.id = n.user_id
              WHERE (n.centre_id, n.business_date, n.shift_id, n.till_id, n.tender_id, n.number)
                    = (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id, m.number)
            ) AS mentions,
            (SELECT coalesce(json_agg(json_build_object('id', a.id, 'fileName', a.file_name,
                                      'contentType', a.content_type) ORDER BY a.created_at), '[]')
               FROM attachment a
              WHERE a.centre_id = m.centre_id AND a.business_date = m.business_date
                AND a.id = ANY (m.attachment_ids)) AS attachments
       FROM line_message m LEFT JOIN "user" u ON u.id = m.author_id
      WHERE (m.centre_id, m.business_date, m.shift_id, m.till_id, m.tender_id)
            = ($1, $2, $3, $4, $5)
      ORDER BY m.number`,
    valuesOf(line),
  );
  return rows.map(({ byId, byName, at, ...row }) => ({
    ...row,
    by: { id: byId, name: byName },
    at: at.toISOString(),
  }));
}

async function findReadNumber(line: LineAddress, userId: string): Promise<number> {
  const [row] = await sql<{ number: number }>(
    `SELECT number FROM thread_reading
      WHERE (centre_id, business_date, shift_id, till_id, tender_id) = ($1, $2, $3, $4, $5)
        AND user_id = $6::uuid`,
    [...valuesOf(line), userId],
  );
  return row?.number ?? 0;
}
