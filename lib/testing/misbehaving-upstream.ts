/**
 * A Cashrec on a port that misbehaves: a plain server of Node.js, which shares no code with the
 * sandbox. Each centre can have a behaviour of its own, which responds to every request that names
 * the centre; so can the token endpoint.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

export type MisbehavingUpstream = {
  url: string;
  /** The variables with which an installation uses it as its Cashrec. */
  variables: Record<string, string>;
  centres: Map<string, Behaviour>;
  /** Responds to every request for a token, or for cash sheets, instead of the usual response. */
  atToken: Behaviour | null;
  atSheets: Behaviour | null;
  /** The grants and the centres that were requested, in order. */
  grants: string[];
  asked: string[];
  /** The tokens that were issued and, in `secrets`, whatever else must not be logged. */
  secrets: string[];
  /** It can be started again on the same port. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
};

const PASSWORD = "pass-phrase-of-the-upstream";
const CLIENT_SECRET = "secret-of-the-client";
/** It stands in every cash sheet, so that a payload can be found in a log. */
export const PAYLOAD_MARK = "Terrace of the payload";

export async function startMisbehaving(): Promise<MisbehavingUpstream> {
  const upstream = {
    url: "",
    centres: new Map(),
    atToken: null,
    atSheets: null,
  } as unknown as MisbehavingUpstream;
  Object.assign(upstream, { grants: [], asked: [], secrets: [PASSWORD, CLIENT_SECRET] });
  const server = createServer((request, response) => void respond(upstream, request, response));
  let port = 0;
  upstream.start = async () => {
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    ({ port } = server.address() as AddressInfo);
  };
  upstream.stop = () => {
    return new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  await upstream.start();
  upstream.url = `http://127.0.0.1:${port}`;
  upstream.variables = {
    CASHREC_API_URL: upstream.url,
    CASHREC_TOKEN_URL: `${upstream.url}/connect/token`,
    CASHREC_USERNAME: "reader",
    CASHREC_PASSWORD: PASSWORD,
    CASHREC_CLIENT_SECRET: CLIENT_SECRET,
  };
  return upstream;
}

async function respond(
  upstream: MisbehavingUpstream,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", upstream.url);
  if (url.pathname === "/connect/token") {
    const form = new URLSearchParams(await readBody(request));
    upstream.grants.push(form.get("grant_type") ?? "");
    return (upstream.atToken ?? issueToken(upstream))(response, request);
  }
  const query = new Map([...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]));
  const centres = (query.get("centerslist") ?? "").split(",");
  upstream.asked.push(centres.join(","));
  const bad = centres.map((id) => upstream.centres.get(id)).find((found) => found !== undefined);
  const behaviour = upstream.atSheets ?? bad;
  if (behaviour !== undefined) return behaviour(response, request);
  sendJson(response, 200, sheetsOf(centres, query.get("startdate") ?? ""));
}

/** The token is good for an hour, and has a refresh token. */
export function issueToken({ secrets, grants }: MisbehavingUpstream): Behaviour {
  return (response) => {
    const token = `token-${grants.length}-of-the-upstream`;
    secrets.push(token, `refresh-${token}`);
    const body = { access_token: token, refresh_token: `refresh-${token}`, expires_in: 3_600 };
    sendJson(response, 200, { ...body, token_type: "Bearer" });
  };
}

/** One sheet for each centre, on the first date that is requested. */
function sheetsOf(centres: readonly string[], start: string): unknown[] {
  return centres.map((centerId) => ({
    centerId,
    businessDay: start.slice(0, 10),
    shiftName: PAYLOAD_MARK,
    tillId: "T1",
    cashFund: 100,
    payments: [
      { id: "CASH", amount: 12.5 },
      { id: "CARD", amount: 20 },
    ],
  }));
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

export const status =
  (code: number, headers: Record<string, string> = {}, body = ""): Behaviour =>
  (response) => {
    response.writeHead(code, headers);
    response.end(body);
  };

export const html = (body = "<!doctype html><title>Sign in</title>"): Behaviour =>
  status(200, { "content-type": "text/html; charset=utf-8" }, body);

/** Closes the connection with a reset, without a response. */
export const reset: Behaviour = (_, request) => {
  request.socket.resetAndDestroy();
};

export const hang: Behaviour = () => undefined;

/** Sends its header at once and then a byte now and then, for ever. */
export const drip: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const timer = setInterval(() => response.write(" "), 100);
  response.once("close", () => clearInterval(timer));
};

/** Ends before the length that it announced. */
export const truncate: Behaviour = (response, request) => {
  const text = JSON.stringify(sheetsOf(["101"], "2026-03-04"));
  const headers = { "content-type": "application/json", "content-length": text.length + 200 };
  response.writeHead(200, headers);
  response.write(text, () => request.socket.destroy());
};

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
