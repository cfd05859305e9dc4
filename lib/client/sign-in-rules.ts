/** The query and the request about how people sign in. */
import { queryOptions } from "@tanstack/react-query";
import type { SaveSignInRules } from "../contracts/sign-in-rules";
import { api } from "./http";

export const signInRulesQuery = () =>
  queryOptions({
    queryKey: ["sign-in-rules"],
    queryFn: ({ signal }) => api.get("/api/sign-in-rules", { signal }),
  });

export function saveSignInRules(body: SaveSignInRules) {
  return api.send("PUT", "/api/sign-in-rules", { body });
}
