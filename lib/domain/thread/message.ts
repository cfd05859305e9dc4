/**
 * What people write about one line, in one thread. A question goes to the centre and a reply comes
 * back; both may be read by everyone who counts there. A comment stays among those who may see what
 * is expected, so that nobody tells a counter the expected figure without meaning to.
 */
export const MESSAGE_KINDS = ["question", "reply", "comment"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const MESSAGES_PER_LINE_MAX = 200;

export type MentionedUser = {
  /** Whether the user has a role in the centre at all. */
  isHere: boolean;
  /** Whether the user may see what is expected. */
  seesExpected: boolean;
};

export type MessageFacts = {
  kind: MessageKind;
  text: string;
  attachments: number;
  author: { seesExpected: boolean };
  mentioned: readonly MentionedUser[];
  thread: readonly { kind: MessageKind }[];
};

export const MESSAGE_REFUSALS = [
  "empty",
  "reply-only",
  "nothing-asked",
  "mention-not-here",
  "mention-cannot-read",
  "too-many-messages",
] as const;
export type MessageRefusal = (typeof MESSAGE_REFUSALS)[number];

/** Counters reply to what was asked; everyone else may ask and comment too. */
export function refuseMessage(facts: MessageFacts): MessageRefusal | null {
  const { kind, author, mentioned, thread } = facts;
  if (facts.text.trim() === "" && facts.attachments === 0) return "empty";
  if (kind !== "reply" && !author.seesExpected) return "reply-only";
  if (kind === "reply" && !thread.some((each) => each.kind === "question")) return "nothing-asked";
  if (mentioned.some(({ isHere }) => !isHere)) return "mention-not-here";
  if (mentioned.some((user) => !mayRead(kind, user))) return "mention-cannot-read";
  return thread.length >= MESSAGES_PER_LINE_MAX ? "too-many-messages" : null;
}

/** Tells whether a reader may see a message of this kind. */
export function mayRead(
  kind: MessageKind,
  { seesExpected }: Pick<MentionedUser, "seesExpected">,
): boolean {
  return seesExpected || kind !== "comment";
}

/** A question waits for the centre until a reply follows it. */
export function isQuestionOpen(thread: readonly { kind: MessageKind }[]): boolean {
  const last = thread.findLast(({ kind }) => kind !== "comment");
  return last?.kind === "question";
}
