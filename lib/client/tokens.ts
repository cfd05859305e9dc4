/** The queries and requests about API tokens: the user's own, and those of everybody. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { createTokenSchema } from "../contracts/user";
import { api } from "./http";

export const tokensQuery = () =>
  queryOptions({
    queryKey: ["tokens"],
    queryFn: async ({ signal }) => (await api.get("/api/tokens", { signal })).tokens,
  });

/** The valid tokens of everybody, for administrators. */
export const userTokensQuery = (text: string) =>
  queryOptions({
    queryKey: ["tokens", "everybody", text],
    queryFn: ({ signal }) => api.get("/api/users/tokens", { query: { text }, signal }),
  });

export function revokeTokenOf(params: { userId: string; tokenId: string }) {
  return api.send("DELETE", "/api/users/{userId}/tokens/{tokenId}", { params });
}

export function createToken(token: z.input<typeof createTokenSchema>) {
  return api.send("POST", "/api/tokens", { body: token });
}

export function revokeToken(tokenId: string) {
  return api.send("DELETE", "/api/tokens/{tokenId}", { params: { tokenId } });
}
