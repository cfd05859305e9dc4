/** The inputs of petty cash. The centres of the matrix have a fund with one entry. */
import type { Fixture } from "./matrix-fixture";

const fund =
  (body?: object) =>
  ({ centreId }: Fixture) => ({
    centre: "named" as const,
    path: { centreId },
    ...(body === undefined ? {} : { body }),
  });

const FUND = "/api/petty-cash/{centreId}";

export const PETTY_CASH_INPUTS = {
  "PUT /api/expense-types": () => ({
    centre: "none" as const,
    body: { version: 99, types: [{ code: "other", name: null, ratePpm: null, active: true }] },
  }),
  [`GET ${FUND}`]: fund(),
  [`PUT ${FUND}`]: fund({
    floatMinor: null,
    receiptMaxMinor: null,
    photoFromMinor: null,
    basedOnVersion: 99,
  }),
  [`POST ${FUND}/receipts`]: ({ centreId, date }: Fixture) => ({
    centre: "named" as const,
    path: { centreId },
    body: {
      businessDate: date,
      expenseType: "office",
      supplier: "Paper shop",
      lines: [{ ratePpm: 210_000, grossMinor: 12_10 }],
      acceptsBelowZero: true,
    },
  }),
  [`POST ${FUND}/transfers`]: ({ centreId, date }: Fixture) => ({
    centre: "named" as const,
    path: { centreId },
    body: { kind: "top-up", businessDate: date, source: "bank", amountMinor: 100_00 },
  }),
  [`POST ${FUND}/reversals`]: fund({ number: 1, text: "It was typed twice." }),
  [`POST ${FUND}/approvals`]: fund({ numbers: [1] }),
  [`POST ${FUND}/counts`]: fund({ countedMinor: 100_00, basedOnEntry: 0 }),
  [`POST ${FUND}/differences`]: fund({ countNumber: 1, reason: "other", text: "It was lost." }),
  [`POST ${FUND}/closings`]: fund({ to: "2000-01-01", basedOnCount: 1, basedOnEntry: 0 }),
  [`POST ${FUND}/photos`]: ({ centreId }: Fixture) => ({
    centre: "named" as const,
    path: { centreId },
    query: { fileName: "slip.pdf" },
    text: "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n",
    type: "application/octet-stream",
  }),
  [`GET ${FUND}/photos/{id}`]: ({ centreId, attachmentId }: Fixture) => ({
    centre: "named" as const,
    path: { centreId, id: attachmentId },
  }),
};
