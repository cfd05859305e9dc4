/** The query of the signed-in user. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";

export const meQuery = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => api.get("/api/me", { signal }),
  });
