/** The queries and requests about the closed periods of a centre. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { changePeriodSchema } from "../contracts/period";
import { api } from "./http";

export function periodsQuery(centreId: string) {
  return queryOptions({
    queryKey: ["periods", centreId],
    queryFn: ({ signal }) => api.get("/api/periods", { query: { centreId }, signal }),
  });
}

export function changePeriod(asked: z.input<typeof changePeriodSchema>, idempotencyKey: string) {
  return api.send("POST", "/api/periods", { body: asked, idempotencyKey });
}
