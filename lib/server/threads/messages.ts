import "server-only";

/** Adds a message to the thread of a line, and remembers how far a user has read it. */
import type { AddMessage, ReadThread } from "@/lib/contracts/thread";
import { type MessageRefusal, type MessageKind, refuseMessage } from "@/lib/domain/thread/message";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";
import { openDay } from "../workflow/open-day";
import { getThreadLine, valuesOf } from "./line";
import { findUserOfCentre } from "./people";
import type { ThreadReader } from "./queries";

/**
 * The request has no version, because a message by somebody else is no obstacle to another one. The
 * day keeps its version too: nothing that is signed has changed.
 */
export async function addMessage(
  scope: Scope<"thread:write">,
  input: AddMessage,
  author: Pick<ThreadReader, "seesExpected">,
): Promise<void> {
  await inTransaction(async (tx) => {
    const key = { centreId: input.centreId, businessDate: input.date };
    await openDay(tx.sql, key, { change: "message" });
    await getThreadLine(tx.sql, input);
    const thread = await listKinds(tx.sql, input);
    const mentionIds = [...new Set(input.mentionIds)];
    const refusal = refuseMessage({
      kind: input.kind,
      text: input.text,
      attachments: input.attachmentIds.length,
      author,
      mentioned: await listMentioned(tx.sql, input.centreId, mentionIds),
      thread,
    });
    if (refusal !== null) throw new AppError("REFUSED", MESSAGES[refusal], { reason: refusal });
    await assertOwnPhotos(tx.sql, input, scope.actorId);
    const number = (thread.at(-1)?.number ?? 0) + 1;
    await store(tx.sql, scope.actorId, { input, number, mentionIds });
    const { kind, text, attachmentIds, shiftId, tillId, tenderId } = input;
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "message.added",
      centreId: input.centreId,
      businessDate: input.date,
      after: { shiftId, tillId, tenderId, number, kind, text, mentionIds, attachmentIds },
    });
  });
}

const MESSAGES: Record<MessageRefusal, string> = {
  empty: "Write something, or add a photo.",
  "reply-only": "In this centre you may reply to questions. Others ask them.",
  "nothing-asked": "Nothing was asked about this line.",
  "mention-not-here": "Somebody who is mentioned has no role in this centre.",
  "mention-cannot-read": "A comment can't mention somebody who may not read it. Ask a question.",
  "too-many-messages": "This thread is full. Explain the line, or add a note to the day.",
};

async function listKinds(run: Sql, input: AddMessage) {
  return run<{ number: number; kind: MessageKind }>(
    `SELECT number, kind FROM line_message
      WHERE (centre_id, business_date, shift_id, till_id, tender_id) = ($1, $2, $3, $4, $5)
      ORDER BY number`,
    valuesOf(input),
  );
}

async function listMentioned(run: Sql, centreId: string, ids: readonly string[]) {
  const mentioned = [];
  for (const id of ids) {
    const user = await findUserOfCentre(run, centreId, id);
    mentioned.push({ isHere: user !== null, seesExpected: user?.seesExpected ?? false });
  }
  return mentioned;
}

/** A message carries what its author uploaded for this line, and nothing else. */
async function assertOwnPhotos(run: Sql, input: AddMessage, authorId: string): Promise<void> {
  const ids = [...new Set(input.attachmentIds)];
  if (ids.length === 0) return;
  const [found] = await run<{ count: number }>(
    `SELECT count(*)::int AS count FROM attachment
      WHERE (centre_id, business_date, shift_id, till_id, tender_id) = ($1, $2, $3, $4, $5)
        AND id = ANY ($6::uuid[]) AND author_id = $7::uuid`,
    [...valuesOf(input), ids, authorId],
  );
  if (found?.count === ids.length) return;
  throw new AppError("NOT_FOUND", "There is no such photo of yours on this line.");
}

type NewMessage = { input: AddMessage; number: number; mentionIds: string[] };

async function store(
  run: Sql,
  authorId: string,
  { input, number, mentionIds }: NewMessage,
): Promise<void> {
  await run(
    `INSERT INTO line_message (centre_id, business_date, shift_id, till_id, tender_id, number, kind,
       text, attachment_ids, author_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::uuid[], $10)`,
    [...valuesOf(input), number, input.kind, input.text, input.attachmentIds, authorId],
  );
  await run(
    `INSERT INTO line_mention (centre_id, business_date, shift_id, till_id, tender_id, number,
       user_id) SELECT $1, $2, $3, $4, $5, $6, id FROM unnest($7::uuid[]) AS id`,
    [...valuesOf(input), number, mentionIds],
  );
}

/** Nothing is recorded in the trail: reading changes nothing. An older number does not count. */
export async function readThread(scope: Scope<"thread:view">, input: ReadThread): Promise<void> {
  await getThreadLine(sql, input);
  await sql(
    `INSERT INTO thread_reading (user_id, centre_id, business_date, shift_id, till_id, tender_id,
       number) VALUES ($6::uuid, $1, $2, $3, $4, $5, $7)
     ON CONFLICT (user_id, centre_id, business_date, shift_id, till_id, tender_id)
     DO UPDATE SET number = greatest(thread_reading.number, excluded.number), read_at = now()`,
    [...valuesOf(input), scope.actorId, input.number],
  );
}
