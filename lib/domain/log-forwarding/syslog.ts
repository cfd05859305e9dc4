/**
 * Formats a record as a message of RFC 5424, in a frame of RFC 5425. Everything that tells records
 * apart is structured data; the text after it is the JSON of the record, or the name of its event.
 */
import { countBytes, isWhole, type LogRecord, type LogStream, severityOf } from "./record";

/** Receivers should take 8,192 (RFC 5425, 4.3.1); rsyslog takes 8,096 unless it is configured. */
export const SYSLOG_BYTES_MAX = 8_000;
const HOST_CHARS_MAX = 255;
const EVENT_CHARS_MAX = 32;
const VALUE_CHARS_MAX = 255;
/** 32473 is the enterprise number that RFC 5612 reserves for those that have none of their own. */
const ELEMENT = "counterfoil@32473";
const BYTE_ORDER_MARK = "\uFEFF";

/** "log audit", and "security/authorization". */
const FACILITIES: Record<LogStream, number> = { audit: 13, security: 10 };

export type SyslogSender = { host: string; processId: number };

/** Its length comes first, in bytes. */
export function formatSyslogFrame(record: LogRecord, sender: SyslogSender): string {
  const message = formatSyslogMessage(record, sender);
  return `${countBytes(message)} ${message}`;
}

/** A text that does not fit is cut between two characters, and `contentBytes` says so. */
function formatSyslogMessage(record: LogRecord, sender: SyslogSender): string {
  const { content, event } = record;
  const whole = `${formatHead(record, sender, null)} ${markText(content?.text ?? event)}`;
  const isCut = content !== null && !isWhole(content);
  if (!isCut && countBytes(whole) <= SYSLOG_BYTES_MAX) return whole;
  const head = `${formatHead(record, sender, content?.bytes ?? null)} `;
  const text = markText(content?.text ?? event);
  return head + cutBytes(text, SYSLOG_BYTES_MAX - countBytes(head));
}

function formatHead(
  record: LogRecord,
  { host, processId }: SyslogSender,
  contentBytes: number | null,
): string {
  const { stream, id, at, event, facts } = record;
  const priority = FACILITIES[stream] * 8 + severityOf(record);
  const values = { stream, id, event, ...facts, contentBytes };
  const parameters = Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : ` ${name}="${escapeValue(String(value))}"`,
  );
  return [
    `<${priority}>1`,
    new Date(at).toISOString(),
    printable(host, HOST_CHARS_MAX),
    "counterfoil",
    String(processId),
    printable(event, EVENT_CHARS_MAX),
    `[${ELEMENT}${parameters.join("")}]`,
  ].join(" ");
}

/** Fields of the header are of printable ASCII without spaces, and "-" when there is nothing. */
function printable(text: string, charsMax: number): string {
  return text.replaceAll(/[^!-~]/g, "").slice(0, charsMax) || "-";
}

function escapeValue(value: string): string {
  const characters = Array.from(value.replaceAll(/\p{Cc}|\p{Cs}/gu, "\uFFFD"));
  return characters
    .slice(0, VALUE_CHARS_MAX)
    .join("")
    .replaceAll(/["\\\]]/g, "\\$&");
}

/** The mark says that the text is UTF-8; ASCII alone needs none, which some receivers show. */
function markText(text: string): string {
  const cleaned = cleanJson(text);
  return /[^ -~]/.test(cleaned) ? BYTE_ORDER_MARK + cleaned : cleaned;
}

/**
 * Control characters would break the lines of the file that a receiver writes. Below the space they
 * stand only between the values of JSON.
 */
function cleanJson(text: string): string {
  return text
    .replaceAll(/[\u0000-\u001f]/g, " ")
    .replaceAll(/\p{Cc}/gu, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)
    .replaceAll(/\p{Cs}/gu, "\uFFFD");
}

function cutBytes(text: string, bytesMax: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytesMax));
  return text.slice(0, read);
}
