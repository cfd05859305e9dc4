import "server-only";

/**
 * The messages that browsers load beside a page instead of within it. Their address names what is
 * in them and its version, so that a browser loads them once and stores them.
 */
import { createHash } from "node:crypto";
import { type Language, LANGUAGES } from "@/lib/domain/format";
import { buildCatalogueAddress, splitCatalogueNames } from "@/lib/domain/screen/catalogue-address";
import { AppError } from "../app-error";
import { env } from "../env";
import { problemResponse } from "../http/problem";
import { API_POLICY, plainHeaders } from "../http/security-headers";
import { loadMessages, type Namespace, NAMESPACES } from "./messages";

type Catalogue = { version: string; body: string };

const VERSION_CHARS = 16;

/** There are as many as pages name. */
const addresses = new Map<string, Promise<string>>();

/** Finds the address of these messages. */
export function findCatalogueAddress(
  language: Language,
  names: readonly Namespace[],
): Promise<string> {
  const key = [language, ...names].join();
  const known = addresses.get(key);
  if (known !== undefined) return known;
  const address = makeCatalogue(language, names).then(({ version }) =>
    buildCatalogueAddress({ language, names }, version),
  );
  addresses.set(key, address);
  return address;
}

type Params = { language: string; names: string; version: string };

/**
 * Anyone may read the messages: they are those of the program. An instance of another version
 * responds with its own, which a browser does not store under this address.
 */
export async function respondWithCatalogue(
  request: Request,
  { params }: { params: Promise<Params> },
): Promise<Response> {
  const response = await readCatalogue(await params).catch((error: unknown) =>
    problemResponse(error, request),
  );
  const headers = plainHeaders(env().baseUrl.startsWith("https:"));
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  response.headers.set("content-security-policy", API_POLICY);
  return response;
}

async function readCatalogue({ language, names, version }: Params): Promise<Response> {
  const known = LANGUAGES.find((one) => one === language);
  const wanted = splitCatalogueNames(names);
  const found = NAMESPACES.filter((name) => wanted.includes(name));
  if (known === undefined || found.length !== wanted.length) {
    throw new AppError("NOT_FOUND", "The program has no such messages.");
  }
  const catalogue = await makeCatalogue(known, found);
  const isSame = catalogue.version === version;
  return new Response(catalogue.body, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": isSame ? "public, max-age=31536000, immutable" : "no-store",
    },
  });
}

async function makeCatalogue(language: Language, names: readonly Namespace[]): Promise<Catalogue> {
  const body = JSON.stringify(await loadMessages(language, names.toSorted()));
  const hash = createHash("sha256").update(body).digest("base64url");
  return { version: hash.slice(0, VERSION_CHARS), body };
}
