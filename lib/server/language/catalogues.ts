import "server-only";

/**
 * The messages that browsers load beside a page instead of within it, as a script. Its address
 * names what is in it and its version, so that a browser loads it once and stores it.
 */
import { createHash } from "node:crypto";
import { type Language, LANGUAGES } from "@/lib/domain/format";
import {
  buildCatalogueAddress,
  LAZY_NAMESPACES,
  type LazyAddresses,
  splitCatalogueNames,
} from "@/lib/domain/screen/catalogue-address";
import { loadMessages } from "@/lib/messages/load-messages";
import { AppError } from "../app-error";
import { env } from "../env";
import { problemResponse } from "../http/problem";
import { API_POLICY, plainHeaders, scriptHeaders } from "../http/security-headers";
import { type Namespace, NAMESPACES } from "./messages";

type Catalogue = { version: string; text: string };

const VERSION_CHARS = 16;

/** Finds the address of these messages. */
export async function findCatalogueAddress(
  language: Language,
  names: readonly Namespace[],
): Promise<string> {
  const { version } = await findCatalogue(language, names.toSorted());
  return buildCatalogueAddress({ language, names }, version);
}

export async function findLazyAddresses(language: Language): Promise<LazyAddresses> {
  const found = await Promise.all(
    LAZY_NAMESPACES.map(async (name) => [name, await findCatalogueAddress(language, [name])]),
  );
  return Object.fromEntries(found) as LazyAddresses;
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
  const secure = env().baseUrl.startsWith("https:");
  try {
    return withHeaders(await readCatalogue(await params), scriptHeaders(secure));
  } catch (error) {
    return withHeaders(problemResponse(error, request), plainHeaders(secure));
  }
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  response.headers.set("content-security-policy", API_POLICY);
  return response;
}

async function readCatalogue({ language, names, version }: Params): Promise<Response> {
  const known = LANGUAGES.find((one) => one === language);
  const wanted = splitCatalogueNames(names);
  const found = NAMESPACES.filter((name) => wanted.includes(name)).toSorted();
  if (known === undefined || found.length === 0 || found.join() !== wanted.join()) {
    throw new AppError("NOT_FOUND", "The program has no such messages.");
  }
  const catalogue = await findCatalogue(known, found);
  const address = buildCatalogueAddress({ language, names: found }, version);
  const script = `(window.counterfoilMessages??={})[${JSON.stringify(address)}]=${catalogue.text}`;
  const isSame = catalogue.version === version;
  return new Response(script, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": isSame ? "public, max-age=31536000, immutable" : "no-store",
    },
  });
}

const CATALOGUES_MAX = 200;
const catalogues = new Map<string, Promise<Catalogue>>();

/** Pages name fewer than these; whoever combines others does not fill the memory. */
function findCatalogue(language: Language, names: readonly Namespace[]): Promise<Catalogue> {
  const key = [language, ...names].join();
  const known = catalogues.get(key);
  if (known !== undefined) return known;
  const catalogue = makeCatalogue(language, names);
  if (catalogues.size < CATALOGUES_MAX) catalogues.set(key, catalogue);
  return catalogue;
}

async function makeCatalogue(language: Language, names: readonly Namespace[]): Promise<Catalogue> {
  const text = JSON.stringify(await loadMessages(language, names));
  const hash = createHash("sha256").update(text).digest("base64url");
  return { version: hash.slice(0, VERSION_CHARS), text };
}
