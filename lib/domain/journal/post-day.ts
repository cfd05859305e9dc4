/**
 * Posts the facts of a closed day by the rules for accounts, or names every fact for which there is
 * no account. Nothing is posted of a day that is not wholly mapped.
 */
import { type Minor, minor } from "../money";
import { computeVat } from "../vat";
import type { AccountLookup, AccountQuestion, AccountRule } from "./account-rule";
import type { Fact } from "./day-facts";
import type { Posting } from "./posting";

export type PostedDay = {
  postings: Posting[];
  unmapped: AccountQuestion[];
  /** The rules that were followed. */
  rules: AccountRule[];
};

export function postDay(facts: readonly Fact[], lookup: AccountLookup): PostedDay {
  const postings: Posting[] = [];
  const unmapped: AccountQuestion[] = [];
  const rules = new Set<AccountRule>();
  for (const fact of facts) {
    const own = lookup(fact);
    const question = settlementOf(fact);
    const settlement = lookup(question);
    if (own === null) unmapped.push(pickQuestion(fact));
    if (settlement === null) unmapped.push(question);
    if (own === null || settlement === null) continue;
    rules.add(own).add(settlement);
    postings.push(...postFact(fact, own, settlement));
  }
  return {
    postings: unmapped.length > 0 ? [] : mergePostings(postings),
    unmapped,
    rules: [...rules],
  };
}

function postFact(fact: Fact, own: AccountRule, settlement: AccountRule): Posting[] {
  const tax = own.vat === null ? minor(0) : computeVat(fact.amount, own.vat.ppm);
  const detail = fact.reason ?? fact.label ?? fact.tenderName ?? fact.tenderId;
  const { purpose } = fact;
  const sides = { settlement, detail };
  return [
    ...post({ ...sides, other: own.account, tax: own.taxCode, purpose }, minor(fact.amount - tax)),
    ...(own.vat === null
      ? []
      : post({ ...sides, other: own.vat.account, tax: null, purpose: "vat" as const }, tax)),
  ];
}

type Sides = {
  settlement: AccountRule;
  other: string | null;
  tax: string | null;
  purpose: Posting["purpose"];
  detail: string;
};

/**
 * A positive amount comes to the account of the settlement. What would move from an account to
 * itself is nothing: so an organisation leaves out what its books do not tell apart.
 */
function post({ settlement, other, tax, purpose, detail }: Sides, amount: Minor): Posting[] {
  const account = settlement.account;
  if (amount === 0 || account === null || other === null || account === other) return [];
  const [debit, credit] = amount > 0 ? [account, other] : [other, account];
  const [debitTax, creditTax] = amount > 0 ? [settlement.taxCode, tax] : [tax, settlement.taxCode];
  return [{ debit, credit, amount: minor(Math.abs(amount)), purpose, detail, debitTax, creditTax }];
}

/**
 * Money that lies where its tender is settled; a reason or label does not change where. Who pays
 * with a gift card brings no money: less is owed to them. Petty cash lies in its fund.
 */
function settlementOf({ purpose: own, tenderId, tenderKind }: Fact): AccountQuestion {
  const ofTender = tenderKind === "gift-card" ? "gift-cards" : "settlement";
  const purpose = own.startsWith("petty-cash") ? "petty-cash" : ofTender;
  return { purpose, tenderId, tenderKind, label: null, reason: null };
}

function pickQuestion({ purpose, tenderId, tenderKind, label, reason }: Fact): AccountQuestion {
  return { purpose, tenderId, tenderKind, label, reason };
}

/** Of the tills and shifts of a day, what differs in nothing but its amount is one posting. */
function mergePostings(postings: readonly Posting[]): Posting[] {
  const merged = new Map<string, Posting>();
  for (const posting of postings) {
    const { debit, credit, purpose, detail, debitTax, creditTax } = posting;
    const key = [debit, credit, purpose, detail, debitTax, creditTax].join("\u0000");
    const before = merged.get(key);
    const amount = minor((before?.amount ?? 0) + posting.amount);
    merged.set(key, { ...posting, amount });
  }
  return [...merged.values()];
}
