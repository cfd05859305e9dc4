import "server-only";

/** The table of routes: counting again, opening a till, floats, notes and coins. */
import {
  agreedFloatListSchema,
  agreeFloatSchema,
  centreKeySchema,
  countingSchema,
  currencyKeySchema,
  denominationSetSchema,
  recordedOpeningSchema,
  recordOpeningSchema,
  requestedRecountSchema,
  requestRecountSchema,
  saveDenominationsSchema,
  waitingSchema,
} from "@/lib/contracts/count-settings";
import type { DescribedRoute } from "./described-route";

export const ROUTES_OF_COUNTING: readonly DescribedRoute[] = [
  {
    method: "get",
    path: "/api/till-counts/waiting",
    permission: "till-count:view",
    summary: "Tills that are not counted yet, and fresh counts that were asked for.",
    answer: waitingSchema,
  },
  {
    method: "post",
    path: "/api/till-counts/openings",
    permission: "till-count:record",
    summary: "Records the float of a till at opening: 201, or 200 when that was in force.",
    body: recordOpeningSchema,
    status: 201,
    answer: recordedOpeningSchema,
  },
  {
    method: "post",
    path: "/api/till-counts/recounts",
    permission: "recount:request",
    summary: "Asks for a fresh count of a line; its day is not reviewed before that is there.",
    body: requestRecountSchema,
    status: 201,
    answer: requestedRecountSchema,
  },
  {
    method: "get",
    path: "/api/centres/{centreId}/counting",
    permission: "centre:view",
    summary: "How blind a centre counts, how often again, and whether every day is approved.",
    query: centreKeySchema,
    answer: countingSchema,
  },
  {
    method: "put",
    path: "/api/centres/{centreId}/counting",
    permission: "centre:administer",
    summary: "Sets the same.",
    body: centreKeySchema.extend(countingSchema.shape),
    answer: countingSchema,
  },
  {
    method: "get",
    path: "/api/centres/{centreId}/floats",
    permission: "tolerance:view",
    summary: "The agreed floats of a centre's tills: what was said, and what holds now.",
    query: centreKeySchema,
    answer: agreedFloatListSchema,
  },
  {
    method: "put",
    path: "/api/centres/{centreId}/floats",
    permission: "tolerance:change",
    summary: "Agrees the float of a till, or of all (“*”), from a business date on.",
    body: centreKeySchema.extend(agreeFloatSchema.shape),
    answer: agreedFloatListSchema,
  },
  {
    method: "get",
    path: "/api/denominations/{currency}",
    permission: "centre:view",
    summary: "Notes and coins of a currency, with the pieces in a roll and in a bag.",
    query: currencyKeySchema,
    answer: denominationSetSchema,
  },
  {
    method: "put",
    path: "/api/denominations/{currency}",
    permission: "centre:administer",
    summary: "Sets them for all centres; null goes back to what is known.",
    body: currencyKeySchema.extend(saveDenominationsSchema.shape),
    answer: denominationSetSchema,
  },
];
