/** The queries and requests about users and their invitations. */
import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  acceptInvitationSchema,
  changePasswordSchema,
  changeUserSchema,
  createUserSchema,
  FoundUsers,
} from "../contracts/user";
import { PAGE_ROWS } from "../domain/screen/page";
import { api } from "./http";

const USERS_KEY = ["users"] as const;

/** A page of the people who match a text. */
export const usersQuery = (page: { text: string; skip: number }) =>
  queryOptions({
    queryKey: [...USERS_KEY, page],
    queryFn: async ({ signal }): Promise<FoundUsers> => {
      const query = { ...page, limit: PAGE_ROWS };
      const { users, count = users.length } = await api.get("/api/users", { query, signal });
      return { users, count };
    },
    placeholderData: keepPreviousData,
  });

/** What waits for a second administrator. */
export const accessRequestsQuery = () =>
  queryOptions({
    queryKey: ["access-requests"],
    queryFn: ({ signal }) => api.get("/api/access-requests", { signal }),
  });

/** After people, or their roles, have changed. */
export async function refreshUsers(queryClient: QueryClient): Promise<void> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: USERS_KEY }),
    queryClient.invalidateQueries(accessRequestsQuery()),
  ]);
}

export function confirmAccessRequest(requestId: string) {
  return api.send("POST", "/api/access-requests/{requestId}/confirmation", {
    params: { requestId },
    body: {},
  });
}

export function refuseAccessRequest(requestId: string) {
  return api.send("POST", "/api/access-requests/{requestId}/refusal", {
    params: { requestId },
    body: {},
  });
}

export function createUser(user: z.input<typeof createUserSchema>) {
  return api.send("POST", "/api/users", { body: user });
}

export function changeUser({ userId, ...change }: z.input<typeof changeUserSchema>) {
  return api.send("PATCH", "/api/users/{userId}", { params: { userId }, body: change });
}

export function inviteUser(userId: string) {
  return api.send("POST", "/api/users/{userId}/invitation", { params: { userId }, body: {} });
}

export function acceptInvitation({ token, ...body }: z.input<typeof acceptInvitationSchema>) {
  return api.send("POST", "/api/invitations/{token}", { params: { token }, body });
}

export function changePassword(body: z.input<typeof changePasswordSchema>) {
  return api.send("PUT", "/api/me/password", { body });
}

/** With `dryRun`, the response lists the people, or every wrong row, and nobody is invited. */
export function importUserFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  return api.sendFile("/api/users/imports", file, { query: { dryRun }, type: "text/csv" });
}
