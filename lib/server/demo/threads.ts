import "server-only";

/**
 * Gives the largest unexplained lines of the demonstration to people, and lets them talk about
 * some, as a centre would in the middle of a morning.
 */
import { addDays, computeBusinessDate } from "@/lib/domain/business-date";
import type { LineKey } from "@/lib/domain/keys";
import type { MessageKind } from "@/lib/domain/thread/message";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { inTransaction, type Transaction } from "../db/sql";
import { DEMO_CENTRES } from "../sandbox/centres";
import { DEMO_OWN_CENTRES, type DemoUsers } from "./users";

type Demo = { people: DemoUsers; now: number };

type Person = "reviewerId" | "counterId" | "approverId";
type Message = { kind: MessageKind; by: Person; text: string; mentions?: Person };
/** `due` counts days from today; a negative number is overdue. */
type Story = { assignee?: Person; due?: number; messages: readonly Message[] };

const STORIES: readonly Story[] = [
  {
    assignee: "reviewerId",
    due: -1,
    messages: [
      {
        kind: "question",
        by: "reviewerId",
        text: "The bank bag is smaller than usual. Was the morning's bag counted in?",
      },
      {
        kind: "reply",
        by: "counterId",
        text: "There were two bags. The second one went with Monday's pickup.",
      },
    ],
  },
  { assignee: "reviewerId", due: 2, messages: [] },
  {
    assignee: "approverId",
    due: 1,
    messages: [
      {
        kind: "comment",
        by: "approverId",
        text: "@Demo reviewer the terminal was replaced that day. Can you see both receipts?",
        mentions: "reviewerId",
      },
    ],
  },
  {
    messages: [
      { kind: "question", by: "reviewerId", text: "Is there a receipt for what was paid out?" },
    ],
  },
];

/** A second start adds nothing to what is written already. */
export async function writeDemoThreads(demo: Demo): Promise<void> {
  await inTransaction(async (tx) => {
    const lines = await listLargest(tx);
    const [written] = await tx.sql<{ any: boolean }>(
      "SELECT EXISTS (SELECT FROM line_message) OR EXISTS (SELECT FROM line_assignment) AS any",
    );
    if (written?.any === true) return;
    const entries: AuditEntry[] = [];
    for (const [at, story] of STORIES.entries()) {
      const line = lines[at];
      if (line !== undefined) entries.push(...(await writeStory(tx, { line, story, demo })));
    }
    await appendAuditAll(tx.sql, entries);
  });
}

async function listLargest({ sql }: Transaction): Promise<LineKey[]> {
  return sql<LineKey>(
    `SELECT l.centre_id AS "centreId", l.business_date AS "businessDate",
            l.shift_id AS "shiftId", l.till_id AS "tillId", l.tender_id AS "tenderId"
       FROM reconciliation_line l JOIN reconciliation d USING (centre_id, business_date)
      WHERE l.centre_id = ANY ($1::text[]) AND d.state = 'open' AND l.reason IS NULL
        AND l.verdict IN ('short', 'over') AND d.sheet_version > 0
      ORDER BY abs(l.difference_minor) DESC, l.centre_id, l.business_date LIMIT ${STORIES.length}`,
    [DEMO_OWN_CENTRES],
  );
}

type Writing = { line: LineKey; story: Story; demo: Demo };

async function writeStory({ sql }: Transaction, { line, story, demo }: Writing) {
  const { centreId, businessDate, shiftId, tillId, tenderId } = line;
  const position = { shiftId, tillId, tenderId };
  const { people, now } = demo;
  const key = [centreId, businessDate, shiftId, tillId, tenderId];
  const entries: AuditEntry[] = [];
  if (story.assignee !== undefined) {
    const dueOn = addDays(findToday(centreId, now), story.due ?? 0);
    const assigneeId = people[story.assignee];
    await sql(
      `INSERT INTO line_assignment (centre_id, business_date, shift_id, till_id, tender_id, version,
         assignee_id, due_on, assigned_by_id)
       VALUES ($1, $2, $3, $4, $5, 1, $6::uuid, $7, $8::uuid)`,
      [...key, assigneeId, dueOn, people.approverId],
    );
    const after = { ...position, assigneeId, dueOn };
    const actorId = people.approverId;
    entries.push({ actorId, action: "line.assigned", centreId, businessDate, after });
  }
  for (const [at, message] of story.messages.entries()) {
    const number = at + 1;
    const { kind, text, mentions } = message;
    const actorId = people[message.by];
    await sql(
      `INSERT INTO line_message (centre_id, business_date, shift_id, till_id, tender_id, number,
         kind, text, author_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid)`,
      [...key, number, kind, text, actorId],
    );
    const mentionIds = mentions === undefined ? [] : [people[mentions]];
    await sql(
      `INSERT INTO line_mention (centre_id, business_date, shift_id, till_id, tender_id, number,
         user_id) SELECT $1, $2, $3, $4, $5, $6, id FROM unnest($7::uuid[]) AS id`,
      [...key, number, mentionIds],
    );
    const after = { ...position, number, kind, text, mentionIds };
    entries.push({ actorId, action: "message.added", centreId, businessDate, after });
  }
  return entries;
}

function findToday(centreId: string, now: number): string {
  const centre = DEMO_CENTRES.find(({ id }) => id === centreId);
  return computeBusinessDate(now, centre ?? { timeZone: "UTC", dayStartsAt: "00:00" });
}
