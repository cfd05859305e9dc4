/** A centre with a petty cash fund and four people, and what they do with it. */
import type { PettyCash } from "@/lib/contracts/petty-cash";
import { recordReceiptSchema } from "@/lib/contracts/petty-cash-change";
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { Permission, Role } from "@/lib/domain/permission";
import { approveEntries } from "@/lib/server/petty-cash/approve";
import { closePettyCash } from "@/lib/server/petty-cash/close";
import { recordFundCount } from "@/lib/server/petty-cash/count-commands";
import {
  recordReceipt,
  recordTransfer,
  reverseEntry,
} from "@/lib/server/petty-cash/entry-commands";
import { getPettyCash } from "@/lib/server/petty-cash/queries";
import { fundReader } from "@/lib/server/petty-cash/reader";
import { savePettyCashFund } from "@/lib/server/petty-cash/settings";
import { makeCentre, makeUser, scopeFor } from "./arrange";

const NO_LIMITS = { floatMinor: null, receiptMaxMinor: null, photoFromMinor: null };
type Limits = Partial<Record<keyof typeof NO_LIMITS, number>>;

export type ArrangedFund = Awaited<ReturnType<typeof arrangePettyCash>>;

export async function arrangePettyCash() {
  const { id: centreId } = await makeCentre();
  const make = (role: Role, name: string) =>
    makeUser({ name, roles: [{ centreId, role }], passwordHash: "hash" });
  const people = {
    counter: await make("counter", "Carla"),
    reviewer: await make("reviewer", "Rosa"),
    approver: await make("approver", "Abel"),
    second: await make("approver", "Sonia"),
  };
  type Who = keyof typeof people;
  const as = <P extends Permission>(who: Who, permission: P) =>
    scopeFor(permission, [centreId], people[who]);

  const open = (limits: Limits = {}, basedOnVersion = 0) =>
    savePettyCashFund(as("approver", "tolerance:change"), {
      centreId,
      ...NO_LIMITS,
      ...limits,
      basedOnVersion,
    });
  const view = (who: Who = "approver", period?: number): Promise<PettyCash> =>
    getPettyCash(
      as(who, "till-count:view"),
      period === undefined ? { centreId } : { centreId, period },
      fundReader(people[who].actor),
    );
  const today = () =>
    computeBusinessDate(Date.now(), { timeZone: "Europe/Madrid", dayStartsAt: "05:00" });
  const topUp = async (amountMinor: number, who: Who = "counter") =>
    recordTransfer(as(who, "till-count:record"), {
      centreId,
      kind: "top-up",
      source: "bank",
      businessDate: today(),
      amountMinor,
      reference: "Slip 7",
      text: "",
      acceptsBelowZero: false,
    });
  const pay = async (grossMinor: number, more: object = {}, who: Who = "counter") => {
    const receipt = { centreId, businessDate: today(), expenseType: "office" };
    const lines = [{ ratePpm: 210_000, grossMinor }];
    const input = { ...receipt, supplier: "Paper shop", lines, ...more };
    return recordReceipt(as(who, "till-count:record"), recordReceiptSchema.parse(input));
  };
  const approve = (who: Who, ...numbers: number[]) =>
    approveEntries(as(who, "reconciliation:approve"), { centreId, numbers });
  const reverse = (number: number, who: Who = "counter") =>
    reverseEntry(as(who, "till-count:record"), {
      centreId,
      number,
      text: "It was typed twice.",
      acceptsBelowZero: false,
    });
  const count = async (countedMinor: number, who: Who = "counter") =>
    recordFundCount(as(who, "till-count:record"), {
      centreId,
      countedMinor,
      basedOnEntry: (await view()).lastEntry,
    });
  const close = async (who: Who, to?: string) => {
    const { lastEntry, counts, today: current } = await view();
    return closePettyCash(as(who, "period:close"), {
      centreId,
      to: to ?? current,
      basedOnCount: counts[0]?.number ?? 1,
      basedOnEntry: lastEntry,
    });
  };
  await open();
  return { centreId, people, as, open, view, today, topUp, pay, approve, reverse, count, close };
}

export const refusal = (reason: string) => ({ code: "REFUSED", details: { reason } });
