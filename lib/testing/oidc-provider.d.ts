/** The part of `oidc-provider` that tests use; its own types would bring twenty packages. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  export class Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export type Context = {
    oidc: { session: { accountId: string }; client: { clientId: string } };
  };

  export class Provider {
    constructor(issuer: string, configuration: object);
    Grant: new (about: { clientId: string; accountId: string }) => Grant;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
    ): Promise<void>;
  }
}
