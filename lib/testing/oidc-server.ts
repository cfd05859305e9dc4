/**
 * A real identity provider (`oidc-provider`) on this machine. Whoever is signed in there needs no
 * page: tests say who it is.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Context } from "oidc-provider";

export const CLIENT_ID = "counterfoil";
export const CLIENT_SECRET = "a secret that only the two of them know";

export type OidcAccount = {
  sub: string;
  /** How they sign in there: what its ID tokens state. */
  amr?: string[];
  acr?: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
  groups?: string[];
  _claim_names?: Record<string, string>;
};

export type OidcServer = {
  issuer: string;
  signInAs: (account: OidcAccount) => void;
  close: () => Promise<void>;
};

type Options = {
  port?: number;
  /** Where it reports that somebody signed out there. */
  backChannelLogoutUri?: string;
};

export async function startOidcServer(
  redirectUris: string[],
  { port = 0, backChannelLogoutUri }: Options = {},
): Promise<OidcServer> {
  // It warns about Node.js 20 when it is loaded, and runs there.
  const { Provider } = await import("oidc-provider");
  const accounts = new Map<string, OidcAccount>();
  let current = "";
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: redirectUris,
        ...(backChannelLogoutUri === undefined
          ? {}
          : {
              backchannel_logout_uri: backChannelLogoutUri,
              backchannel_logout_session_required: true,
            }),
        post_logout_redirect_uris: [...new Set(redirectUris.map((uri) => new URL(uri).origin))].map(
          (origin) => `${origin}/sign-in`,
        ),
      },
    ],
    claims: {
      openid: ["sub", "amr"],
      email: ["email", "email_verified"],
      profile: ["name"],
      groups: ["groups", "_claim_names"],
    },
    acrValues: ["loa1", "loa2"],
    scopes: ["openid", "email", "profile", "groups"],
    // Others put the claims of a scope into the ID token, too.
    conformIdTokenClaims: false,
    // Its own way to send refuses addresses of this machine.
    fetch: (url: string, { method, headers, body }: RequestInit = {}) =>
      fetch(url, { method, headers, body } as RequestInit),
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ ...accounts.get(sub), sub }),
    }),
    loadExistingGrant: async ({ oidc }: Context) => {
      const { clientId } = oidc.client;
      const grant = new provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  });
  const serve = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/") !== true) serve(request, response);
    else void provider.interactionFinished(request, response, signIn(accounts.get(current)));
  });
  const signIn = ({ amr, acr }: Partial<OidcAccount> = {}) => ({
    login: { accountId: current, amr, acr },
  });
  return {
    issuer,
    signInAs: (account) => {
      accounts.set(account.sub, account);
      current = account.sub;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
