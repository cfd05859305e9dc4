/** The queries about who may be given lines: all of a few, and of many those that match. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "./http";
import { readInParts } from "./in-parts";

/** Every list of them. */
export const ASSIGNEES_KEY = ["assignees"] as const;
const FRESH_MS = 5 * 60_000;
const OFFERED_MAX = 300;

/** The first whose names have each word of a text, and how many there are. */
export const assigneesQuery = (text: string) =>
  queryOptions({
    queryKey: [...ASSIGNEES_KEY, "found", text],
    queryFn: ({ signal }) =>
      api.get("/api/assignees", { query: { text, limit: OFFERED_MAX }, signal }),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });

export const namedAssigneesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: [...ASSIGNEES_KEY, "named", ids],
    queryFn: async ({ signal }) => {
      const users = await readInParts(ids, async (id) => {
        return (await api.get("/api/assignees", { query: { id }, signal })).users;
      });
      return { users, count: users.length };
    },
    staleTime: FRESH_MS,
  });
