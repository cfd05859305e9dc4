/** The queries and requests about users and their invitations. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { acceptInvitationSchema, changeUserSchema, createUserSchema } from "../contracts/user";
import type { ImportedUsers } from "../contracts/user-import";
import { apiAddress } from "./api-path";
import { api, readResponse } from "./http";

export const usersQuery = () =>
  queryOptions({
    queryKey: ["users"],
    queryFn: async ({ signal }) => (await api.get("/api/users", { signal })).users,
  });

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

/** With `dryRun`, the response lists the people, or every wrong row, and nobody is invited. */
export async function importUserFile({ file, dryRun }: { file: Blob; dryRun: boolean }) {
  const query = dryRun ? { dryRun } : {};
  const response = await fetch(apiAddress("/api/users/imports", { query }), {
    method: "POST",
    headers: { "content-type": "text/csv" },
    credentials: "same-origin",
    body: file,
  });
  return readResponse<ImportedUsers>(response.status, await response.text());
}
