/** Signs in from a script, as the form of the sign-in page does without one. */
import { api } from "./http";

/** Returns whether the session has started; a refusal is left to the sign-in page to explain. */
export async function signIn(credentials: { email: string; password: string }): Promise<boolean> {
  const { csrfToken } = await api.get("/api/auth/csrf");
  const response = await fetch("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ ...credentials, csrfToken }),
    credentials: "same-origin",
    // The response to success is a redirect to a page, which is not needed here.
    redirect: "manual",
  });
  return response.type === "opaqueredirect";
}
