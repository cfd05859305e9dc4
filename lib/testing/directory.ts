/** A directory that sends requests as Entra ID and Okta do. */
import { createHash, randomBytes } from "node:crypto";
import { handleScim } from "@/lib/server/directory/handle";
import { sql } from "@/lib/server/db/sql";

/** What tests look into: a resource, a list, an error, or nothing. */
type ScimBody = {
  id: string;
  name?: unknown;
  active?: boolean;
  displayName?: string;
  members?: { value: string }[];
  meta: { version: string };
  schemas: string[];
  startIndex?: number;
  totalResults?: number;
  Resources: Record<string, unknown>[];
};

export type ScimReply = {
  status: number;
  etag: string | null;
  type: string | null;
  body: ScimBody;
};
type Sent = { body?: object; headers?: Record<string, string>; token?: string };

export class Directory {
  readonly #token: string;

  private constructor(token: string) {
    this.#token = token;
  }

  static async start(): Promise<Directory> {
    const token = `cfd_${randomBytes(16).toString("hex")}`;
    const hash = createHash("sha256").update(token).digest("hex");
    await sql(
      `INSERT INTO directory_token (id, name, token_hash, requested_by_id, confirmed_at)
       VALUES (gen_random_uuid(), 'test', $1, gen_random_uuid(), now())`,
      [hash],
    );
    return new Directory(token);
  }

  async send(method: string, path: string, sent: Sent = {}): Promise<ScimReply> {
    const { body, headers = {}, token = this.#token } = sent;
    const url = new URL(`http://localhost:3000/api/scim/v2/${path}`);
    const request = new Request(url, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/scim+json; charset=utf-8" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const parts = url.pathname.replace("/api/scim/v2/", "").split("/").map(decodeURIComponent);
    const response = await handleScim(request, parts);
    const text = await response.text();
    return {
      status: response.status,
      etag: response.headers.get("etag"),
      type: response.headers.get("content-type"),
      body: (text === "" ? {} : JSON.parse(text)) as ScimBody,
    };
  }

  /** Returns the id. */
  async createUser(userName: string, more: object = {}): Promise<string> {
    const { status, body } = await this.send("POST", "Users", { body: oktaUser(userName, more) });
    if (status !== 201) throw new Error(`The user was not created: ${status}`);
    return body.id;
  }

  patch(path: string, operations: object[], headers: Record<string, string> = {}) {
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
    return this.send("PATCH", path, { body: { schemas, Operations: operations }, headers });
  }
}

/** A person as Okta creates it. */
export function oktaUser(userName: string, more: object = {}): object {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName,
    name: { givenName: "Ana", familyName: "Example" },
    emails: [{ primary: true, value: userName, type: "work" }],
    displayName: "Ana Example",
    locale: "en-US",
    externalId: "00ujl29u0le5T6Aj10h7",
    groups: [],
    password: "1mz050nq",
    active: true,
    ...more,
  };
}
