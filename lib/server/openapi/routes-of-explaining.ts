import "server-only";

/** The table of routes: what is said about a day and its lines, and with which reasons. */
import { attachmentKeySchema, attachSchema } from "@/lib/contracts/attachment";
import { explainSchema } from "@/lib/contracts/explanation";
import { changeReasonsSchema, reasonListSchema } from "@/lib/contracts/reason";
import { dayDetailSchema } from "@/lib/contracts/reconciliation";
import type { DescribedRoute } from "./described-route";

export const ROUTES_OF_EXPLAINING: readonly DescribedRoute[] = [
  {
    method: "get",
    path: "/api/reasons",
    permission: "reconciliation:view",
    summary: "The reasons that explain or waive a line, in the order in which they are offered.",
    answer: reasonListSchema,
  },
  {
    method: "put",
    path: "/api/reasons",
    permission: "centre:administer",
    summary: "Replaces the list; what is no longer wanted is switched off, never taken away.",
    body: changeReasonsSchema,
    answer: reasonListSchema,
  },
  {
    method: "post",
    path: "/api/reconciliations/{centreId}/{date}/explanations",
    permission: "reconciliation:explain",
    summary:
      "Explains a difference or the check of a float, waives a line that is not counted, or " +
      "withdraws what was said: 201, or 422 with a reason.",
    body: explainSchema,
    status: 201,
    answer: dayDetailSchema,
  },
  {
    method: "post",
    path: "/api/reconciliations/{centreId}/{date}/attachments",
    permission: "reconciliation:note",
    summary: "Attaches a photo or PDF, at most 10 MB, to the day or to the line that is named.",
    query: attachSchema,
    bodyType: "application/octet-stream",
    status: 201,
    answer: dayDetailSchema,
  },
  {
    method: "get",
    path: "/api/reconciliations/{centreId}/{date}/attachments/{id}",
    permission: "reconciliation:view",
    summary: "An attached file, as the type that it was found to have.",
    query: attachmentKeySchema,
    answerType: "application/octet-stream",
  },
];
