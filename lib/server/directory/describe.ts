import "server-only";

/** What this server says of itself to a directory (RFC 7643, 5 to 7). */
import { env } from "../env";

const CORE = "urn:ietf:params:scim:schemas:core:2.0";
const USER = `${CORE}:User`;
const GROUP = `${CORE}:Group`;
export const COUNT_MAX = 200;

const at = (path: string) => `${env().baseUrl}/api/scim/v2/${path}`;

export function describeService(): object {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: COUNT_MAX },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "A token of the page Settings, Single sign-on.",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: at("ServiceProviderConfig") },
  };
}

export function listResourceTypes(): (object & { id: string })[] {
  const kind = (name: "Group" | "User", schema: string) => ({
    schemas: [`${CORE}:ResourceType`],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema,
    meta: { resourceType: "ResourceType", location: at(`ResourceTypes/${name}`) },
  });
  return [kind("User", USER), kind("Group", GROUP)];
}

const text = (name: string, more: object = {}) => ({
  name,
  type: "string",
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: "readWrite",
  returned: "default",
  uniqueness: "none",
  ...more,
});

export function listSchemas(): (object & { id: string })[] {
  const schema = (id: string, name: string, attributes: object[]) => ({
    schemas: [`${CORE}:Schema`],
    id,
    name,
    attributes,
    meta: { resourceType: "Schema", location: at(`Schemas/${id}`) },
  });
  const several = { type: "complex", multiValued: true };
  return [
    schema(USER, "User", [
      text("userName", { required: true, uniqueness: "server" }),
      text("externalId", { caseExact: true }),
      text("active", { type: "boolean" }),
      text("displayName"),
      text("name", {
        type: "complex",
        subAttributes: [text("formatted"), text("givenName"), text("familyName")],
      }),
      text("emails", {
        ...several,
        subAttributes: [text("value"), text("type"), text("primary", { type: "boolean" })],
      }),
    ]),
    schema(GROUP, "Group", [
      text("displayName", { required: true }),
      text("externalId", { caseExact: true }),
      text("members", { ...several, subAttributes: [text("value", { caseExact: true })] }),
    ]),
  ];
}
