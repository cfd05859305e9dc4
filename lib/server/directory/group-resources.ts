import "server-only";

/** What serving /Groups takes. */
import { invalidValue } from "@/lib/domain/scim/fault";
import { assignAllOfGroup, NO_GROUP, type ScimGroup } from "@/lib/domain/scim/group";
import {
  changeDirectoryGroup,
  createDirectoryGroup,
  deleteDirectoryGroup,
  type DirectoryGroup,
  findDirectoryGroup,
  listDirectoryGroups,
} from "./groups";
import { attributesOfGroup, showGroup } from "./resources";
import type { ResourceKind } from "./serve-resources";

export const GROUPS: ResourceKind<ScimGroup, DirectoryGroup> = {
  name: "Group",
  blank: NO_GROUP,
  startOfPut: () => NO_GROUP,
  assign(from, assignments) {
    const read = assignAllOfGroup(from, assignments);
    return read.value?.displayName === "" ? invalidValue("displayName is required.") : read;
  },
  show: showGroup,
  attributesOf: attributesOfGroup,
  list: listDirectoryGroups,
  find: findDirectoryGroup,
  create: createDirectoryGroup,
  change: changeDirectoryGroup,
  remove: deleteDirectoryGroup,
};
