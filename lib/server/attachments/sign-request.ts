import "server-only";

/**
 * Signs a request to an S3-compatible store with AWS Signature Version 4, over its method, path,
 * query, host, time and the hash of its body.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, createHmac } from "node:crypto";

type Signed = { method: string; url: URL; sha256: string; at: Date };
type Keys = { region: string; accessKeyId: string; secretAccessKey: string };

const SIGNED_HEADERS = "host;x-amz-content-sha256;x-amz-date";

/** Returns the headers that the request needs; names in the path are of letters and digits. */
export function signRequest(
  { method, url, sha256, at }: Signed,
  { region, accessKeyId, secretAccessKey }: Keys,
): Record<string, string> {
  const time = at.toISOString().replaceAll(/[:-]|\.\d{3}/g, "");
  const day = time.slice(0, 8);
  const canonical = [
    method,
    url.pathname,
    sortedQuery(url),
    `host:${url.host}`,
    `x-amz-content-sha256:${sha256}`,
    `x-amz-date:${time}`,
    "",
    SIGNED_HEADERS,
    sha256,
  ].join("\n");
  const credentialScope = `${day}/${region}/s3/aws4_request`;
  const hash = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", time, credentialScope, hash].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, text).toString("hex");
  return {
    "x-amz-content-sha256": sha256,
    "x-amz-date": time,
    authorization:
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${credentialScope}, ` +
      `SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`,
  };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sortedQuery({ searchParams }: URL): string {
  return [...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join("&");
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
