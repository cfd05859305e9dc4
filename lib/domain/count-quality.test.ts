import { expect, test } from "vitest";
import { HINT_KINDS } from "./count-quality";

test("each kind of hint is named once", () => {
  expect(new Set(HINT_KINDS).size).toBe(HINT_KINDS.length);
});
