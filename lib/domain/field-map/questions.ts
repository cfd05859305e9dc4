/**
 * Asks what a response may hide although it could be read: money or a list that no field uses,
 * records that are not those that were asked for, further pages, amounts in cents, a till that is
 * assumed. Someone who knows Cashrec has to say what it means before anything is stored.
 */
import type { CashSheet } from "../cash-sheet";
import { splitWords } from "../cash-words";
import { hashText } from "../hash-text";
import { pathText } from "./cursor";
import type { Json } from "./field-map";
import { describeForm, type FormNode, type FormPath, listKeyed, listPaths } from "./form";
import { isObject } from "./locate";

export const QUESTION_KINDS = [
  "unused-money",
  "unused-list",
  "no-record",
  "one-page",
  "whole-amounts",
  "assumed-till",
] as const;

export type Question = {
  kind: (typeof QUESTION_KINDS)[number];
  /** Where it was found in the response; "$" where the question is about all of it. */
  path: string;
  /** Identifies the question as long as the response has this form. */
  id: string;
};

export type ReadableResponse = {
  root: Json;
  /** As `describeForm` has it where no keys are data. */
  form: FormNode;
  sheets: readonly CashSheet[];
  /** Paths of the fields that were read, with `[]` for the elements of a list. */
  used: ReadonlySet<string>;
  /** Elements of lists that no locator takes, by their path and kind. */
  skipped: ReadonlySet<string>;
  /** Paths that are known not to be needed. */
  ignored: ReadonlySet<string>;
  /** Keys to the list of records; null when the response is one record itself. */
  rowsPath: readonly string[] | null;
  records: number;
  /** Whether a record is of a centre and date that were asked for, or of the day beside. */
  hasRequested: boolean;
  assumedTillId: string;
  decimals: number;
};

export function listQuestions(response: ReadableResponse): Question[] {
  if (response.records === 0) return [];
  const keyed = listKeyed(response.used);
  const form = keyed.size === 0 ? response.form : describeForm(response.root, keyed);
  const paths = listPaths(form);
  const around = response.rowsPath === null ? "" : pathText(response.rowsPath);
  const inRecords = paths.filter(({ path }) => path.startsWith(around));
  const open = inRecords.filter(({ path }) => !response.ignored.has(path));
  const keys = hashText(
    inRecords
      .map(({ path }) => path)
      .toSorted()
      .join("\n"),
  );
  const ofForm = (kind: Question["kind"], path: string) => ({ kind, path, id: `${kind} ${keys}` });
  const ofPath = (kind: Question["kind"]) => {
    return ({ path }: { path: string }) => ({ kind, path, id: `${kind} ${path}` });
  };
  const { used } = response;
  return [
    ...open.filter((each) => isUnusedMoney(each, used)).map(ofPath("unused-money")),
    ...open.filter((each) => isUnusedList(each, used)).map(ofPath("unused-list")),
    ...[...response.skipped]
      .filter((path) => !response.ignored.has(path))
      .map((path) => ofPath("unused-list")({ path })),
    ...(response.hasRequested ? [] : [ofForm("no-record", "$")]),
    ...listPageCounts(response).map((path) => ofForm("one-page", path)),
    ...(isWhole(response) ? [ofForm("whole-amounts", "$")] : []),
    ...(hasAssumedTill(response) ? [ofForm("assumed-till", "$")] : []),
  ];
}

/** Figures beside the money of a till, which expected cash does not need. */
const HARMLESS = new Set(
  (
    "vat tax taxes iva tva mwst ust net neto average avg mean target budget goal percent " +
    "percentage rate ratio guests guest covers customers persons count number num quantity qty " +
    "id ids code " +
    "version year month day week hour minute second order sequence index position page size " +
    "limit latitude longitude lat lng lon duration time timestamp at ticket tickets checks " +
    "status zip"
  ).split(" "),
);

const MONEY = new Set(
  (
    "amount amounts total value sum cash gross sales tip tips discount refund refunds fee price " +
    "deposit deposits withdrawal expense expenses fund float balance collected counted declared " +
    "importe total efectivo venta ventas propina fondo saldo montant especes pourboire solde betrag"
  ).split(" "),
);

function isUnusedMoney({ path, key, node }: FormPath, used: ReadonlySet<string>): boolean {
  if (!node.hasAmount || node.keys.size > 0 || node.item !== null || used.has(path)) return false;
  const words = splitWords(key);
  if (words.some((word) => HARMLESS.has(word))) return false;
  // A float is often a round number.
  return node.hasFraction || !node.hasOdd || words.some((word) => MONEY.has(word));
}

/** A list is used when it is, or when something in it is. */
function isUnusedList({ path, node }: FormPath, used: ReadonlySet<string>): boolean {
  if (!node.hasRecords || used.has(path)) return false;
  const holdsAmount = node.item !== null && listPaths(node.item).some(holdsMoney);
  const elements = `${path}${node.isKeyed ? "{}" : "[]"}`;
  return holdsAmount && ![...used].some((each) => each.startsWith(elements));
}

function holdsMoney({ node }: { node: FormNode }): boolean {
  return node.hasAmount;
}

const NOT_PAGES = new Set(
  "status code version time timestamp duration ms elapsed took year tenant id size limit".split(
    " ",
  ),
);

/** Finds a count beside the records that is larger than their number, under whatever name. */
function listPageCounts({ root, rowsPath, records }: ReadableResponse): string[] {
  const found: string[] = [];
  let around: Json | undefined = root;
  let path = "$";
  for (const step of rowsPath ?? []) {
    if (!isObject(around)) break;
    for (const [key, value] of Object.entries(around)) {
      const count = typeof value === "number" ? value : Number.NaN;
      const isCount = Number.isInteger(count) && count > records && count < 1e7;
      if (isCount && !splitWords(key).some((word) => NOT_PAGES.has(word))) {
        found.push(`${path}.${key}`);
      }
    }
    around = around[step];
    path = `${path}.${step}`;
  }
  return found;
}

/** So many amounts are never all whole by chance. */
const WHOLE_MIN = 6;

function isWhole({ sheets, decimals }: ReadableResponse): boolean {
  if (decimals === 0) return false;
  const unit = 10 ** decimals;
  let given = 0;
  for (const shift of sheets.flatMap(({ shifts }) => shifts)) {
    const sales = [shift.grossSales, shift.netSales];
    for (const each of [...sales, ...(shift.tenders ?? []).map(({ amount }) => amount)]) {
      if (each === null || each.amount === 0) continue;
      if (each.amount % unit !== 0) return false;
      given += 1;
    }
  }
  return given >= WHOLE_MIN;
}

function hasAssumedTill({ sheets, assumedTillId }: ReadableResponse): boolean {
  return sheets.some(({ shifts }) =>
    shifts.some(({ tillId, tillName }) => tillId === assumedTillId && tillName === null),
  );
}
