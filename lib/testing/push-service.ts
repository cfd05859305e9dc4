/**
 * A browser and its push service on this machine: it makes subscriptions, receives messages over a
 * real socket, and decrypts them as RFC 8291 and RFC 8188 say, with Node.js alone.
 */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer };

export type PushService = {
  origin: string;
  received: Received[];
  /** The status of the next responses; 201 unless a test replaces it. */
  status: number;
  /** Responses wait for it. */
  until: Promise<void>;
  subscribe: () => PushBrowser;
  stop: () => Promise<void>;
};

export type PushBrowser = {
  /** What the browser gives to the page. */
  subscription: { endpoint: string; p256dh: string; auth: string };
  path: string;
  /** Throws unless it was encrypted for this browser. */
  decrypt: (body: Buffer) => unknown;
};

const SALT_BYTES = 16;
const TAG_BYTES = 16;
const LAST_RECORD = 2;

export async function startPushService(): Promise<PushService> {
  const server = createServer((request, response) => {
    void (async () => {
      const { url = "", headers } = request;
      service.received.push({ path: url, headers, body: await buffer(request) });
      await service.until;
      response.writeHead(service.status).end();
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const service: PushService = {
    origin: `http://127.0.0.1:${port}`,
    received: [],
    status: 201,
    until: Promise.resolve(),
    subscribe: () => createBrowser(service.origin),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return service;
}

function createBrowser(origin: string): PushBrowser {
  const ecdh = createECDH("prime256v1");
  const publicKey = ecdh.generateKeys();
  const auth = randomBytes(16);
  const path = `/push/${randomBytes(8).toString("hex")}`;
  return {
    path,
    subscription: {
      endpoint: origin + path,
      p256dh: publicKey.toString("base64url"),
      auth: auth.toString("base64url"),
    },
    decrypt(body) {
      const salt = body.subarray(0, SALT_BYTES);
      const keyLength = body.readUInt8(SALT_BYTES + 4);
      const start = SALT_BYTES + 5;
      const sender = body.subarray(start, start + keyLength);
      const record = body.subarray(start + keyLength);
      const info = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]);
      const secret = derive(ecdh.computeSecret(sender), auth, info, 32);
      const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
      const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
      const decipher = createDecipheriv("aes-128-gcm", key, nonce);
      decipher.setAuthTag(record.subarray(-TAG_BYTES));
      const text = Buffer.concat([
        decipher.update(record.subarray(0, -TAG_BYTES)),
        decipher.final(),
      ]);
      const end = text.lastIndexOf(LAST_RECORD);
      return JSON.parse(text.subarray(0, end).toString("utf8")) as unknown;
    },
  };
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, bytes));
}

/** Returns the claims of a VAPID header (RFC 8292), and throws unless its key has signed them. */
export function verifyVapid(authorization: string | undefined, publicKey: string) {
  const [, token = "", key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization ?? "") ?? [];
  if (key !== publicKey) throw new Error("The message is signed with another key.");
  const [head = "", claims = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const coordinates = { x: point.subarray(1, 33), y: point.subarray(33, 65) };
  const verified = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    {
      key: createPublicKey({
        format: "jwk",
        key: {
          kty: "EC",
          crv: "P-256",
          x: coordinates.x.toString("base64url"),
          y: coordinates.y.toString("base64url"),
        },
      }),
      dsaEncoding: "ieee-p1363",
    },
    Buffer.from(signature, "base64url"),
  );
  if (!verified) throw new Error("The signature is wrong.");
  return JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<string, unknown>;
}
