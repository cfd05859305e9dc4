/**
 * Scores the headers of a page by the published table of MDN's HTTP Observatory: 100 points, less
 * what is missing, and extra points only for pages that lost no more than ten.
 */
import type { ReadHeaders } from "./response-headers";

export type ScoredPage = {
  read: ReadHeaders;
  cookies: readonly string[];
  html: string;
  /** Headers of a request from another origin. */
  readCors: ReadHeaders;
};
export type Score = { score: number; marks: { test: string; points: number }[] };

const EXTRA_FROM = 90;
const SIX_MONTHS_SECONDS = 15_552_000;
const NEVER_TRUSTED = ["'unsafe-inline'", "data:", "https:", "http:", "blob:", "*"];

export function scorePage(page: ScoredPage): Score {
  const { read } = page;
  const marks = [
    { test: "content-security-policy", points: scorePolicy(read("content-security-policy")) },
    { test: "cookies", points: scoreCookies(page.cookies) },
    { test: "cross-origin-resource-sharing", points: scoreCors(page.readCors) },
    { test: "cross-origin-resource-policy", points: scoreResourcePolicy(read) },
    { test: "referrer-policy", points: scoreReferrer(read("referrer-policy")) },
    { test: "strict-transport-security", points: scoreHsts(read("strict-transport-security")) },
    { test: "subresource-integrity", points: scoreScripts(page.html) },
    {
      test: "x-content-type-options",
      points: read("x-content-type-options") === "nosniff" ? 0 : -5,
    },
    { test: "x-frame-options", points: scoreFraming(read) },
  ];
  const lost = marks.reduce((sum, { points }) => sum + Math.min(points, 0), 100);
  const all = marks.reduce((sum, { points }) => sum + points, 100);
  return { score: Math.max(0, lost >= EXTRA_FROM ? all : lost), marks };
}

function scorePolicy(header: string | null): number {
  if (header === null) return -25;
  const directives = parsePolicy(header);
  const sources = (name: string) => directives.get(name) ?? directives.get("default-src") ?? ["*"];
  const scripts = sources("script-src");
  const isDynamic = scripts.includes("'strict-dynamic'");
  const hasNonce = scripts.some((source) => /^'(nonce|sha(256|384|512))-/.test(source));
  if (isDynamic && !hasNonce) return -25;
  const trusted = isDynamic ? [] : scripts.filter((source) => NEVER_TRUSTED.includes(source));
  const objects = sources("object-src").filter((source) => NEVER_TRUSTED.includes(source));
  if (trusted.length + objects.length > 0) return -20;
  if ([...scripts, ...sources("style-src")].includes("'unsafe-eval'")) return -10;
  if (sources("style-src").some((source) => NEVER_TRUSTED.includes(source))) return 0;
  const isClosed = directives.get("default-src")?.join() === "'none'";
  const keepsForms = /^'(none|self)'$/.test(directives.get("form-action")?.join() ?? "");
  return isClosed && keepsForms ? 10 : 5;
}

function parsePolicy(header: string): Map<string, string[]> {
  const parts = header.split(";").map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = "", ...values]) => [name.toLowerCase(), values]));
}

function scoreCookies(cookies: readonly string[]): number {
  if (cookies.length === 0) return 0;
  const marks = cookies.map((cookie) => {
    const [pair = "", ...attributes] = cookie.split(";").map((part) => part.trim().toLowerCase());
    const isSession = /^[^=]*(login|sess)/.test(pair);
    const sameSite = attributes.find((attribute) => attribute.startsWith("samesite="));
    if (!attributes.includes("secure")) return isSession ? -40 : -20;
    if (isSession && !attributes.includes("httponly")) return -30;
    if (sameSite === undefined) return /^[^=]*csrf/.test(pair) ? -20 : 0;
    return /=(lax|strict|none)$/.test(sameSite) ? 5 : -20;
  });
  return Math.min(...marks);
}

function scoreCors(read: ReadHeaders): number {
  const isOpen = read("access-control-allow-origin") !== null;
  return isOpen && read("access-control-allow-credentials") === "true" ? -50 : 0;
}

function scoreResourcePolicy(read: ReadHeaders): number {
  const policy = read("cross-origin-resource-policy");
  if (policy === null || policy === "cross-origin") return 0;
  return policy === "same-origin" || policy === "same-site" ? 10 : -5;
}

function scoreReferrer(policy: string | null): number {
  if (policy === null) return 0;
  return /^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/.test(policy) ? 5 : -5;
}

function scoreHsts(header: string | null): number {
  if (header === null) return -20;
  const seconds = /max-age=(\d+)/.exec(header)?.[1];
  if (seconds === undefined) return -20;
  return Number(seconds) < SIX_MONTHS_SECONDS ? -10 : 0;
}

/** Scripts of other origins need a hash; those of our own do not. */
function scoreScripts(html: string): number {
  // oxlint-disable-next-line security/detect-unsafe-regex -- reads pages of ours
  const tags = html.match(/<script\b[^>]*\bsrc=["']?(https?:)?\/\/[^>]*>/g) ?? [];
  const open = tags.filter((tag) => !tag.includes("integrity="));
  if (open.length === 0) return tags.length > 0 ? 5 : 0;
  return open.some((tag) => !tag.includes("https:")) ? -50 : -5;
}

function scoreFraming(read: ReadHeaders): number {
  if (parsePolicy(read("content-security-policy") ?? "").has("frame-ancestors")) return 5;
  return /^(deny|sameorigin)$/i.test(read("x-frame-options") ?? "") ? 0 : -20;
}
