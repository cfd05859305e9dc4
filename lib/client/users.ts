/** The browser's side of people and their invitations. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  acceptedInvitationSchema,
  acceptInvitationSchema,
  changeUserSchema,
  createdUserSchema,
  createUserSchema,
  invitedSchema,
  userListSchema,
} from "../contracts/user";
import { api } from "./http";

export const usersQuery = () =>
  queryOptions({
    queryKey: ["users"],
    queryFn: async ({ signal }) =>
      (await api.get<typeof userListSchema>("/api/users", {}, signal)).users,
  });

export function createUser(user: z.input<typeof createUserSchema>) {
  return api.send<typeof createdUserSchema>("POST", "/api/users", user);
}

export function changeUser({ userId, ...change }: z.input<typeof changeUserSchema>) {
  return api.send("PATCH", `/api/users/${userId}`, change);
}

export function inviteUser(userId: string) {
  return api.send<typeof invitedSchema>("POST", `/api/users/${userId}/invitation`, {});
}

export function acceptInvitation({ token, ...body }: z.input<typeof acceptInvitationSchema>) {
  const path = `/api/invitations/${encodeURIComponent(token)}`;
  return api.send<typeof acceptedInvitationSchema>("POST", path, body);
}
