/**
 * What is proposed of a field map: the map as it would be saved, why each choice was made, and what
 * stays open. Reasons and questions are codes with facts, which a screen words in its language.
 */
import type { FieldMap, FieldName, Json } from "../field-map";
import type { Locator } from "../locator";

export type ProposalInput = {
  responses: readonly SampleResponse[];
  /** The OpenAPI description, 2.0 or 3.x, where there is one. */
  specification: Json | null;
};

export type SampleResponse = {
  json: Json;
  /** What was requested; without it no value is known beforehand. */
  asked: Asked | null;
  /** The currency of the centre, for the number of decimals. */
  currency: string | null;
  /** The time zone of the centre, for dates that are written as moments; otherwise UTC. */
  timeZone?: string | null;
};

export type Asked = { centreIds: readonly string[]; from: string; to: string };

export const REASON_CODES = [
  "name", // Its key says so: `words`.
  "requested-centre", // The centres that were asked for stand there: `matched` of `of`.
  "requested-date", // Business dates that were asked for stand there: `matched` of `of`.
  "adds-up", // The amounts add up to the figure at `total` in `matched` of `of` shifts.
  "identity", // The figures fit together there in `matched` of `of` shifts.
  "values", // Its values say so, such as a word for cash: `example`.
  "distinguishes", // It tells the records of one day apart: `of` records.
  "structure", // Nothing else in the records can be it.
  "specification", // The specification describes it so: `name`.
  "none", // Nothing was found.
] as const;
type ReasonCode = (typeof REASON_CODES)[number];
export type Reason = { code: ReasonCode; facts: Readonly<Record<string, string | number>> };

type ChoiceField = FieldName | "rows" | "dates" | "scale" | "decimalMark" | RequestField;
type RequestField = "request.path" | "request.centres" | "request.from" | "request.to";

export type Choice = {
  field: ChoiceField;
  /** As the field map has it; null when nothing was found. */
  alias: string | null;
  /** From 0 to 1; below 0.5 the choice is a guess, and a question asks about it. */
  confidence: number;
  reason: Reason;
  /** The best first. */
  alternatives: { alias: string; confidence: number; reason: Reason }[];
};

type ProposalQuestionKind =
  | "not-found" // A field that every sheet needs was not found: `field`.
  | "uncertain" // Two aliases could be the field: `field`, `first`, `second`.
  | "unknown-money" // Money stands there, and nothing says what it is.
  | "unknown-list" // A list with amounts, and nothing says what it is.
  | "unread" // The proposed map can't read the responses: `reason`.
  | "does-not-add-up" // Tenders differ from sales in `failed` of `of` shifts.
  | "unknown-scale"; // Amounts may be in cents or in major units.
export type ProposalQuestion = {
  kind: ProposalQuestionKind;
  path: string;
  facts: Readonly<Record<string, string | number>>;
};

/**
 * The map as it would be saved. A field that was not found has an empty list, so that nothing is
 * found by accident.
 */
export type ProposedMap = {
  rows: string | null;
  fields: Partial<Record<FieldName, Locator[]>>;
  ignored: string[];
  request?: { path?: string; parameters?: { from: string; to: string; centres: string }[] };
  values: { entryDirection: Record<string, "contribution" | "withdrawal"> };
  amounts: Pick<FieldMap["amounts"], "scale" | "decimalMark">;
  dates: FieldMap["dates"];
  moments: FieldMap["moments"];
};

export type Proposal = {
  map: ProposedMap;
  choices: Choice[];
  questions: ProposalQuestion[];
};
