import "server-only";

/** The table of routes, part two: reconciliations, counts, exports and what Cashrec is asked. */
import { z } from "zod";
import { probeResultSchema, probeSchema } from "@/lib/contracts/probe";
import {
  addNoteSchema,
  changesSchema,
  dayDetailSchema,
  dayTotalsSchema,
  lineListSchema,
  rawSheetSchema,
  tenderListSchema,
} from "@/lib/contracts/reconciliation";
import {
  changesSearchSchema,
  dayKeySchema,
  daySearchSchema,
  exportSearchSchema,
  pageSearchSchema,
  rawSheetSearchSchema,
  searchSchema,
  tenderSearchSchema,
} from "@/lib/contracts/search";
import {
  startedSyncSchema,
  startSyncSchema,
  syncListSchema,
  syncSchema,
} from "@/lib/contracts/sync";
import {
  countListSchema,
  countListSearchSchema,
  countSheetSchema,
  countSheetSearchSchema,
  importResultSchema,
  importSearchSchema,
  recordedTillCountSchema,
  recordTillCountSchema,
} from "@/lib/contracts/till-count";
import { coverageSchema, coverageSearchSchema, todaySchema } from "@/lib/contracts/today";
import type { DescribedRoute } from "./described-route";

const word = z.string();

export const ROUTES_OF_MONEY: readonly DescribedRoute[] = [
  {
    ...{ method: "get", path: "/api/health", permission: null },
    summary: "Whether this instance can serve: 200, or 503.",
    answer: z.object({ status: word, database: word, cashrec: word }),
  },
  {
    ...{ method: "get", path: "/api/today", permission: "reconciliation:view" },
    summary: "What needs the reader now.",
    answer: todaySchema,
  },
  {
    ...{ method: "get", path: "/api/coverage", permission: "reconciliation:view" },
    summary: "The state of each centre on each business date.",
    query: coverageSearchSchema,
    answer: coverageSchema,
  },
  {
    ...{ method: "get", path: "/api/reconciliations", permission: "reconciliation:view" },
    summary: "Lines with both sides and their verdict, the days they belong to, and totals.",
    query: pageSearchSchema,
    answer: lineListSchema,
  },
  {
    ...{ method: "get", path: "/api/reconciliations/changes", permission: "reconciliation:view" },
    summary: "Whether anything has moved since a revision.",
    query: changesSearchSchema,
    answer: changesSchema,
  },
  {
    ...{ method: "get", path: "/api/reconciliations/days", permission: "reconciliation:view" },
    summary: "Net, short and over of each day and currency.",
    query: searchSchema,
    answer: dayTotalsSchema,
  },
  {
    ...{ method: "get", path: "/api/reconciliations/tenders", permission: "reconciliation:view" },
    summary: "The tenders that lines may be narrowed to.",
    query: tenderSearchSchema,
    answer: tenderListSchema,
  },
  {
    ...{ method: "get", path: "/api/reconciliations/{centreId}/{date}" },
    permission: "reconciliation:view",
    summary:
      "One centre on one business date: lines with their waterfall, counts, notes, versions.",
    query: daySearchSchema,
    answer: dayDetailSchema,
  },
  {
    ...{ method: "post", path: "/api/reconciliations/{centreId}/{date}/notes" },
    permission: "reconciliation:note",
    summary: "Writes a note.",
    body: dayKeySchema.extend(addNoteSchema.shape),
    status: 201,
    answer: dayDetailSchema,
  },
  {
    ...{ method: "get", path: "/api/reconciliations/{centreId}/{date}/sheet" },
    permission: "sheet:view-raw",
    summary: "A version of the cash sheet as Cashrec sent it.",
    query: rawSheetSearchSchema,
    answer: rawSheetSchema,
  },
  {
    ...{ method: "get", path: "/api/till-counts", permission: "till-count:view" },
    summary: "The versions of counts of one centre and business date.",
    query: countListSearchSchema,
    answer: countListSchema,
  },
  {
    ...{ method: "post", path: "/api/till-counts", permission: "till-count:record" },
    summary: "Records a count: 201 with the stored version, 200 when that was in force already.",
    body: recordTillCountSchema,
    status: 201,
    answer: recordedTillCountSchema,
  },
  {
    ...{ method: "get", path: "/api/till-counts/sheet", permission: "till-count:view" },
    summary: "What may be counted in one centre on one date; what is expected, if it may be told.",
    query: countSheetSearchSchema,
    answer: countSheetSchema,
  },
  {
    ...{ method: "post", path: "/api/till-counts/imports", permission: "till-count:import" },
    summary: "Imports a file of counts: all rows, or 422 with every row that is wrong.",
    query: importSearchSchema,
    bodyType: "text/csv",
    answer: importResultSchema,
  },
  {
    ...{ method: "get", path: "/api/exports/csv", permission: "reconciliation:view" },
    summary: "The lines of a search as a file.",
    query: exportSearchSchema,
    answerType: "text/csv",
  },
  {
    ...{ method: "get", path: "/api/exports/xlsx", permission: "reconciliation:view" },
    summary: "The same as a workbook.",
    query: exportSearchSchema,
    answerType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  },
  {
    ...{ method: "get", path: "/api/exports/pdf", permission: "reconciliation:view" },
    summary: "The same, to print.",
    query: exportSearchSchema,
    answerType: "application/pdf",
  },
  {
    ...{ method: "get", path: "/api/syncs", permission: "sync:view" },
    summary: "Passes over Cashrec that are pending or running.",
    answer: syncListSchema,
  },
  {
    ...{ method: "post", path: "/api/syncs", permission: "sync:start" },
    summary: "Reads centres and dates from Cashrec, in the background.",
    body: startSyncSchema,
    status: 202,
    answer: startedSyncSchema,
  },
  {
    ...{ method: "get", path: "/api/syncs/{id}", permission: "sync:view" },
    summary: "How far a pass is, and what failed in it.",
    query: z.object({ id: z.string() }),
    answer: syncSchema,
  },
  {
    ...{ method: "post", path: "/api/cashrec/probe", permission: "cashrec:probe" },
    summary: "One centre and day of Cashrec: their JSON beside what the field map made of it.",
    body: probeSchema,
    answer: probeResultSchema,
  },
];
