import "server-only";

/** The people and groups of the directory as SCIM shows them (RFC 7643). */
import { createHash } from "node:crypto";
import type { Attributes } from "@/lib/domain/scim/filter";
import { nameOf, type ScimUser } from "@/lib/domain/scim/user";
import type { ScimGroup } from "@/lib/domain/scim/group";
import { env } from "../env";

const CORE = "urn:ietf:params:scim:schemas:core:2.0";

export type Stored<T> = T & { id: string; createdAt: Date; modifiedAt: Date };
export type Resource = Record<string, unknown> & { id: string };

export function showUser(user: Stored<ScimUser>): Resource {
  const { id, userName, externalId, active, givenName, familyName, email } = user;
  const name = nameOf(user);
  return withMeta("User", user, {
    schemas: [`${CORE}:User`],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName,
    active,
    displayName: name,
    name: {
      formatted: name,
      ...(givenName === null ? {} : { givenName }),
      ...(familyName === null ? {} : { familyName }),
    },
    emails: email === null ? [] : [{ value: email, type: "work", primary: true }],
  });
}

export function showGroup(group: Stored<ScimGroup>): Resource {
  const { id, displayName, externalId, memberIds } = group;
  const users = addressOf("User", "");
  return withMeta("Group", group, {
    schemas: [`${CORE}:Group`],
    id,
    ...(externalId === null ? {} : { externalId }),
    displayName,
    members: memberIds.map((value) => ({ value, $ref: users + value })),
  });
}

type Kind = "Group" | "User";

/** The version is made of all that is shown, so that it changes with whoever changes something. */
function withMeta(kind: Kind, stored: Stored<object>, resource: Resource): Resource {
  const { id, createdAt, modifiedAt } = stored;
  const hash = createHash("sha256").update(JSON.stringify(resource)).digest("base64url");
  return {
    ...resource,
    meta: {
      resourceType: kind,
      created: createdAt.toISOString(),
      lastModified: modifiedAt.toISOString(),
      location: addressOf(kind, id),
      version: `W/"${hash.slice(0, 22)}"`,
    },
  };
}

function addressOf(kind: Kind, id: string): string {
  return `${env().baseUrl}/api/scim/v2/${kind}s/${id}`;
}

export function versionOf(resource: Resource): string {
  return (resource["meta"] as { version: string }).version;
}

const present = (...values: (string | null)[]) => values.filter((value) => value !== null);

export function attributesOfUser(user: Stored<ScimUser>): Attributes {
  const { email } = user;
  return new Map<string, readonly (string | boolean)[]>([
    ["id", [user.id]],
    ["username", [user.userName]],
    ["externalid", present(user.externalId)],
    ["active", [user.active]],
    ["displayname", [nameOf(user)]],
    ["name.formatted", [nameOf(user)]],
    ["name.givenname", present(user.givenName)],
    ["name.familyname", present(user.familyName)],
    ["emails", present(email)],
    ["emails.value", present(email)],
    ["emails.type", email === null ? [] : ["work"]],
    ["emails.primary", email === null ? [] : [true]],
    ...attributesOfMeta(user),
  ]);
}

export function attributesOfGroup(group: Stored<ScimGroup>): Attributes {
  return new Map<string, readonly (string | boolean)[]>([
    ["id", [group.id]],
    ["displayname", [group.displayName]],
    ["externalid", present(group.externalId)],
    ["members", group.memberIds],
    ["members.value", group.memberIds],
    ...attributesOfMeta(group),
  ]);
}

function attributesOfMeta({ createdAt, modifiedAt }: Stored<object>): [string, string[]][] {
  return [
    ["meta.created", [createdAt.toISOString()]],
    ["meta.lastmodified", [modifiedAt.toISOString()]],
  ];
}
