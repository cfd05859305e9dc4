import "server-only";

/** The table of routes: tolerances, and the simulator. */
import { z } from "zod";
import {
  changedToleranceSchema,
  changeToleranceSchema,
  ruleListSchema,
  ruleSearchSchema,
  simulatedSchema,
  simulationSchema,
  toleranceProgressSchema,
} from "@/lib/contracts/tolerance";
import type { DescribedRoute } from "./described-route";

export const ROUTES_OF_TOLERANCES: readonly DescribedRoute[] = [
  {
    method: "get",
    path: "/api/tolerances",
    permission: "tolerance:view",
    summary: "Every version of the rules for these centres and of those for all, latest first.",
    query: ruleSearchSchema,
    answer: ruleListSchema,
  },
  {
    method: "post",
    path: "/api/tolerances",
    permission: "tolerance:change",
    summary:
      "Says the next version of a rule. Open days from its first day on are judged anew; " +
      "signed ones keep theirs. For every centre (*) it takes a role held everywhere.",
    body: changeToleranceSchema,
    status: 201,
    answer: changedToleranceSchema,
  },
  {
    method: "get",
    path: "/api/tolerances/progress",
    permission: "tolerance:view",
    summary: "How many of the open days that a changed rule concerns are judged anew.",
    query: z.object({}),
    answer: toleranceProgressSchema,
  },
  {
    method: "post",
    path: "/api/tolerances/simulations",
    permission: "tolerance:view",
    summary: "What a draft of a rule would have flagged of the lines held. It changes nothing.",
    body: simulationSchema,
    answer: simulatedSchema,
  },
];
