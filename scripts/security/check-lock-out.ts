/** A stranger attacks an account from elsewhere; its owner's known browser is let in every time. */
import { ACCOUNT_LIMIT, SENDER_LIMIT } from "@/lib/server/auth/delay";
import { ADMIN, signIn } from "@/lib/testing/acceptance-app";
import type { Findings, Target } from "./section";

const ROUNDS = 15;
/** As many as one address may make without a delay. */
const GUESSES_PER_ROUND = SENDER_LIMIT.freeTries;

export async function checkLockOut({ app, canaries }: Target): Promise<Findings> {
  const password = canaries.get("ADMIN_PASSWORD") ?? "";
  const cookies = (await signIn(app.base, { email: ADMIN.email, password })).split("; ");
  const known = cookies.find((cookie) => cookie.includes("counterfoil.known=")) ?? "none=";
  const guesses: number[] = [];
  let letIn = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let guess = 0; guess < GUESSES_PER_ROUND; guess += 1) {
      const address = `198.51.100.${round}`;
      guesses.push((await tryPassword(app.base, `wrong phrase ${guess}`, { address })).status);
    }
    const owner = await tryPassword(app.base, password, { address: "203.0.113.7", cookie: known });
    if (owner.headers.getSetCookie().join().includes("session-token")) letIn += 1;
  }
  const undelayed = guesses.filter((status) => status !== 429).length;
  return {
    lines: [
      `owner let in: ${letIn} of ${ROUNDS}`,
      `guesses from ${ROUNDS} addresses that were checked: ${undelayed} of ${guesses.length}`,
    ],
    failures: [
      ...(letIn === ROUNDS ? [] : ["the owner is locked out"]),
      ...(undelayed <= ACCOUNT_LIMIT.freeTries
        ? []
        : [`more than ${ACCOUNT_LIMIT.freeTries} guesses were checked`]),
    ],
  };
}

type From = { address: string; cookie?: string };

async function tryPassword(base: string, password: string, { address, cookie }: From) {
  const csrf = await fetch(`${base}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const pairs = csrf.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return fetch(`${base}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: {
      origin: base,
      "x-forwarded-for": address,
      cookie: [cookie, ...pairs].filter(Boolean).join("; "),
    },
    body: new URLSearchParams({ csrfToken, email: ADMIN.email, password, json: "true" }),
  });
}
