/** The browser's side of people and their invitations. */
import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import {
  acceptedInvitationSchema,
  type acceptInvitationSchema,
  type changeUserSchema,
  createdUserSchema,
  type createUserSchema,
  invitedSchema,
  userListSchema,
} from "../contracts/user";
import { api } from "./http";

export const usersQuery = () =>
  queryOptions({
    queryKey: ["users"],
    queryFn: async ({ signal }) => (await api.get("/api/users", userListSchema, {}, signal)).users,
  });

export function createUser(user: z.input<typeof createUserSchema>) {
  return api.send("POST", "/api/users", user, createdUserSchema);
}

export function changeUser({ userId, ...change }: z.input<typeof changeUserSchema>) {
  return api.send("PATCH", `/api/users/${userId}`, change, z.object({ id: z.string() }));
}

export function inviteUser(userId: string) {
  return api.send("POST", `/api/users/${userId}/invitation`, {}, invitedSchema);
}

export function acceptInvitation({ token, ...body }: z.input<typeof acceptInvitationSchema>) {
  const path = `/api/invitations/${encodeURIComponent(token)}`;
  return api.send("POST", path, body, acceptedInvitationSchema);
}
