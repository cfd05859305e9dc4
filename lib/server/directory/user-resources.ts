import "server-only";

/** What serving /Users takes. */
import { invalidValue } from "@/lib/domain/scim/fault";
import { assignAll, NO_USER, type ScimUser } from "@/lib/domain/scim/user";
import { attributesOfUser, showUser } from "./resources";
import type { ResourceKind } from "./serve-resources";
import { changeDirectoryUser, createDirectoryUser, deleteDirectoryUser } from "./user-commands";
import { type DirectoryUser, findDirectoryUser, listDirectoryUsers } from "./users";

export const USERS: ResourceKind<ScimUser, DirectoryUser> = {
  name: "User",
  blank: NO_USER,
  startOfPut: ({ active }) => ({ ...NO_USER, active }),
  assign(from, assignments) {
    const read = assignAll(from, assignments);
    return read.value?.userName === "" ? invalidValue("userName is required.") : read;
  },
  show: showUser,
  attributesOf: attributesOfUser,
  list: listDirectoryUsers,
  async find(sql, id) {
    const user = await findDirectoryUser(sql, id);
    return user?.isDeleted === true ? null : user;
  },
  create: createDirectoryUser,
  change: changeDirectoryUser,
  remove: deleteDirectoryUser,
};
