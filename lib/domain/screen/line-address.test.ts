import fc from "fast-check";
import { expect, test } from "vitest";
import type { LinePosition } from "../keys";
import {
  buildDayHref,
  buildLineHref,
  listLineKey,
  listPosition,
  parseLineKey,
  parsePosition,
  withLine,
} from "./line-address";

const LINE = {
  centreId: "101",
  businessDate: "2026-11-24",
  shiftId: "Turno 1",
  tillId: "T/1",
  tenderId: "cash",
};

test("the address of a line is that of its day with its position", () => {
  expect(buildLineHref(LINE)).toBe("/reconciliations/101/2026-11-24?line=Turno%201,T%2F1,cash");
});

test("a day opened from a past moment is shown as at that moment", () => {
  const asOf = "2026-11-24T10:00:00.000Z";
  for (const href of [buildDayHref(LINE, asOf), buildLineHref(LINE, asOf)]) {
    expect(new URL(href, "http://host").searchParams.get("asOf")).toBe(asOf);
  }
  const { searchParams } = new URL(buildLineHref(LINE, asOf), "http://host");
  expect(parsePosition(searchParams.get("line"))).toEqual(pickPosition(LINE));
  expect(buildDayHref(LINE, null)).toBe("/reconciliations/101/2026-11-24");
});

function pickPosition({ shiftId, tillId, tenderId }: LinePosition): LinePosition {
  return { shiftId, tillId, tenderId };
}

test("a line replaces another in a query, and leaves the filters as they are", () => {
  const first = withLine("?from=2026-11-24&sort=size", listLineKey(LINE));
  expect(first).toBe("?from=2026-11-24&sort=size&line=101,2026-11-24,Turno%201,T%2F1,cash");
  expect(withLine(first, ["102", "2026-11-24", "1", "1", "card"])).toBe(
    "?from=2026-11-24&sort=size&line=102,2026-11-24,1,1,card",
  );
  expect(withLine(first, null)).toBe("?from=2026-11-24&sort=size");
  expect(withLine("?line=1,1,cash", null)).toBe("");
});

test("what is not a line is ignored", () => {
  for (const text of [null, undefined, "", ",,", "1,1", "1,1,cash,more", "1,,cash"]) {
    expect(parsePosition(text)).toBeNull();
    expect(parseLineKey(text)).toBeNull();
  }
});

const id = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N} ._:/-]{0,20}$/u);

test("a browser reads every line that was written, with every id that a line can have", () => {
  fc.assert(
    fc.property(
      fc.record({ centreId: id, shiftId: id, tillId: id, tenderId: id }),
      ({ centreId, ...position }) => {
        const line = { centreId, businessDate: "2026-11-24", ...position };
        const inList = new URLSearchParams(withLine("?sort=size", listLineKey(line)));
        expect(parseLineKey(inList.get("line"))).toEqual(line);
        const ofDay = new URL(buildLineHref(line), "http://host").searchParams.get("line");
        expect(parsePosition(ofDay)).toEqual(position);
        expect(listPosition(line)).toEqual(Object.values(listPosition(position)));
      },
    ),
  );
});
