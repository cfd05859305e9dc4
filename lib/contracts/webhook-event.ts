/** What webhooks send: an event with its time, and the record of the feed that it is about. */
import { z } from "zod";
import { MOVE_EVENTS, TEST_EVENT } from "../domain/webhook/event";
import { instantSchema } from "./basics";
import { countRecordSchema, dayRecordSchema, moveRecordSchema } from "./feed";

/** By the event, which is the `type` of the message. */
export const WEBHOOK_MESSAGES = {
  "count.recorded": message("count.recorded", countRecordSchema),
  "day.changed": message("day.changed", dayRecordSchema),
  "day.reviewed": message(MOVE_EVENTS.review, moveRecordSchema),
  "day.approved": message(MOVE_EVENTS.approval, moveRecordSchema),
  "day.closed": message(MOVE_EVENTS.closure, moveRecordSchema),
  "day.reopened": message(MOVE_EVENTS.reopening, moveRecordSchema),
  "day.accepted": message(MOVE_EVENTS.acceptance, moveRecordSchema),
  "day.move-undone": message(MOVE_EVENTS.undo, moveRecordSchema),
  [TEST_EVENT]: message(TEST_EVENT, z.object({ webhookId: z.string() })),
} as const;

function message<Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return z.object({ type: z.literal(type), timestamp: instantSchema, data });
}
