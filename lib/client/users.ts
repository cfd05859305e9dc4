/** The queries and requests about users and their invitations. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  acceptInvitationSchema,
  changePasswordSchema,
  changeUserSchema,
  createUserSchema,
} from "../contracts/user";
import { api } from "./http";

export const usersQuery = () =>
  queryOptions({
    queryKey: ["users"],
    queryFn: async ({ signal }) => (await api.get("/api/users", { signal })).users,
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
    queryClient.invalidateQueries(usersQuery()),
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
