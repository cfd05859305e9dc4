/** The browser's side of who is reading. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "./http";

export const meQuery = () =>
  queryOptions({
    queryKey: ["me"],
    queryFn: ({ signal }) => api.get("/api/me", { signal }),
  });
