/** The queries and requests about petty cash funds, and the photos of their receipts. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { ChangeExpenseTypes } from "../contracts/expense-type";
import type {
  ClosePettyCash,
  ExplainDifference,
  recordFundCountSchema,
  recordReceiptSchema,
  recordTransferSchema,
  reverseEntrySchema,
  SavePettyCashFund,
} from "../contracts/petty-cash-change";
import { apiAddress } from "./api-path";
import { api } from "./http";

export const fundsQuery = () =>
  queryOptions({
    queryKey: ["petty-cash", "list"],
    queryFn: ({ signal }) => api.get("/api/petty-cash", { signal }),
  });

/** A period is named by its number; null is the open one. */
export const fundQuery = (centreId: string, period: number | null) =>
  queryOptions({
    queryKey: ["petty-cash", centreId, period],
    queryFn: ({ signal }) =>
      api.get("/api/petty-cash/{centreId}", {
        params: { centreId },
        query: { ...(period === null ? {} : { period: String(period) }) },
        signal,
      }),
  });

export const expenseTypesQuery = () =>
  queryOptions({
    queryKey: ["petty-cash", "expense-types"],
    queryFn: ({ signal }) => api.get("/api/expense-types", { signal }),
  });

export function changeExpenseTypes(body: ChangeExpenseTypes) {
  return api.send("PUT", "/api/expense-types", { body });
}

export function savePettyCashFund({ centreId, ...body }: SavePettyCashFund) {
  return api.send("PUT", "/api/petty-cash/{centreId}", { params: { centreId }, body });
}

type SentReceipt = z.input<typeof recordReceiptSchema>;

export function recordReceipt({ centreId, ...body }: SentReceipt, idempotencyKey: string) {
  const path = "/api/petty-cash/{centreId}/receipts";
  return api.send("POST", path, { params: { centreId }, body, idempotencyKey });
}

type SentTransfer = z.input<typeof recordTransferSchema>;

export function recordTransfer({ centreId, ...body }: SentTransfer, idempotencyKey: string) {
  const path = "/api/petty-cash/{centreId}/transfers";
  return api.send("POST", path, { params: { centreId }, body, idempotencyKey });
}

export function reverseEntry({ centreId, ...body }: z.input<typeof reverseEntrySchema>) {
  return api.send("POST", "/api/petty-cash/{centreId}/reversals", { params: { centreId }, body });
}

export function approveEntries(centreId: string, numbers: readonly number[]) {
  const path = "/api/petty-cash/{centreId}/approvals";
  return api.send("POST", path, { params: { centreId }, body: { numbers } });
}

type SentFundCount = z.input<typeof recordFundCountSchema>;

export function recordFundCount({ centreId, ...body }: SentFundCount, idempotencyKey: string) {
  const path = "/api/petty-cash/{centreId}/counts";
  return api.send("POST", path, { params: { centreId }, body, idempotencyKey });
}

export function explainFundDifference({ centreId, ...body }: ExplainDifference) {
  return api.send("POST", "/api/petty-cash/{centreId}/differences", { params: { centreId }, body });
}

export function closePettyCash({ centreId, ...body }: ClosePettyCash) {
  return api.send("POST", "/api/petty-cash/{centreId}/closings", { params: { centreId }, body });
}

export function addReceiptPhoto(centreId: string, photo: Blob, fileName: string) {
  const path = "/api/petty-cash/{centreId}/photos";
  return api.sendFile(path, photo, { params: { centreId }, query: { fileName } });
}

/** The address of every entry of a fund as a file. */
export function fundFileAddress(centreId: string): string {
  return apiAddress("/api/petty-cash/{centreId}/file", { params: { centreId } });
}

export function receiptPhotoAddress(centreId: string, id: string): string {
  return apiAddress("/api/petty-cash/{centreId}/photos/{id}", { params: { centreId, id } });
}
