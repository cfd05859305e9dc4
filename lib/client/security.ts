/** The query of the security log. */
import { queryOptions } from "@tanstack/react-query";
import type { SecuritySearch } from "../contracts/security";
import { api } from "./http";

export const securityQuery = ({ days, show }: SecuritySearch) =>
  queryOptions({
    queryKey: ["security-events", days, show],
    queryFn: ({ signal }) => api.get("/api/security-events", { query: { days, show }, signal }),
  });
