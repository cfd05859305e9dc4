/** Signs a browser of the benchmark in, with the password of the demo. */
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";

export type Cookie = { name: string; value: string; url: string };

export async function signIn(base: string, email: string): Promise<Cookie[]> {
  const asked = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const response = await fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      origin: base,
      cookie: formatCookies(readCookies(asked, base)),
    },
    body: new URLSearchParams({ csrfToken, json: "true", email, password: DEMO_PASSWORD }),
  });
  const cookies = readCookies(response, base);
  if (cookies.some(({ name }) => name.includes("session"))) return cookies;
  throw new Error(`${email} can't sign in: ${response.status}.`);
}

/** As a request has them in its header. */
export function formatCookies(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

function readCookies(response: Response, url: string): Cookie[] {
  return response.headers.getSetCookie().map((one) => {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
    return { name, value, url };
  });
}
