/** The query and requests about the rules that give roles to groups. */
import { queryOptions } from "@tanstack/react-query";
import type { AddRoleRules } from "../contracts/role-rule";
import { api } from "./http";

export const roleRulesQuery = () =>
  queryOptions({
    queryKey: ["role-rules"],
    queryFn: ({ signal }) => api.get("/api/role-rules", { signal }),
  });

export function addRoleRules(body: AddRoleRules) {
  return api.send("POST", "/api/role-rules", { body });
}

export function confirmRoleRule(ruleId: string) {
  return api.send("POST", "/api/role-rules/{ruleId}/confirmation", {
    params: { ruleId },
    body: {},
  });
}

export function removeRoleRule(ruleId: string) {
  return api.send("DELETE", "/api/role-rules/{ruleId}", { params: { ruleId } });
}
