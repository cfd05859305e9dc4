/** compareRecords: nothing differs between records and their entries, and every change is named. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRecords, type DayRecordsOf, type StoredRecord } from "./day-records";

const LINE = { shiftId: "1", tillId: "T1", tenderId: "CASH" };
const COUNT: StoredRecord = { ...LINE, version: 1, countedMinor: 95_00, by: "cal" };
const EXPLANATION: StoredRecord = {
  ...LINE,
  version: 1,
  kind: "explained",
  reason: "other",
  text: "",
  differenceMinor: -5_00,
  countVersion: 1,
  by: "rey",
};
const TOTALS = { expectedMinor: 100_00, countedMinor: 95_00 };

function buildDay(): DayRecordsOf {
  const { by: counter, ...count } = COUNT;
  const { by: author, ...explanation } = EXPLANATION;
  const signed = { state: "reviewed", sheetVersion: 1, totals: TOTALS };
  return {
    entries: [
      { id: 4, action: "till-count.recorded", actorId: counter, before: null, after: count },
      { id: 6, action: "line.explained", actorId: author, before: null, after: explanation },
      { id: 7, action: "day.sampled", actorId: null, before: null, after: { rule: {} } },
      { id: 9, action: "day.reviewed", actorId: "rey", before: { state: "open" }, after: signed },
    ],
    counts: [COUNT],
    explanations: [EXPLANATION],
    moves: [{ number: 1, from: "open", to: "reviewed", by: "rey" }],
    day: { state: "reviewed", sheetVersion: 1, totals: TOTALS },
    imported: importedOf(0, 0),
  };
}

function importedOf(recorded: number, stored: number) {
  return { recordedMin: recorded, recordedMax: recorded, stored };
}

test("a day that is as recorded has nothing to tell", () => {
  expect(compareRecords(buildDay())).toEqual([]);
});

test("nothing is expected of a day of which nothing is known", () => {
  const nothing = { entries: [], counts: [], explanations: [], moves: [], day: null };
  expect(compareRecords({ ...nothing, imported: importedOf(7, 7) })).toEqual([]);
});

// what was changed, how, what is found
test.each<[string, (day: DayRecordsOf) => DayRecordsOf, object]>([
  [
    "an amount",
    (day) => ({ ...day, counts: [{ ...COUNT, countedMinor: 96_00 }] }),
    { about: "count", fault: "differs", entryId: 4, recorded: 95_00, stored: 96_00, line: LINE },
  ],
  [
    "a count without an entry",
    (day) => ({ ...day, counts: [COUNT, { ...COUNT, version: 2 }] }),
    { about: "count", fault: "unrecorded", number: 2, entryId: null },
  ],
  [
    "an entry without its count",
    (day) => ({ ...day, counts: [] }),
    { about: "count", fault: "missing", number: 1, entryId: 4 },
  ],
  [
    "the number of imported counts",
    (day) => ({ ...day, imported: importedOf(2, 3) }),
    { about: "import", field: "counts", recorded: 2, stored: 3 },
  ],
  [
    "more imported counts than a range has",
    (day) => ({ ...day, imported: { recordedMin: 2, recordedMax: 5, stored: 6 } }),
    { about: "import", field: "counts", recorded: 5, stored: 6 },
  ],
  [
    "fewer imported counts than a range has",
    (day) => ({ ...day, imported: { recordedMin: 2, recordedMax: 5, stored: 1 } }),
    { about: "import", field: "counts", recorded: 2, stored: 1 },
  ],
  [
    "a reason",
    (day) => ({ ...day, explanations: [{ ...EXPLANATION, reason: "theft" }] }),
    { about: "explanation", field: "reason", recorded: "other", stored: "theft" },
  ],
  [
    "a signature",
    (day) => ({ ...day, moves: [{ number: 1, from: "open", to: "reviewed", by: "ana" }] }),
    { about: "move", field: "by", recorded: "rey", stored: "ana" },
  ],
  [
    "a signature without an entry",
    (day) => ({
      ...day,
      moves: [...day.moves, { number: 2, from: "reviewed", to: "approved", by: "ana" }],
    }),
    { about: "move", fault: "unrecorded", number: 2 },
  ],
  [
    "a total of a signed day",
    (day) => ({
      ...day,
      day: { state: "reviewed", sheetVersion: 1, totals: { ...TOTALS, expectedMinor: 99_00 } },
    }),
    { about: "day", field: "expectedMinor", entryId: 9, recorded: 100_00, stored: 99_00 },
  ],
  [
    "the state",
    (day) => ({ ...day, day: { state: "open", sheetVersion: 1, totals: TOTALS } }),
    { about: "day", field: "state", recorded: "reviewed", stored: "open" },
  ],
])("%s is named", (_what, change, finding) => {
  expect(compareRecords(change(buildDay()))).toContainEqual(expect.objectContaining(finding));
});

test("any other amount of any count is found, and it alone", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_00, max: 1_000_00 }), (countedMinor) => {
      const found = compareRecords({ ...buildDay(), counts: [{ ...COUNT, countedMinor }] });
      expect(found).toHaveLength(countedMinor === COUNT.countedMinor ? 0 : 1);
    }),
  );
});
