/** Signs in from a script, as the form of the sign-in page does without one. */
import { api } from "./http";

/**
 * Returns whether the session is complete; a refusal, and a second step, are left to the sign-in
 * page.
 */
export async function signIn(credentials: { email: string; password: string }): Promise<boolean> {
  const { csrfToken } = await api.get("/api/auth/csrf");
  const response = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ ...credentials, csrfToken }),
    credentials: "same-origin",
    // The response to success is a redirect to a page, which is not needed here.
    redirect: "manual",
  });
  if (response.type !== "opaqueredirect") return false;
  return (await api.get("/api/auth/session")).user !== undefined;
}
