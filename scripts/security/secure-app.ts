/**
 * The application as it runs behind a proxy that ends HTTPS: cookies, policies and headers are
 * those of HTTPS, and requests come in as the proxy passes them on.
 */
import { spawn } from "node:child_process";
import { type IncomingHttpHeaders, request } from "node:http";
import { ADMIN } from "@/lib/testing/acceptance-app";
import { startServer } from "../bench/app";
import { freePort } from "../process/processes";
import { ROOT } from "../process/next-server";
import type { ReadHeaders } from "./response-headers";

const BASE = "https://counterfoil.example.test";

export type Reply = { status: number; read: ReadHeaders; cookies: string[]; text: string };
export type SecureApp = {
  send: (path: string, options?: SendOptions) => Promise<Reply>;
  /** The cookie of the administrator's session. */
  cookie: string;
  stop: () => Promise<void>;
};
type SendOptions = { method?: string; headers?: Record<string, string>; body?: string };

/** The database belongs to an application that has run before. */
export async function startSecureApp(variables: Record<string, string>): Promise<SecureApp> {
  const port = await freePort();
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/start.ts"];
  const { stop } = await startServer(`http://127.0.0.1:${port}`, "/api/health", () =>
    spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: "ignore",
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_ENV: "production",
        ...variables,
        PORT: String(port),
        NEXTAUTH_URL: BASE,
        TRUSTED_PROXIES: "127.0.0.1",
      },
    }),
  );
  const send = (path: string, options: SendOptions = {}) => sendTo(port, path, options);
  try {
    return { send, cookie: await signIn(send, variables.ADMIN_PASSWORD ?? ""), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function sendTo(port: number, path: string, options: SendOptions): Promise<Reply> {
  const headers = {
    host: new URL(BASE).host,
    origin: BASE,
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.7",
    ...(options.body === undefined
      ? {}
      : { "content-length": String(Buffer.byteLength(options.body)) }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const target = { host: "127.0.0.1", port, path, method: options.method ?? "GET", headers };
    const sent = request(target, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          read: (name) => readHeader(response.headers, name),
          cookies: response.headers["set-cookie"] ?? [],
          text: Buffer.concat(chunks).toString("utf8"),
        });
      });
    });
    sent.once("error", reject);
    sent.end(options.body);
  });
}

function readHeader(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return value === undefined ? null : [value].flat().join(", ");
}

async function signIn(send: SecureApp["send"], password: string): Promise<string> {
  const csrf = await send("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.text) as { csrfToken: string };
  const first = pairsOf(csrf.cookies);
  const body = new URLSearchParams({ csrfToken, email: ADMIN.email, password, json: "true" });
  const type = "application/x-www-form-urlencoded";
  const reply = await send("/api/auth/callback/credentials", {
    method: "POST",
    headers: { cookie: first, "content-type": type },
    body: body.toString(),
  });
  const session = pairsOf(reply.cookies);
  if (!session.includes("session-token")) throw new Error(`Signing in failed: ${reply.status}.`);
  return `${first}; ${session}`;
}

function pairsOf(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(";")[0] ?? "").join("; ");
}
