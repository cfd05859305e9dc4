/** The queries and requests about the user's own API tokens. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { createTokenSchema } from "../contracts/user";
import { api } from "./http";

export const tokensQuery = () =>
  queryOptions({
    queryKey: ["tokens"],
    queryFn: async ({ signal }) => (await api.get("/api/tokens", { signal })).tokens,
  });

export function createToken(token: z.input<typeof createTokenSchema>) {
  return api.send("POST", "/api/tokens", { body: token });
}

export function revokeToken(tokenId: string) {
  return api.send("DELETE", "/api/tokens/{tokenId}", { params: { tokenId } });
}
