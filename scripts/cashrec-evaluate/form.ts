/**
 * A form is how one imaginary API writes cash sheets: its nesting, casing, units, dates, wrappers
 * and names. It is made from a seed alone.
 */
import { type Chance, createChance } from "../figures/chance";
import { VALUE_NAMES } from "./dictionary";
import { type Casing, createNaming, type Naming, type Unusual } from "./naming";

type Layout =
  | "shifts" // sheets with register shifts
  | "tills-in-shifts"
  | "shifts-in-tills"
  | "centres" // centres with days with register shifts
  | "keyed" // an object of centres, of days
  | "flat-shifts" // one record per register shift
  | "flat-tenders" // one record per register shift and tender
  | "columns"; // one record per register shift, with a field for each tender

export type Form = {
  seed: number;
  unusual: Unusual;
  layout: Layout;
  /** Shift, till and figures stand in objects of their own. */
  nested: { ids: boolean; totals: boolean };
  tenders: "list" | "sections" | "keyed" | "names-only" | "numbered";
  amounts: "number" | "text" | "cents" | "comma" | "sign";
  dates: DateForm;
  wrapper: "none" | "rows" | "outer";
  paging: "none" | "page" | "total" | "flags";
  declared: "none" | "beside" | "theoretical";
  movements: "lists" | "typed" | "signed" | "figures" | "none";
  hasNegativeWithdrawals: boolean;
  sections: { expenses: boolean; deposits: boolean; pickups: boolean };
  figures: Figures;
  totals: "none" | "sheet" | "row";
  centreIdAs: "number" | "text";
  values: (typeof VALUE_NAMES)[number];
  name: Naming;
};

type DateForm =
  | "iso"
  | "iso-time"
  | "iso-utc"
  | "compact"
  | "day-first"
  | "month-first"
  | "epoch-seconds"
  | "epoch-milliseconds"
  | "json-date";

/** Whether the form has each of these. */
type Figures = {
  centreName: boolean;
  currency: boolean;
  status: boolean;
  names: boolean;
  times: boolean;
  gross: boolean;
  net: boolean;
  tax: boolean;
  tickets: boolean;
  guests: boolean;
  float: boolean;
  cashDifference: boolean;
  user: boolean;
  record: boolean;
};

export function makeForm(seed: number, unusual: Unusual): Form {
  const chance = createChance(seed);
  const layout = chance.weighted<Layout>({
    shifts: 30,
    "tills-in-shifts": 12,
    "shifts-in-tills": 8,
    centres: 8,
    keyed: 6,
    "flat-shifts": 14,
    "flat-tenders": 12,
    columns: 10,
  });
  const isFlatTender = layout === "flat-tenders";
  const movements = chance.weighted({ lists: 35, typed: 25, signed: 10, figures: 20, none: 10 });
  const form = {
    layout,
    nested: { ids: chance.happens(0.2), totals: chance.happens(0.2) },
    tenders: isFlatTender
      ? chance.weighted({ list: 70, "names-only": 15, numbered: 15 })
      : chance.weighted({ list: 55, sections: 15, keyed: 8, "names-only": 12, numbered: 10 }),
    amounts: chance.weighted({ number: 62, text: 15, cents: 9, comma: 8, sign: 6 }),
    dates: chance.weighted<DateForm>({
      iso: 30,
      "iso-time": 28,
      "iso-utc": 6,
      compact: 6,
      "day-first": 12,
      "month-first": 6,
      "epoch-seconds": 4,
      "epoch-milliseconds": 4,
      "json-date": 4,
    }),
    wrapper: chance.weighted({ none: 45, rows: 40, outer: 15 }),
    paging: chance.weighted({ none: 60, page: 15, total: 15, flags: 10 }),
    declared: chance.weighted({ none: 70, beside: 15, theoretical: 15 }),
    // Entries in a list cannot stand in a record that is repeated for each tender.
    movements: isFlatTender && movements !== "none" ? ("figures" as const) : movements,
    hasNegativeWithdrawals: chance.happens(0.15),
    sections: {
      expenses: chance.happens(0.6),
      deposits: chance.happens(0.3),
      pickups: chance.happens(0.25),
    },
    figures: makeFigures(chance),
    totals: chance.weighted({ none: 80, sheet: 18, row: 2 }),
    centreIdAs: chance.weighted({ number: 60, text: 40 }),
    values: chance.happens(0.5) ? VALUE_NAMES[0] : chance.pick(VALUE_NAMES),
  } as const;
  const casing = chance.weighted<Casing>({ camel: 45, pascal: 20, snake: 25, upper: 5, kebab: 5 });
  return { ...form, seed, unusual, name: createNaming(chance, casing) };
}

function makeFigures(chance: Chance): Figures {
  return {
    centreName: chance.happens(0.5),
    currency: chance.happens(0.7),
    status: chance.happens(0.6),
    names: chance.happens(0.6),
    times: chance.happens(0.5),
    gross: chance.happens(0.9),
    net: chance.happens(0.6),
    tax: chance.happens(0.4),
    tickets: chance.happens(0.7),
    guests: chance.happens(0.4),
    float: chance.happens(0.9),
    cashDifference: chance.happens(0.3),
    user: chance.happens(0.4),
    record: chance.happens(0.4),
  };
}
