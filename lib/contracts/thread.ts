/** What people write about a line, and to whom it is given. */
import { z } from "zod";
import { ATTACHMENT_TYPES } from "../domain/attachment/attachment";
import { DAY_STATES } from "../domain/day";
import { VERDICTS } from "../domain/line";
import { MESSAGE_KINDS } from "../domain/thread/message";
import {
  businessDateSchema,
  idSchema,
  instantSchema,
  limitSchema,
  many,
  minorSchema,
} from "./basics";
import { pageFields } from "./page";
import { dayKeySchema } from "./search";

const TEXT_MAX = 4_000;
const MENTIONS_MAX = 20;
const PHOTOS_MAX = 6;
const ASSIGNEES_MAX = 500;

/** Names one line of a day. */
export const lineKeySchema = dayKeySchema.extend({
  shiftId: idSchema,
  tillId: idSchema,
  tenderId: idSchema,
});
export type LineAddress = z.infer<typeof lineKeySchema>;

/** POST …/messages. `attachmentIds` are photos that the author uploaded for this line before. */
export const addMessageSchema = lineKeySchema.extend({
  kind: z.enum(MESSAGE_KINDS),
  text: z.string().trim().max(TEXT_MAX).default(""),
  mentionIds: z.array(z.uuid()).max(MENTIONS_MAX).default([]),
  attachmentIds: z.array(z.uuid()).max(PHOTOS_MAX).default([]),
});
export type AddMessage = z.infer<typeof addMessageSchema>;
/** The body that a screen sends; the path names the day. */
export type AddMessageBody = Omit<z.input<typeof addMessageSchema>, "centreId" | "date">;

/** POST …/messages/photos: the body is the file itself. */
export const addPhotoSchema = lineKeySchema.extend({ fileName: z.string().max(500).default("") });

/** The photo that was stored, for the message that will name it. */
export const addedPhotoSchema = z.object({ id: z.string() });

/**
 * POST …/assignments. `version` is that of the assignment that the user saw, 0 when there was none.
 * Without an assignee the line is taken back.
 */
export const assignLineSchema = lineKeySchema.extend({
  version: z.int().min(0),
  assigneeId: z.uuid().nullable(),
  dueOn: businessDateSchema.nullable(),
});
export type AssignLine = z.infer<typeof assignLineSchema>;
export type AssignLineBody = Omit<AssignLine, "centreId" | "date">;

/** PUT …/thread: the messages up to this number have been read. */
export const readThreadSchema = lineKeySchema.extend({ number: z.int().min(0).max(1_000_000) });
export type ReadThread = z.infer<typeof readThreadSchema>;

const userSchema = z.object({ id: z.string(), name: z.string() });

const messageSchema = z.object({
  number: z.int(),
  kind: z.enum(MESSAGE_KINDS),
  text: z.string(),
  by: userSchema,
  at: instantSchema,
  mentions: z.array(userSchema),
  attachments: z.array(
    z.object({ id: z.string(), fileName: z.string(), contentType: z.enum(ATTACHMENT_TYPES) }),
  ),
});
export type MessageView = z.infer<typeof messageSchema>;

const assignmentSchema = z.object({
  version: z.int(),
  /** Null when the line was taken back. */
  assignee: userSchema.nullable(),
  dueOn: businessDateSchema.nullable(),
  by: z.string(),
  at: instantSchema,
  /** True once the line needs nothing more, or its day is signed. */
  done: z.boolean(),
  overdue: z.boolean(),
});

/**
 * A reader who may not see what is expected gets the count and what the centre is asked: verdict,
 * difference and assignment are null, and comments are absent.
 */
export const threadSchema = dayKeySchema.extend({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
  centreName: z.string(),
  shiftName: z.string().nullable(),
  tillName: z.string().nullable(),
  tenderName: z.string().nullable(),
  currency: z.string(),
  state: z.enum(DAY_STATES),
  /** The current business date of the centre. */
  today: businessDateSchema,
  countedMinor: minorSchema.nullable(),
  verdict: z.enum(VERDICTS).nullable(),
  differenceMinor: minorSchema.nullable(),
  assignment: assignmentSchema.nullable(),
  messages: z.array(messageSchema),
  /** True while a question waits for the centre. */
  waiting: z.boolean(),
  /** The number of the last message that the reader has read. */
  readNumber: z.int(),
  /** Who may be mentioned; `assignable` users may be given the line. */
  people: z.array(userSchema.extend({ seesExpected: z.boolean(), assignable: z.boolean() })),
  may: z.object({ assign: z.boolean(), ask: z.boolean(), reply: z.boolean() }),
});
export type Thread = z.infer<typeof threadSchema>;

/** GET /api/assignees: who may be given lines in the centres of the reader, in order of name. */
export const assigneeSearchSchema = z.object({
  ...pageFields,
  /** Only those with these ids. */
  id: many(z.uuid(), ASSIGNEES_MAX),
  limit: limitSchema(ASSIGNEES_MAX, ASSIGNEES_MAX),
});
export type AssigneeSearch = z.infer<typeof assigneeSearchSchema>;
export const assigneeListSchema = z.object({
  users: z.array(userSchema),
  /** So many match, of whom `users` may be some. */
  count: z.int(),
});
export type FoundAssignees = z.infer<typeof assigneeListSchema>;

/** The lines of a day that are assigned, or about which something was written. */
export const threadSummarySchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
  /** Null when nobody has the line. */
  assignee: z.string().nullable(),
  dueOn: businessDateSchema.nullable(),
  messages: z.int(),
  /** True while a question waits for the centre. */
  waiting: z.boolean(),
});
export type ThreadSummary = z.infer<typeof threadSummarySchema>;

/** GET /api/questions: what the centres of the reader are asked and have not replied to. */
export const questionListSchema = z.object({
  questions: z.array(
    dayKeySchema.extend({
      shiftId: z.string(),
      tillId: z.string(),
      tenderId: z.string(),
      centreName: z.string(),
      shiftName: z.string().nullable(),
      tillName: z.string().nullable(),
      tenderName: z.string().nullable(),
      number: z.int(),
      text: z.string(),
      by: z.string(),
      at: instantSchema,
    }),
  ),
});
export type Question = z.infer<typeof questionListSchema>["questions"][number];
