/**
 * Proposes a field map for responses of Cashrec. Whatever it is not sure of becomes a question; it
 * never guesses without one.
 */
import { decimalsOf } from "../../money";
import { FIELD_NAMES, type FieldName } from "../field-map";
import { findDecimalMark, sumPerParent } from "./amounts";
import { amountsIn, ask, chooseAlias, type Draft, lastWordsOf } from "./draft";
import { findBusinessDate, findCentre, type Spot } from "./find-day";
import { chooseEntries } from "./find-entries";
import { askForLists, chooseFigures, explainTotals } from "./find-figures";
import { chooseScale } from "./find-scale";
import { chooseDetails } from "./find-details";
import { chooseShiftNames } from "./find-shift-names";
import { askForTotals, takeTotals } from "./find-totals";
import { findShiftTable, type ShiftTable } from "./find-shifts";
import { chooseTenders } from "./find-tenders";
import { LIST_PHRASES } from "./lexicon-money";
import { scoreWords } from "./lexicon";
import type { Proposal, ProposalInput } from "./proposal";
import { describeRequest } from "./specification";
import { listAround, pathOfTable, surveyResponses, type Table } from "./survey";

export function proposeFieldMap({ responses, specification }: ProposalInput): Proposal {
  const root = surveyResponses(responses);
  const currency = responses.find((each) => each.currency !== null)?.currency ?? null;
  const draft: Draft = {
    root,
    asked: responses.flatMap(({ asked }) => (asked === null ? [] : [asked])),
    decimals: decimalsOf(currency ?? ""),
    timeZone: responses.find((each) => each.timeZone !== undefined)?.timeZone ?? null,
    currency,
    mark: findDecimalMark(root),
    levels: new Map(),
    fields: {},
    map: { scale: null, directions: {} },
    choices: [],
    questions: [],
    explained: new Set(),
    ignored: new Set(),
    amounts: new Map(),
    totals: new Map(),
  };
  const centre = findCentre(draft);
  const date = findBusinessDate(draft);
  const sheetTable = deeper(centre, date);
  if (sheetTable !== null) chooseAll(draft, sheetTable, centre);
  const proposal = buildProposal(draft);
  if (specification === null) return proposal;
  const { request, choices, questions } = describeRequest(specification);
  return {
    map: { ...proposal.map, request },
    choices: [...proposal.choices, ...choices],
    questions: [...proposal.questions, ...questions],
  };
}

function deeper(centre: Spot | null, date: Spot | null): Table | null {
  if (centre === null || date === null) return null;
  const [one, other] = [listAround(centre.table), listAround(date.table)];
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  // Both have to be of the same records.
  return shorter.every((table, index) => longer[index] === table) ? (longer.at(-1) ?? null) : null;
}

function chooseAll(draft: Draft, sheetTable: Table, centre: Spot | null): void {
  takeTotals(draft);
  const shifts = findShiftTable(draft, sheetTable);
  const { table: shiftTable, tenderTables } = shifts;
  const around = listAround(shiftTable);
  const chain = around.slice(around.indexOf(sheetTable));
  chooseLists(draft, around, { sheetTable, centre });
  chooseDetails(draft, around);
  chooseTenders(draft, shifts);
  const isFlat = tenderTables.length === 0 && draft.fields.tenders === undefined;
  chooseShiftNames(draft, chain, { isRepeated: isFlat });
  const used = new Set([...around, ...tenderTables.map(({ table }) => table)]);
  for (const table of chooseEntries(draft, shiftTable, used)) used.add(table);
  chooseFigures(draft, shiftTable, { totals: totalsOf(draft, shifts), isFlat });
  explainTotals(draft, shiftTable);
  askForLists(draft, used);
  askForTotals(draft);
  chooseScale(draft, [...used]);
}

