/** The query and requests about the tokens of directories. */
import { queryOptions } from "@tanstack/react-query";
import type { CreateDirectoryToken } from "../contracts/directory-token";
import { api } from "./http";

export const directoryTokensQuery = () =>
  queryOptions({
    queryKey: ["directory-tokens"],
    queryFn: ({ signal }) => api.get("/api/directory-tokens", { signal }),
  });

export function createDirectoryToken(body: CreateDirectoryToken) {
  return api.send("POST", "/api/directory-tokens", { body });
}

export function confirmDirectoryToken(directoryTokenId: string) {
  return api.send("POST", "/api/directory-tokens/{directoryTokenId}/confirmation", {
    params: { directoryTokenId },
    body: {},
  });
}

export function revokeDirectoryToken(directoryTokenId: string) {
  return api.send("DELETE", "/api/directory-tokens/{directoryTokenId}", {
    params: { directoryTokenId },
  });
}
