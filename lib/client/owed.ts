/** The query of what centres owe for tips and gift cards. */
import { queryOptions } from "@tanstack/react-query";
import { apiAddress } from "./api-path";
import { api } from "./http";

type Asked = { month: string; nodeIds: readonly string[] };

export const owedQuery = ({ month, nodeIds }: Asked) =>
  queryOptions({
    queryKey: ["owed", month, nodeIds],
    queryFn: ({ signal }) => api.get("/api/owed", { query: { month, nodeId: nodeIds }, signal }),
  });

export function owedFileAddress({ month, nodeIds }: Asked): string {
  return apiAddress("/api/owed/file", { query: { month, nodeId: nodeIds } });
}
