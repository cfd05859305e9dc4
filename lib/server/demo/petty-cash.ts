import "server-only";

/**
 * Gives two centres of the demonstration a petty cash fund: one that waits for approvals, and one
 * whose count found too little.
 */
import { recordReceiptSchema } from "@/lib/contracts/petty-cash-change";
import { addDays, computeBusinessDate } from "@/lib/domain/business-date";
import { approveEntries } from "../petty-cash/approve";
import { recordFundCount } from "../petty-cash/count-commands";
import { recordReceipt, recordTransfer } from "../petty-cash/entry-commands";
import { findOpenFund } from "../petty-cash/read-fund";
import { savePettyCashFund } from "../petty-cash/settings";
import { sql } from "../db/sql";
import { DEMO_CENTRES } from "../sandbox/centres";
import { as } from "./as";
import type { DemoUsers } from "./users";

type Demo = { people: DemoUsers; now: number };
type Receipt = [supplier: string, expenseType: string, ...lines: [rate: number, gross: number][]];

const FUNDS: readonly { centreId: string; receipts: readonly Receipt[]; missing: number }[] = [
  {
    centreId: "101",
    missing: 0,
    receipts: [
      ["Corner market", "groceries", [40_000, 12_48], [100_000, 6_60]],
      ["Paper and ink", "office", [210_000, 24_20]],
      ["Post office", "postage", [0, 8_35]],
    ],
  },
  {
    centreId: "102",
    missing: 5_00,
    receipts: [
      ["Hardware store", "repairs", [230_000, 36_90]],
      ["Cleaning supplies", "cleaning", [230_000, 18_45]],
    ],
  },
];
const FLOAT = 200_00;

/** A second start adds nothing to a fund that is there. */
export async function openDemoFunds({ people, now }: Demo): Promise<void> {
  for (const { centreId, receipts, missing } of FUNDS) {
    const centre = DEMO_CENTRES.find(({ id }) => id === centreId);
    if (centre === undefined || (await findOpenFund(sql, centreId)) !== null) continue;
    const today = computeBusinessDate(now, centre);
    await savePettyCashFund(as(people.administratorId, "administrator", "tolerance:change"), {
      centreId,
      floatMinor: FLOAT,
      receiptMaxMinor: 150_00,
      photoFromMinor: 50_00,
      basedOnVersion: 0,
    });
    const counter = as(people.counterId, "counter", "till-count:record");
    await recordTransfer(counter, {
      centreId,
      kind: "top-up",
      source: "bank",
      businessDate: addDays(today, -6),
      amountMinor: FLOAT,
      reference: "Slip 1042",
      text: "",
      acceptsBelowZero: false,
    });
    for (const [index, [supplier, expenseType, ...lines]] of receipts.entries()) {
      const sent = lines.map(([ratePpm, grossMinor]) => ({ ratePpm, grossMinor }));
      const businessDate = addDays(today, index - receipts.length);
      const receipt = { centreId, businessDate, supplier, expenseType, lines: sent };
      await recordReceipt(counter, recordReceiptSchema.parse(receipt));
    }
    const approver = as(people.approverId, "approver", "reconciliation:approve");
    await approveEntries(approver, { centreId, numbers: [1, 2] });
    const fund = await findOpenFund(sql, centreId);
    await recordFundCount(counter, {
      centreId,
      countedMinor: (fund?.balance ?? 0) - missing,
      basedOnEntry: fund?.lastEntry ?? 0,
    });
  }
}
