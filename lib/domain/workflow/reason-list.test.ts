import { describe, expect, test } from "vitest";
import { REASONS, reasonFits } from "../reason";
import {
  createReasonCode,
  completeReasons,
  defaultReasons,
  type OfferedReason,
  listOfferedReasons,
  findReasonText,
  refusalOfList,
} from "./reason-list";
import { VERDICTS } from "../line";

const own: OfferedReason = {
  code: "kitchen-tips",
  active: true,
  verdicts: ["over"],
  labels: { en: "Tips of the kitchen" },
};
const codes = (list: readonly OfferedReason[]) => list.map(({ code }) => code);

describe("the list of reasons", () => {
  test("is the default set, for the verdicts that each explains", () => {
    for (const verdict of VERDICTS) {
      expect(codes(listOfferedReasons(defaultReasons(), verdict))).toEqual(
        REASONS.filter((reason) => reasonFits(reason, verdict)),
      );
    }
  });

  test("gains the defaults that it does not know, and keeps its own order, other last", () => {
    const stored = [own, ...defaultReasons().slice(2).toReversed()];
    const list = completeReasons(stored);
    expect(list[0]).toBe(own);
    expect(codes(list).toSorted()).toEqual([...REASONS, "kitchen-tips"].toSorted());
    expect(list.at(-1)?.code).toBe("other");
  });

  test("offers what is on, and nothing for a line that matched", () => {
    const off = defaultReasons().map((reason) => ({ ...reason, active: reason.code === "other" }));
    expect(codes(listOfferedReasons([own, ...off], "over"))).toEqual(["kitchen-tips", "other"]);
    expect(codes(listOfferedReasons([own, ...off], "within-tolerance"))).toHaveLength(2);
    expect(listOfferedReasons([own, ...off], "matched")).toEqual([]);
  });
});

describe("a changed list is refused", () => {
  const stored = defaultReasons();

  test("when a code stands twice, is gone, or has no words", () => {
    expect(refusalOfList(stored, [own, own, ...stored])?.refusal).toBe("twice");
    expect(refusalOfList(stored, stored.slice(1))).toEqual({
      refusal: "reason-removed",
      code: "float-left-out",
    });
    expect(refusalOfList(stored, [{ ...own, labels: {} }, ...stored])?.refusal).toBe("no-words");
    expect(refusalOfList(stored, [own, ...stored])).toBeNull();
  });

  test("when nothing would be left to choose", () => {
    const without = stored.map((one) => (one.code === "other" ? { ...one, active: false } : one));
    expect(refusalOfList(stored, without)?.refusal).toBe("other-needed");
    const narrow: OfferedReason[] = stored.map((one) =>
      one.code === "other" ? { ...one, verdicts: ["short"] } : one,
    );
    expect(refusalOfList(stored, narrow)?.refusal).toBe("other-needed");
  });
});

test("a reason is worded by its own label, the usual words, or any label there is", () => {
  expect(findReasonText(own, "en", null)).toBe("Tips of the kitchen");
  expect(findReasonText(own, "fr", null)).toBe("Tips of the kitchen");
  expect(findReasonText({ ...own, labels: {} }, "fr", "Autre")).toBe("Autre");
  expect(findReasonText(undefined, "es", null)).toBeNull();
});

test.each([
  ["Tips of the kitchen", [], "tips-of-the-kitchen"],
  ["Café à emporter!", [], "cafe-a-emporter"],
  ["Other", ["other", "other-2"], "other-3"],
  ["2nd till", [], "nd-till"],
  ["…", [], "reason"],
  ["None", [], "none-2"],
  ["x".repeat(80), [], "x".repeat(36)],
])("a reason worded %j gets a code of its own", (text, taken, code) => {
  expect(createReasonCode(text, taken)).toBe(code);
});
