/**
 * Brings every kind of secret into the application in the way it comes: from the environment, from
 * Cashrec, typed by people, or made by the application and shown once.
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { ADMIN, type App, signIn } from "@/lib/testing/acceptance-app";
import type { Fixture } from "@/lib/testing/matrix-fixture";
import type { Canaries } from "./canaries";

const PIN = "83519264";
const userSchema = z.object({ id: z.string(), inviteUrl: z.string() });

/** The secrets of the environment, which has to be complete before the start. */
export function createCanaries(): Canaries {
  const names = ["NEXTAUTH_SECRET", "CASHREC_PASSWORD", "CASHREC_CLIENT_SECRET", "SMTP password"];
  const more = ["access token of Cashrec", "password of a person"];
  const typed = ["mistyped password", "refused API token"];
  const made = [...names, ...more, ...typed].map(
    (name) => [name, `canary-${randomText()}`] as const,
  );
  return new Map([...made, ["ADMIN_PASSWORD", ADMIN.password]]);
}

function randomText(): string {
  return randomBytes(32).toString("base64url");
}

export function canary(canaries: Canaries, name: string): string {
  const value = canaries.get(name);
  if (value === undefined) throw new Error(`There is no canary for ${name}.`);
  return value;
}

/** Adds what the application makes itself; its own responses to these requests show it once. */
export async function plantCanaries(app: App, fixture: Fixture, canaries: Canaries): Promise<void> {
  const send = (method: string, path: string, body: unknown) => request(app, method, path, body);
  const addSession = (name: string, cookies: string) => {
    const session = /session-token=([^;]+)/.exec(cookies)?.[1] ?? "";
    canaries.set(name, session.slice(0, 200));
  };
  addSession("session cookie", app.cookie);
  const email = `canary-${Date.now()}@example.test`;
  const roles = [{ centreId: fixture.centreId, role: "counter" }];
  const made = await send("POST", "/api/users", { email, name: "Canary", roles, showLink: true });
  const { id, inviteUrl } = userSchema.parse(await made.json());
  const link = inviteUrl.split("/").at(-1) ?? "";
  canaries.set("token of an invitation", link);
  const password = canary(canaries, "password of a person");
  await send("POST", `/api/invitations/${link}`, { password });
  addSession("session cookie of a person", await signIn(app.base, { email, password }));
  await mistype(app, email, canary(canaries, "mistyped password"));
  const token = await send("POST", "/api/tokens", { name: "Canary", permissions: [] }).catch(() =>
    send("POST", "/api/tokens", { name: "Canary", permissions: ["reconciliation:view"] }),
  );
  canaries.set("API token", z.object({ token: z.string() }).parse(await token.json()).token);
  await fetch(`${app.base}/api/reconciliations`, {
    headers: { authorization: `Bearer ${canary(canaries, "refused API token")}` },
  });
  const fields = { events: [], onlyCentres: [], nodeId: null };
  const url = "https://receiver.example.test/hook";
  const webhook = await send("POST", "/api/webhooks", { name: "Canary", url, ...fields });
  canaries.set(
    "secret of a webhook",
    z.object({ secret: z.string() }).parse(await webhook.json()).secret,
  );
  await send("PUT", `/api/centres/${fixture.centreId}/pins/${id}`, { pin: PIN });
  canaries.set("PIN", PIN);
  const device = await send("POST", "/api/devices", { centreId: fixture.centreId, name: "Canary" });
  canaries.set(
    "cookie of a device",
    /=([^;]+)/.exec(device.headers.getSetCookie()[0] ?? "")?.[1] ?? "",
  );
}

async function request(app: App, method: string, path: string, body: unknown): Promise<Response> {
  const response = await fetch(app.base + path, {
    method,
    headers: { cookie: app.cookie, origin: app.base, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

async function mistype(app: App, email: string, password: string): Promise<void> {
  await signIn(app.base, { email, password }).catch(() => undefined);
}
