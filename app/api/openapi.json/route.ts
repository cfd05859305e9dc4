import { z } from "zod";
import { apiDescriptionSchema } from "@/lib/contracts/api-description";
import type { RouteHandler } from "@/lib/server/api/contract";
import { listRoutes } from "@/lib/server/api/list-routes";
import { publicRoute } from "@/lib/server/api/public-route";
import { describeApi } from "@/lib/server/openapi/describe";
import { API_ROUTES } from "../routes";

/** It is public, because it describes the routes and contains no data. */
export const GET: RouteHandler<typeof apiDescriptionSchema> = publicRoute({
  summary: "Returns this description.",
  input: z.object({}),
  output: apiDescriptionSchema,
  handle: async () => {
    const itself = { "/api/openapi.json": () => Promise.resolve({ GET }) };
    return describeApi(await listRoutes({ ...API_ROUTES, ...itself }));
  },
});
