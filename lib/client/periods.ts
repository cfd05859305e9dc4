/** Closed periods of a centre, as the browser reads and changes them. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changePeriodSchema, periodListSchema } from "../contracts/period";
import { api } from "./http";

const PATH = "/api/periods";

export function periodsQuery(centreId: string) {
  return queryOptions({
    queryKey: ["periods", centreId],
    queryFn: ({ signal }) => api.get<typeof periodListSchema>(PATH, { centreId }, signal),
  });
}

export function changePeriod(asked: z.input<typeof changePeriodSchema>, idempotencyKey: string) {
  return api.send<typeof periodListSchema>("POST", PATH, asked, { idempotencyKey });
}
