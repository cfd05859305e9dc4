/** The browser's side of the reader's own API tokens. */
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { createdTokenSchema, type createTokenSchema, tokenListSchema } from "../contracts/user";
import { api } from "./http";

export const tokensQuery = () =>
  queryOptions({
    queryKey: ["tokens"],
    queryFn: async ({ signal }) =>
      (await api.get("/api/tokens", tokenListSchema, {}, signal)).tokens,
  });

export function createToken(token: z.input<typeof createTokenSchema>) {
  return api.send("POST", "/api/tokens", token, createdTokenSchema);
}

export function revokeToken(tokenId: string) {
  return api.send("DELETE", `/api/tokens/${tokenId}`, undefined, z.object({}));
}
