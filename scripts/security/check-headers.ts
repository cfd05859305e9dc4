/** Headers, score and policy of every page, and headers of every route, as HTTPS serves them. */
import { inputOf } from "@/lib/testing/matrix-ask";
import { PAGE_PATH, PAGE_QUERIES } from "@/lib/testing/matrix-inputs";
import { PUBLIC, ROUTES, STANDING_PAGES } from "@/lib/testing/matrix-tree";
import { findPolicyFaults } from "./find-policy-faults";
import { scorePage } from "./observatory";
import { findCookieFaults, findHeaderFaults } from "./response-headers";
import { type Reply, type SecureApp, startSecureApp } from "./secure-app";
import type { Findings, Target } from "./section";

const SCORE_MIN = 130;
/** Pages for those who have not signed in. */
const OPEN_PAGES = ["/sign-in", "/offline", "/invitations/none", "/no-such-page"];
/** It begins a new session, or ends this one. */
const OF_SESSIONS = /^(POST \/api\/(auth|invitations)|\w+ \/api\/me\/)/;

type Page = { path: string; cookie: string };

export async function checkHeaders(target: Target): Promise<Findings> {
  const app = await startSecureApp(target.variables);
  try {
    const pages = await checkPages(app, target);
    const routes = await checkRoutes(app, target);
    return {
      lines: [...pages.lines, ...routes.lines],
      failures: [...pages.failures, ...routes.failures],
    };
  } finally {
    await app.stop();
  }
}

async function checkPages(app: SecureApp, target: Target): Promise<Findings> {
  const failures: string[] = [];
  const scores: number[] = [];
  const pages = listPages(target, app.cookie);
  for (const { path, cookie } of pages) {
    const reply = await app.send(path, cookie === "" ? {} : { headers: { cookie } });
    const name = `${path}${cookie === "" ? "" : " (signed in)"}`;
    const { score, marks } = scorePage({
      ...reply,
      html: reply.text,
      readCors: await cors(app, path),
    });
    scores.push(score);
    const lost = marks.filter(({ points }) => points < 0).map(({ test }) => test);
    if (score < SCORE_MIN) failures.push(`${name}: scores ${score} (${lost.join(", ")})`);
    const faults = [
      ...findHeaderFaults(reply.read, { kind: "page", secure: true }),
      ...findCookieFaults(reply.cookies),
      ...findPolicyFaults(reply.read("content-security-policy") ?? ""),
    ];
    failures.push(...faults.map((fault) => `${name}: ${fault}`));
  }
  const nonces = await countNonces(app);
  if (nonces < 2) failures.push("two responses have the same nonce");
  return {
    lines: [
      `HTML routes: ${pages.length}, lowest Observatory score ${Math.min(...scores)} ` +
        `(${SCORE_MIN} or more)`,
    ],
    failures,
  };
}

function listPages({ fixture }: Target, cookie: string): Page[] {
  const values: Record<string, string> = { ...fixture, ...PAGE_PATH };
  const standing = STANDING_PAGES.map(({ path }) => {
    const query = new URLSearchParams(PAGE_QUERIES[path]?.(fixture) ?? {}).toString();
    const filled = path.replace(/\[(\w+)\]/g, (_, name: string) =>
      encodeURIComponent(values[name] ?? "none"),
    );
    return { path: query === "" ? filled : `${filled}?${query}`, cookie };
  });
  const open = OPEN_PAGES.map((path) => ({ path, cookie: "" }));
  return [...open, ...standing, { path: "/", cookie: "" }];
}

async function cors(app: SecureApp, path: string): Promise<Reply["read"]> {
  const headers = { origin: "https://elsewhere.example", "access-control-request-method": "GET" };
  return (await app.send(path, { method: "OPTIONS", headers })).read;
}

async function countNonces(app: SecureApp): Promise<number> {
  const replies = [await app.send("/sign-in"), await app.send("/sign-in")];
  const nonces = replies.map(({ read }) =>
    /'nonce-[^']+'/.exec(read("content-security-policy") ?? ""),
  );
  return new Set(nonces.map((found) => found?.[0])).size;
}

const NOTHING: ReturnType<typeof inputOf> = { centre: "none" };

/** Directories and identity providers send bodies of their own kinds, and are refused without. */
function isOfOtherSystem({ name, contract }: (typeof ROUTES)[number]): boolean {
  return name in PUBLIC && contract.body !== "application/json";
}

/** A file that somebody downloads may be kept; everything else that the API sends may not. */
async function checkRoutes(app: SecureApp, { fixture }: Target): Promise<Findings> {
  const failures: string[] = [];
  const asked = ROUTES.filter(({ name }) => !OF_SESSIONS.test(name));
  for (const route of asked) {
    const { path, query, body, text, type } = isOfOtherSystem(route)
      ? NOTHING
      : inputOf(route, fixture);
    const filled = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(path?.[name] ?? "none"),
    );
    const search = new URLSearchParams(query).toString();
    const isRead = route.method === "GET";
    for (const cookie of ["", app.cookie]) {
      const reply = await app.send(search === "" ? filled : `${filled}?${search}`, {
        method: route.method,
        headers: {
          ...(cookie === "" ? {} : { cookie }),
          ...(isRead ? {} : { "content-type": type ?? "application/json" }),
        },
        ...(isRead ? {} : { body: text ?? JSON.stringify(body ?? {}) }),
      });
      const faults = [
        ...findHeaderFaults(reply.read, { kind: "api", secure: true }),
        ...findCookieFaults(reply.cookies),
      ];
      const who = cookie === "" ? "" : " (signed in)";
      failures.push(...faults.map((fault) => `${route.name}${who}: ${reply.status} ${fault}`));
    }
  }
  return { lines: [`API routes: ${asked.length}, each with and without a session`], failures };
}
