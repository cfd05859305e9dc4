import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  isQuestionOpen,
  mayRead,
  MESSAGE_KINDS,
  type MessageFacts,
  MESSAGES_PER_LINE_MAX,
  refuseMessage,
} from "./message";

const FACTS: MessageFacts = {
  kind: "question",
  text: "Was the second bag counted?",
  attachments: 0,
  author: { seesExpected: true },
  mentioned: [],
  thread: [],
};
const COUNTER = { seesExpected: false };
const ASKED = [{ kind: "question" as const }];

describe("a message is refused when", () => {
  test.each([
    ["it says nothing", { text: " " }, "empty"],
    ["a counter asks", { author: COUNTER }, "reply-only"],
    ["a counter comments", { author: COUNTER, kind: "comment", thread: ASKED }, "reply-only"],
    ["nothing was asked", { kind: "reply" }, "nothing-asked"],
    ["it mentions a stranger", { mentioned: [{ isHere: false, ...COUNTER }] }, "mention-not-here"],
    [
      "a comment mentions a counter",
      { kind: "comment", mentioned: [{ isHere: true, ...COUNTER }] },
      "mention-cannot-read",
    ],
    [
      "the thread is full",
      { thread: Array.from({ length: MESSAGES_PER_LINE_MAX }, () => ASKED).flat() },
      "too-many-messages",
    ],
  ] as const)("%s", (_, partial, refusal) => {
    expect(refuseMessage({ ...FACTS, ...partial })).toBe(refusal);
  });
});

describe("a message is accepted when", () => {
  test.each([
    ["a reviewer asks", {}],
    ["a photo speaks for itself", { text: "", attachments: 1 }],
    ["a counter replies", { kind: "reply", author: COUNTER, thread: ASKED }],
    ["a question mentions a counter", { mentioned: [{ isHere: true, ...COUNTER }] }],
  ] as const)("%s", (_, partial) => {
    expect(refuseMessage({ ...FACTS, ...partial })).toBeNull();
  });
});

test("a counter reads questions and replies, never comments", () => {
  expect(MESSAGE_KINDS.filter((kind) => mayRead(kind, COUNTER))).toEqual(["question", "reply"]);
});

test("a question waits until a reply follows, whatever is commented between", () => {
  const kinds = fc.array(fc.constantFrom(...MESSAGE_KINDS));
  fc.assert(
    fc.property(kinds, (list) => {
      const isOpen = isQuestionOpen(list.map((kind) => ({ kind })));
      expect(isOpen).toBe(list.lastIndexOf("question") > list.lastIndexOf("reply"));
    }),
  );
});
