import "server-only";

/** The table of routes, part three: the moves of a day, many days at once, and whole periods. */
import { changePeriodSchema, periodListSchema, periodSearchSchema } from "@/lib/contracts/period";
import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import { dayKeySchema, daySearchSchema } from "@/lib/contracts/search";
import { moveInputSchema, moveResultsSchema, movesInputSchema } from "@/lib/contracts/workflow";
import { MOVE_PERMISSIONS, type MoveName, MOVES } from "@/lib/domain/workflow/workflow";
import type { DescribedRoute } from "./described-route";

const SUMMARIES: Record<MoveName, string> = {
  review: "Reviews a day. Whoever counted on it does not.",
  approval: "Approves a reviewed day. Its reviewer does not.",
  closure: "Closes a day that is approved, or needs no approval.",
  reopening: "Opens a day again, with a reason; later cash sheets are taken up.",
  acceptance: "Lets a day stand as signed although its cash sheet changed, with a reason.",
};

export const ROUTES_OF_MOVES: readonly DescribedRoute[] = [
  ...MOVES.map((move): DescribedRoute => ({
    method: "post",
    path: `/api/reconciliations/{centreId}/{date}/${move}`,
    permission: MOVE_PERMISSIONS[move],
    summary: SUMMARIES[move],
    body: dayKeySchema.extend(moveInputSchema.shape),
    answer: dayDetailSchema,
  })),
  {
    method: "get",
    path: "/api/reconciliations/{centreId}/{date}/packet",
    permission: "reconciliation:view",
    summary:
      "The day's sign-off packet, to print: all that was signed, said and counted, with the hashes " +
      "of the trail. Its data is attached as packet.json, whose SHA-256 is the packet hash.",
    query: daySearchSchema,
    answerType: "application/pdf",
  },
  {
    method: "post",
    path: "/api/reconciliations/moves",
    permission: "reconciliation:view",
    summary: "Moves many days, each for itself: it moves, or says why it does not.",
    body: movesInputSchema,
    answer: moveResultsSchema,
  },
  {
    method: "get",
    path: "/api/periods",
    permission: "reconciliation:view",
    summary: "What was closed and reopened of a centre as a whole, the newest first.",
    query: periodSearchSchema,
    answer: periodListSchema,
  },
  {
    method: "post",
    path: "/api/periods",
    permission: "period:close",
    summary: "Closes a period of a centre in which every day is closed, or reopens it.",
    body: changePeriodSchema,
    status: 201,
    answer: periodListSchema,
  },
];
