/**
 * Defines which lines a screen, a script or a file requests. `FILTER_FIELDS` is the one table of
 * filters: an address is read and written by it, and so is the query of the API, whose schema is
 * made from it.
 */
import { DAY_STATES } from "./day";
import { VERDICTS } from "./line";

export type FilterFieldOptions = {
  /** This is the name in an address and in the API, where a list repeats it. */
  name: string;
  /**
   * Says where sums of days ignore the filter: on the page of variances ("api"), or everywhere
   * ("never"). Without it they obey the filter.
   */
  variances?: "api" | "never";
} & (
  | { kind: "ids"; max: number }
  | { kind: "choices"; choices: readonly string[] }
  | { kind: "flag" | "date" | "instant" }
);

/** The fields are in the order in which an address has them. */
export const FILTER_FIELDS = {
  /**
   * An empty list means every centre that the reader may see. Every other empty list means any
   * value.
   */
  centreIds: { name: "centreId", kind: "ids", max: 1_000 },
  /** A row counts where its centre is below one of these nodes on the date of the row. */
  nodeIds: { name: "nodeId", kind: "ids", max: 50 },
  from: { name: "from", kind: "date" },
  to: { name: "to", kind: "date" },
  tenderIds: { name: "tenderId", kind: "ids", max: 50 },
  shiftIds: { name: "shiftId", kind: "ids", max: 50 },
  tillIds: { name: "tillId", kind: "ids", max: 50 },
  verdicts: { name: "verdict", kind: "choices", choices: VERDICTS, variances: "api" },
  /** The dates are those of the days that the lines belong to. */
  states: { name: "state", kind: "choices", choices: DAY_STATES },
  differencesOnly: { name: "differencesOnly", kind: "flag", variances: "api" },
  /** These are codes of what explains a line, and `NO_REASON`; sums of days do not know them. */
  reasons: { name: "reason", kind: "ids", max: 50, variances: "never" },
  /** These are ids of users who have a line, and `NO_ASSIGNEE`. */
  assigneeIds: { name: "assignee", kind: "ids", max: 50, variances: "never" },
  /** These are Cashrec's own names for the status of a sheet, in its words. */
  sheetStatuses: { name: "sheetStatus", kind: "ids", max: 50, variances: "never" },
  /** Only days whose sheet leaves something in doubt or does not add up. */
  findingsOnly: { name: "findingsOnly", kind: "flag", variances: "never" },
  /** Figures are as known at that moment (ISO 8601, UTC); null means as known now. */
  asOf: { name: "asOf", kind: "instant" },
} as const satisfies Record<string, FilterFieldOptions>;

export type FilterField = keyof typeof FILTER_FIELDS;

type FilterValue<Options> = Options extends { choices: readonly (infer Choice)[] }
  ? readonly Choice[]
  : Options extends { kind: "ids" }
    ? readonly string[]
    : Options extends { kind: "flag" }
      ? boolean
      : Options extends { kind: "instant" }
        ? string | null
        : string;

export type LineFilter = {
  [Field in FilterField]: FilterValue<(typeof FILTER_FIELDS)[Field]>;
};

/** The dates are left out, because they are always given. */
export type Narrowing = Omit<LineFilter, "from" | "to">;
export type NarrowingField = keyof Narrowing;

export const NARROWING_FIELDS = fieldsWhere(({ kind }) => kind !== "date") as NarrowingField[];

/** A list of names and values of an address. */
export type Entries = [name: string, value: string][];

/** A value that can't be read counts as not given. */
export function readNarrowing(entries: Iterable<readonly [string, string]>): Narrowing {
  const valuesOf = valuesByName(entries);
  const values = NARROWING_FIELDS.map((field) => {
    const options = FILTER_FIELDS[field];
    return [field, readValue(options, valuesOf(options.name))];
  });
  return Object.fromEntries(values) as Narrowing;
}

export const NO_NARROWING: Narrowing = readNarrowing([]);

/** Removes what a page has in its address beside its filters. */
export function narrowingOf(filter: Narrowing): Narrowing {
  return Object.fromEntries(NARROWING_FIELDS.map((field) => [field, filter[field]])) as Narrowing;
}

export type ListField = {
  [Field in NarrowingField]: Narrowing[Field] extends readonly string[] ? Field : never;
}[NarrowingField];

/** Lists the chosen values of one field, in the order in which an address has them. */
export function narrowTo<Field extends ListField>(
  field: Field,
  values: readonly string[],
): Pick<Narrowing, Field> {
  const { name } = FILTER_FIELDS[field];
  const narrowing = readNarrowing(values.map((value) => [name, value]));
  return { [field]: narrowing[field] } as Pick<Narrowing, Field>;
}

/** Lists only the fields that narrow, so that a short address stays short. */
export function writeEntries(filter: Partial<LineFilter>): Entries {
  return Object.entries(filterQuery(filter)).flatMap(([name, value]) =>
    [value].flat().map((one): Entries[number] => [name, one]),
  );
}

/** Builds the parameters of the API. */
export function filterQuery(filter: Partial<LineFilter>): Record<string, string | string[]> {
  const given = fieldsWhere(() => true).filter((field) => isSet(filter[field]));
  return Object.fromEntries(
    given.map((field) => {
      const value = filter[field];
      return [FILTER_FIELDS[field].name, Array.isArray(value) ? value.map(String) : String(value)];
    }),
  );
}

/** Lists the filters that a reader has set. */
export function listNarrowing(filter: Narrowing): NarrowingField[] {
  return NARROWING_FIELDS.filter((field) => isSet(filter[field]));
}

/** Counts them, for a phone's button. */
export function countNarrowing(filter: Narrowing): number {
  return listNarrowing(filter).length;
}

export function fieldsWhere(wanted: (options: FilterFieldOptions) => boolean): FilterField[] {
  return (Object.keys(FILTER_FIELDS) as FilterField[]).filter((field) =>
    wanted(FILTER_FIELDS[field]),
  );
}

/**
 * Returns the same filter for all verdicts, for sums that are shown beside lines of some verdicts.
 */
export function withAllVerdicts<Filter extends LineFilter>(filter: Filter): Filter {
  return { ...filter, verdicts: [], differencesOnly: false };
}

export function hasAllVerdicts({ verdicts, differencesOnly }: Narrowing): boolean {
  return verdicts.length === 0 && !differencesOnly;
}

/** Empty values count as not given. */
export function valuesByName(
  entries: Iterable<readonly [string, string]>,
): (name: string) => readonly string[] {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) {
    if (value !== "") values.set(name, [...(values.get(name) ?? []), value]);
  }
  return (name) => values.get(name) ?? [];
}

function readValue(options: FilterFieldOptions, values: readonly string[]) {
  switch (options.kind) {
    case "ids":
      return [...new Set(values)].sort();
    case "choices":
      return options.choices.filter((choice) => values.includes(choice));
    case "flag":
      return values.at(-1) === "true";
    case "instant":
      return isInstant(values.at(-1) ?? "") ? values.at(-1) : null;
    case "date":
      return values.at(-1);
  }
}

function isSet(value: LineFilter[FilterField] | undefined): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Matches a time with seconds or finer, as our own addresses have it. */
function isInstant(text: string): boolean {
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  if (!/^2[01]\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text)) return false;
  return !Number.isNaN(Date.parse(text));
}
