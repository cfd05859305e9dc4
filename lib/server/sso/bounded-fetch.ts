import "server-only";

/**
 * Requests something of an identity provider: bounded in time and size, without following
 * redirects, and never over plain HTTP, except on this machine.
 */
import type { CustomFetchOptions } from "openid-client";
import { AppError } from "../app-error";
import { isSecureUrl } from "../env-oidc";
import { outboundFetch } from "../http/outbound-fetch";

const MS_MAX = 5_000;
const BYTES_MAX = 256 * 1_024;

type Init = Partial<Pick<CustomFetchOptions, "method" | "headers" | "body">>;

export async function fetchBounded(
  url: string,
  { method = "GET", headers = {}, body }: Init = {},
): Promise<Response> {
  if (!isSecureUrl(url)) throw unavailable("an address without https");
  const request = new Request(url, {
    method,
    headers,
    body: (body ?? null) as BodyInit | null,
    signal: AbortSignal.timeout(MS_MAX),
  });
  // Whoever operates the installation named the provider, which may stand in their own network.
  const response = await outboundFetch(request, { allowsPrivate: true, isConfigured: true });
  const bytes = await readBytes(response);
  const { status, headers: received } = response;
  return new Response(response.body === null ? null : bytes, { status, headers: received });
}

async function readBytes({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > BYTES_MAX) throw unavailable("a response that is too long");
    chunks.push(bytes);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function unavailable(what: string): AppError {
  return new AppError("UPSTREAM_UNAVAILABLE", `The identity provider has ${what}.`);
}
