import "server-only";

/**
 * Returns the JSON text of a response, or throws what its status means. What an operator has to do
 * differs: a wrong address, an unknown tenant and a page in place of data have messages of their
 * own.
 */
import { changed, rangeTooLong, refused } from "./failure";
import { type HttpResponse, isPage } from "./transport";

export function textOf(response: HttpResponse): string {
  const { status, type, text } = response;
  if (status === 401 || status === 403) {
    throw refused(`Cashrec does not accept a token it has just issued (${status}).`);
  }
  if (status === 404) throw refused(textOfNotFound(response));
  if (isRangeRefusal(response)) throw rangeTooLong(status);
  if (status === 400) {
    const code = codeOf(response);
    throw refused(`Cashrec refused the request (400${code === null ? "" : `, code ${code}`}).`);
  }
  if (status !== 200) throw changed(`Cashrec answered with the unexpected status ${status}.`);
  if (text.trim() === "") throw changed("Cashrec sent an empty answer. Nothing was stored.");
  if (isPage(type, text)) {
    throw refused(
      "Cashrec answered with a web page instead of cash sheets, such as a page for signing in. " +
        "Check CASHREC_API_URL. Nothing was stored.",
    );
  }
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  if (!/^(application|text)\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw changed("Cashrec answered with something other than JSON. Nothing was stored.");
  }
  return text;
}

/** Cashrec's own 404 has a code, or names what it misses; others come from another server. */
function textOfNotFound(response: HttpResponse): string {
  const { type, text } = response;
  const names = !isPage(type, text) && /tenant|cent(er|re)/i.test(text.slice(0, 4_000));
  return codeOf(response) !== null || names
    ? "Cashrec does not know this tenant or one of these centres (404). Check the centre ids."
    : "There is no Cashrec API at this address (404). Check CASHREC_API_URL.";
}

/** Finds the number that Cashrec gives its errors, under any spelling of "code". */
export function codeOf({ text }: HttpResponse): number | null {
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const match = /"(?:error_?)?code"\s*:\s*"?(\d{1,6})"?/i.exec(text.slice(0, 4_000));
  return match === null ? null : Number(match[1]);
}

const RANGE =
  /\b(days?|range|period|interval|d[ií]as?|rango|periodo|jours?|plage|tage|zeitraum)\b/i;
const PERIOD = /p[ée]riode|per[ií]odo/i;
// oxlint-disable-next-line security/detect-non-literal-regexp -- of constants
const TOO_LONG = new RegExp(
  [
    String.raw`\b(max\w*|exceed\w*|at most|more than|no more|limit\w*)\b`,
    "too (long|large|big|wide|many)",
    "m[áa]xim|excede|supera|demasiad|d[ée]pass|[üu]berschreit|h[öo]chstens",
  ].join("|"),
  "i",
);

/** Tells a request for too many business dates at once from other refusals, by its words. */
export function isRangeRefusal({ status, type, text }: HttpResponse): boolean {
  if (![400, 413, 416, 422].includes(status) || isPage(type, text)) return false;
  const start = text.slice(0, 4_000);
  return (RANGE.test(start) || PERIOD.test(start)) && TOO_LONG.test(start);
}
