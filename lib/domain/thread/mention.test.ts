import fc from "fast-check";
import { expect, test } from "vitest";
import { completeMention, findTypedMention, pickMentioned, splitMentions } from "./mention";

test.each([
  ["Ask @Jo", 7, { from: 4, typed: "Jo" }],
  ["@", 1, { from: 0, typed: "" }],
  ["mail@example", 12, null],
  ["Ask @Jo\nand", 11, null],
  ["nobody", 6, null],
])("in %j at %i a mention is typed: %j", (text, caret, found) => {
  expect(findTypedMention(text, caret)).toEqual(found);
});

test("a chosen name replaces what was typed", () => {
  expect(completeMention("Ask @Jo please", 7, "Jon Arana")).toEqual({
    text: "Ask @Jon Arana please",
    caret: 15,
  });
});

test("only names that are still in the text are mentioned", () => {
  const users = [{ name: "Jon" }, { name: "Ana" }];
  expect(pickMentioned("@Ana, look", users)).toEqual([{ name: "Ana" }]);
});

test("the longest name that fits is the one that was mentioned", () => {
  expect(splitMentions("@Jon Arana?", ["Jon", "Jon Arana"])).toEqual([
    { text: "@Jon Arana", isMention: true },
    { text: "?", isMention: false },
  ]);
});

test("the parts of a text are the text, whatever it mentions", () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ minLength: 1, maxLength: 3 })), (text, names) => {
      expect(
        splitMentions(text, names)
          .map((part) => part.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
