/**
 * An authenticator in software (WebAuthn Level 3, section 6), written without the library that the
 * server verifies with. It signs whatever it is given, also what no browser would ask for.
 */
import {
  createHash,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type {
  Assertion,
  NewPasskey,
  PasskeyCreation,
  PasskeyRequest,
} from "@/lib/contracts/passkey";

type Signed = {
  origin?: string;
  rpId?: string;
  isVerified?: boolean;
  isSynced?: boolean;
  isFramed?: boolean;
  counter?: number;
  userHandle?: string | null;
  /** Signs with the key of another authenticator, under this one's id. */
  key?: KeyObject;
};

const ORIGIN = "http://localhost:3000";
const base64 = (bytes: Buffer) => bytes.toString("base64url");
const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest();

export class Authenticator {
  readonly id = base64(randomBytes(16));
  readonly keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  private userHandle = "";
  private counter = 0;

  create(options: PasskeyCreation, signed: Signed = {}): NewPasskey["credential"] {
    this.userHandle = options.user.id;
    const key = this.coseKey();
    const id = Buffer.from(this.id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, key]);
    const data = this.dataOf({ rpId: options.rp.id, ...signed }, attested);
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key",
      response: {
        clientDataJSON: clientData("webauthn.create", options.challenge, signed),
        // {"fmt": "none", "attStmt": {}, "authData": …}
        attestationObject: base64(
          Buffer.concat([
            Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746159", "hex"),
            Buffer.from([data.length >> 8, data.length & 255]),
            data,
          ]),
        ),
        transports: ["internal"],
      },
    };
  }

  sign(options: PasskeyRequest, signed: Signed = {}): Assertion {
    this.counter += 1;
    const data = this.dataOf({ rpId: options.rpId, ...signed });
    const clientDataJSON = clientData("webauthn.get", options.challenge, signed);
    const signature = createSign("sha256")
      .update(Buffer.concat([data, sha256(Buffer.from(clientDataJSON, "base64url"))]))
      .sign(signed.key ?? this.keys.privateKey);
    return {
      id: this.id,
      rawId: this.id,
      type: "public-key",
      response: {
        clientDataJSON,
        authenticatorData: base64(data),
        signature: base64(signature),
        userHandle: signed.userHandle === undefined ? this.userHandle : signed.userHandle,
      },
    };
  }

  private dataOf(
    { rpId = "", isVerified = true, isSynced = false, counter = this.counter }: Signed,
    attested = Buffer.alloc(0),
  ): Buffer {
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (isSynced ? 0x18 : 0);
    const head = Buffer.alloc(5);
    head.writeUInt8(flags | (attested.length > 0 ? 0x40 : 0));
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(rpId), head, attested]);
  }

  /** {1: 2, 3: -7, -1: 1, -2: x, -3: y} */
  private coseKey(): Buffer {
    const { x = "", y = "" } = this.keys.publicKey.export({ format: "jwk" });
    return Buffer.concat([
      Buffer.from("a5010203262001215820", "hex"),
      Buffer.from(x, "base64url"),
      Buffer.from("225820", "hex"),
      Buffer.from(y, "base64url"),
    ]);
  }
}

function clientData(type: string, challenge: string, { origin = ORIGIN, isFramed }: Signed) {
  const data = { type, challenge, origin, crossOrigin: isFramed === true };
  return base64(Buffer.from(JSON.stringify(data)));
}
