/**
 * Signing out in one tab clears what the other tabs of the browser show (ASVS 14.3.1). They reload
 * when the session has ended, which the tab knows by the page that it is led to.
 */
export const SIGNED_OUT = "sign-out";

export function rememberSignOut(): void {
  sessionStorage.setItem(SIGNED_OUT, "");
}

/** Does nothing unless somebody signed out in this tab. */
export function announceSignOut(): void {
  if (sessionStorage.getItem(SIGNED_OUT) === null) return;
  sessionStorage.removeItem(SIGNED_OUT);
  const channel = new BroadcastChannel(SIGNED_OUT);
  channel.postMessage(null);
  channel.close();
}
