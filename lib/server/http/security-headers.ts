import "server-only";

/**
 * Builds the headers of every response, and the policy of what a page may load and run. The
 * functions are pure.
 */
export type PolicyOptions = {
  nonce: string;
  /** It is true when the page is served over HTTPS. */
  secure: boolean;
  /** In development, Next.js evaluates code and inserts styles of its own. */
  development: boolean;
};

const YEARS_TWO_SECONDS = 63_072_000;

export function securityHeaders(options: PolicyOptions): Record<string, string> {
  return {
    "content-security-policy": contentSecurityPolicy(options),
    ...plainHeaders(options.secure),
  };
}

/** Those that are the same for every page and every response of the API. */
export function plainHeaders(secure: boolean): Record<string, string> {
  return {
    ...scriptHeaders(secure),
    "x-frame-options": "DENY",
    // With "no-referrer", browsers would hide the Origin of our own forms, which we check.
    "referrer-policy": "same-origin",
    "permissions-policy":
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), " +
      "magnetometer=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
  };
}

/** A script that is the same for everybody is no document: those of documents say nothing of it. */
export function scriptHeaders(secure: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    ...(secure
      ? { "strict-transport-security": `max-age=${YEARS_TWO_SECONDS}; includeSubDomains` }
      : {}),
  };
}

/** A response of the API is data: it loads nothing, even where a browser shows it as a page. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * An attached file is untrusted, so anything hidden in it must neither load nor run; photos of
 * messages and receipts are too. A route can't set this itself, because the headers of every
 * response are sent before its own.
 */
export const SEALED_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";
const ATTACHED_FILES = [
  /^\/api\/reconciliations\/[^/]+\/[^/]+\/(?:attachments|messages\/photos)\/[^/]+\/?$/,
  /^\/api\/petty-cash\/[^/]+\/photos\/[^/]+\/?$/,
];

/**
 * The page that verifies packets has its script and style in itself, so that it works as one file,
 * without a server. Only these two run: their hashes are compared with the file by a test.
 */
export const VERIFIER_PATH = "/verify-packet.html";
export const VERIFIER_POLICY =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "script-src 'sha256-kiO2SYBgSHSjKx/kInLOlzzNsYneK1pLlxhiDzmLGIE='; " +
  "style-src 'sha256-PXAmf0eXw8JfMw/FTAEqAtFF3A05yiTJNsLkrvR+Ecg='";

export function isSealed(pathname: string): boolean {
  return ATTACHED_FILES.some((path) => path.test(pathname));
}

/** Nothing is loaded from elsewhere, and no script or style without the nonce of this response. */
export function contentSecurityPolicy({ nonce, secure, development }: PolicyOptions): string {
  const directives = [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // A nonce would disable 'unsafe-inline', which the development overlay needs.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}