/** The lists from the records down to the register shifts. */
function chooseLists(
  draft: Draft,
  around: readonly Table[],
  { sheetTable, centre }: { sheetTable: Table; centre: Spot | null },
): void {
  // A centre outside of every list makes the whole response its record.
  const isSingle = around.length === 1 || (centre?.table === draft.root && centre.column !== null);
  const [records, ...inner] = isSingle ? around : around.slice(1);
  draft.levels.set(records ?? draft.root, "sheet");
  if (records === undefined) return;
  if (!isSingle) {
    const keys = records.keys.join(".");
    const braces = `${keys === "" ? "" : `${keys}.`}{centreId}`;
    draft.map.rows = records.dataKeys === null ? keys : braces;
    if (draft.map.rows === "") delete draft.map.rows;
  }
  const sheetDepth = around.indexOf(sheetTable) - (isSingle ? 1 : 2);
  const below: Table[] = [];
  for (const [index, table] of inner.entries()) {
    if (index > sheetDepth) below.push(table);
    else {
      draft.levels.set(table, "sheet");
      chooseList(draft, "sheets", table);
    }
  }
  const [first, second, third] = below;
  if (third !== undefined) ask(draft, "unread", pathOfTable(third), { reason: "too many levels" });
  if (first === undefined) return;
  if (second === undefined) {
    draft.levels.set(first, "shift");
    chooseList(draft, "shifts", first);
    return;
  }
  const isTillsFirst = scoreOrder(first, second) < scoreOrder(second, first);
  for (const [table, field] of isTillsFirst
    ? ([
        [first, "tills"],
        [second, "shifts"],
      ] as const)
    : ([
        [first, "shifts"],
        [second, "tills"],
      ] as const)) {
    draft.levels.set(table, field === "shifts" ? "shift" : "till");
    chooseList(draft, field, table);
  }
  if (scoreOrder(first, second) === scoreOrder(second, first)) {
    ask(draft, "uncertain", pathOfTable(first), {
      field: "shifts",
      first: first.keys.join("."),
      second: second.keys.join("."),
    });
  }
}

/** How well the outer list fits shifts and the inner one tills. */
function scoreOrder(outer: Table, inner: Table): number {
  return (
    scoreWords(lastWordsOf(outer), LIST_PHRASES.shifts) +
    scoreWords(lastWordsOf(inner), LIST_PHRASES.tills)
  );
}

function chooseList(draft: Draft, field: "sheets" | "shifts" | "tills", table: Table): void {
  const keys = table.keys.join(".");
  const alias = table.dataKeys === null ? keys : `${keys === "" ? "" : `${keys}.`}{businessDate}`;
  chooseAlias(draft, field, alias, { confidence: 0.9, reason: { code: "structure", facts: {} } });
}

/** What the tenders of each register shift add up to, where they are one list. */
function totalsOf(draft: Draft, { table, tenderTables }: ShiftTable): number[] | null {
  const [only, second] = tenderTables;
  if (only === undefined || second !== undefined) return null;
  const amount = [...only.table.columns.values()].find((column) => {
    return (draft.fields.tenderAmount ?? []).includes(`@${column.keys.join(".")}`);
  });
  if (amount === undefined) return null;
  const values = amountsIn(draft, amount)?.values ?? [];
  return sumPerParent(values, only.table.parentRows, table.size);
}

function buildProposal(draft: Draft): Proposal {
  const { fields, map, mark, choices, questions } = draft;
  return {
    map: {
      rows: map.rows ?? null,
      fields: Object.fromEntries(
        FIELD_NAMES.filter((field) => isSettled(draft, field)).map((field) => [
          field,
          fields[field] ?? [],
        ]),
      ),
      ignored: [...draft.ignored],
      values: { entryDirection: map.directions },
      amounts: { scale: map.scale, decimalMark: mark },
      dates: map.dates ?? "iso",
      moments: map.moments ?? null,
    },
    choices,
    questions,
  };
}

/**
 * What a list has inside stays as built in where no sample has anything in any such list: it is not
 * absent, but was not seen yet.
 */
function isSettled({ levels }: Draft, field: FieldName): boolean {
  const level = OF_LISTS[field];
  return (
    level === undefined || [...levels].some(([table, each]) => each === level && table.size > 0)
  );
}

const OF_LISTS: Partial<Record<FieldName, "entry">> = {
  entryLabel: "entry",
  entryDirection: "entry",
  entryPaidWith: "entry",
  entryAmount: "entry",
};
