/**
 * Which account an amount is posted to: the most specific rule in force. The rules of the narrowest
 * scope come first, in it a reason before a tender or label, these before a kind of tender, and a
 * kind before everything.
 */
import type { TenderKind } from "../cash-sheet";
import { groupBy } from "../group-by";
import type { Purpose, SelectorKind } from "./purpose";

export const ANY = "*";

/** Of a gross amount, the input tax is a share in millionths of the net amount. */
type VatTerms = { account: string; ppm: number };

export type AccountRule = {
  /** It names a centre, a node as "@north", a legal entity as "#ES1", or is "*" for all centres. */
  scopeId: string;
  purpose: Purpose;
  /** "*", or one of "kind:cash", "tender:VISA", "label:ice" and "reason:other". */
  selector: string;
  version: number;
  /** It is null exactly when the rule is withdrawn. */
  account: string | null;
  vat: VatTerms | null;
  /** What the accounting calls the tax treatment of the account, for layouts that have a field. */
  taxCode: string | null;
  /** The rule applies from this business date on. */
  validFrom: string;
};

/** What is to be posted, as far as rules tell it apart. */
export type AccountQuestion = {
  purpose: Purpose;
  tenderId: string;
  tenderKind: TenderKind | null;
  label: string | null;
  reason: string | null;
};

export type AccountDay = {
  /** From the narrowest scope of the centre to the widest, which is "*". */
  scopes: readonly string[];
  businessDate: string;
};

export type AccountLookup = (question: AccountQuestion) => AccountRule | null;

export function formatSelector(kind: SelectorKind, value: string): string {
  return `${kind}:${kind === "label" ? normalizeLabel(value) : value}`;
}

/** Labels are typed by people at tills: case and spaces do not tell two of them apart. */
export function normalizeLabel(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}

/** Formats the key that all versions of a rule share. */
export function formatRuleKey({
  scopeId,
  purpose,
  selector,
}: Pick<AccountRule, "scopeId" | "purpose" | "selector">): string {
  return `${scopeId}\u0000${purpose}\u0000${selector}`;
}

/**
 * Creates the lookups of many days. Of the versions of a rule, the highest whose first day has come
 * is in force, also when an older one begins on a later date.
 */
export function createAccountLookup(
  rules: readonly AccountRule[],
): (day: AccountDay) => AccountLookup {
  const newestFirst = rules.toSorted((one, other) => other.version - one.version);
  const versions = groupBy(newestFirst, formatRuleKey);
  return ({ scopes, businessDate }) =>
    (question) => {
      const { purpose } = question;
      const selectors = listSelectors(question);
      for (const scopeId of scopes) {
        for (const selector of selectors) {
          const rule = versions
            .get(formatRuleKey({ scopeId, purpose, selector }))
            ?.find(({ validFrom }) => validFrom <= businessDate);
          if (rule !== undefined && rule.account !== null) return rule;
        }
      }
      return null;
    };
}

/** Lists the selectors that cover a question, the most specific first. */
function listSelectors({
  tenderId,
  tenderKind,
  label,
  reason,
}: Omit<AccountQuestion, "purpose">): string[] {
  return [
    ...(reason === null ? [] : [formatSelector("reason", reason)]),
    ...(label === null ? [] : [formatSelector("label", label)]),
    formatSelector("tender", tenderId),
    ...(tenderKind === null ? [] : [formatSelector("kind", tenderKind)]),
    ANY,
  ];
}
