/** What the form of an account holds: texts as they are typed. */
import type { SentJournalAccount } from "@/lib/client/journal";
import type { JournalAccount } from "@/lib/contracts/journal-account";
import { ANY, formatRuleKey, formatSelector } from "@/lib/domain/journal/account-rule";
import { mayHaveVat, type Purpose, type SelectorKind } from "@/lib/domain/journal/purpose";
import { readPercent } from "@/lib/domain/percent";
import { readSelector } from "./use-part-text";

export type AccountDraft = {
  scopeId: string;
  purpose: Purpose;
  /** "*" covers all of the purpose, whatever the value. */
  kind: SelectorKind | typeof ANY;
  value: string;
  account: string;
  vatAccount: string;
  vatPercent: string;
  taxCode: string;
  validFrom: string;
};

export function newAccountDraft(today: string): AccountDraft {
  return {
    scopeId: ANY,
    purpose: "settlement",
    kind: ANY,
    value: "",
    account: "",
    vatAccount: "",
    vatPercent: "",
    taxCode: "",
    validFrom: `${today.slice(0, 4)}-01-01`,
  };
}

export function toAccountDraft(rule: JournalAccount, today: string): AccountDraft {
  const part = readSelector(rule.selector);
  return {
    ...newAccountDraft(today),
    scopeId: rule.scopeId,
    purpose: rule.purpose,
    kind: part?.kind ?? ANY,
    value: part?.value ?? "",
    account: rule.account ?? "",
    vatAccount: rule.vat?.account ?? "",
    vatPercent: rule.vat === null ? "" : String(rule.vat.ppm / 10_000),
    taxCode: rule.taxCode ?? "",
    validFrom: rule.validFrom,
  };
}

/** The latest version of the rule that the draft would change; undefined for a new rule. */
export function findChanged(
  { scopeId, purpose, kind, value }: AccountDraft,
  rules: readonly JournalAccount[],
): JournalAccount | undefined {
  const selector = kind === ANY ? ANY : formatSelector(kind, value);
  const key = formatRuleKey({ scopeId, purpose, selector });
  return rules.find((rule) => formatRuleKey(rule) === key);
}

/** Returns null while the percentage can't be read. */
export function toSentAccount(
  draft: AccountDraft,
  { basedOnVersion, withdrawn }: { basedOnVersion: number; withdrawn: boolean },
): SentJournalAccount | null {
  const { scopeId, purpose, kind, value, validFrom } = draft;
  const hasVat = mayHaveVat(purpose) && draft.vatAccount.trim() !== "";
  const ppm = readPercent(draft.vatPercent);
  if (hasVat && ppm === null && !withdrawn) return null;
  return {
    scopeId,
    purpose,
    selector: kind === ANY ? ANY : { kind, value },
    account: withdrawn ? null : draft.account.trim(),
    vat: hasVat && ppm !== null && !withdrawn ? { account: draft.vatAccount.trim(), ppm } : null,
    taxCode: withdrawn || draft.taxCode.trim() === "" ? null : draft.taxCode.trim(),
    validFrom,
    basedOnVersion,
  };
}
