import "server-only";

/** Reads where attached files are stored: on the disk, or in a bucket of an S3-compatible store. */
import { isLoopback } from "./env-network";
import type { Reader } from "./env-reader";

export type BucketEnv = {
  /** Scheme, host and port, without a slash at the end. */
  endpoint: string;
  region: string;
  bucket: string;
  /** With a slash at its end; empty where there is none. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
};

export const ATTACHMENT_VARIABLES = [
  "ATTACHMENTS_URL",
  "ATTACHMENTS_ACCESS_KEY_ID",
  "ATTACHMENTS_SECRET_ACCESS_KEY",
  "ATTACHMENTS_PLAINTEXT",
] as const;

const EXAMPLE = "s3://bucket/prefix?endpoint=https://s3.example.com&region=eu-west-1";
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Parts of a path, each with a slash after it. */
const PREFIX = /^[\w./-]*$/;
const REGION = /^[a-z0-9-]{1,40}$/;

/** Null: on the disk. */
export function readBucketEnv(read: Reader): BucketEnv | null {
  const allowsPlaintext = read.allowed("ATTACHMENTS_PLAINTEXT");
  const accessKeyId = read.text("ATTACHMENTS_ACCESS_KEY_ID");
  const secretAccessKey = read.text("ATTACHMENTS_SECRET_ACCESS_KEY");
  const value = read.url("ATTACHMENTS_URL", /^s3:$/);
  if (value === null || !URL.canParse(value)) return null;
  const url = new URL(value);
  const region = url.searchParams.get("region") ?? "us-east-1";
  const endpoint = url.searchParams.get("endpoint") ?? `https://s3.${region}.amazonaws.com`;
  const path = url.pathname.replace(/^\/+|\/+$/g, "");
  const prefix = path === "" ? "" : `${path}/`;
  const isKnown = [...url.searchParams.keys()].every((key) => /^(region|endpoint)$/.test(key));
  const isRight = BUCKET.test(url.hostname) && PREFIX.test(prefix) && REGION.test(region);
  if (!isKnown || !isRight || url.username !== "" || url.hash !== "") {
    read.wrong(`ATTACHMENTS_URL must look like ${EXAMPLE}`);
  }
  checkEndpoint(read, endpoint, allowsPlaintext);
  if (accessKeyId === null || secretAccessKey === null) {
    read.wrong("ATTACHMENTS_URL needs ATTACHMENTS_ACCESS_KEY_ID and ATTACHMENTS_SECRET_ACCESS_KEY");
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ""),
    region,
    bucket: url.hostname,
    prefix,
    accessKeyId: accessKeyId ?? "",
    secretAccessKey: secretAccessKey ?? "",
  };
}

function checkEndpoint(read: Reader, endpoint: string, allowsPlaintext: boolean): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  const isBare = url !== null && url.username === "" && /^\/?$/.test(url.pathname + url.search);
  if (url === null || !isBare || !/^https?:$/.test(url.protocol)) {
    read.wrong("The endpoint of ATTACHMENTS_URL must look like https://s3.example.com");
    return;
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname) && !allowsPlaintext) {
    read.wrong(
      "The endpoint of ATTACHMENTS_URL needs https://, unless ATTACHMENTS_PLAINTEXT=allow",
    );
  }
}
