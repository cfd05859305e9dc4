/**
 * Reads syslog as the grammar of RFC 5424 and the frames of RFC 5425 say, byte by byte and
 * strictly. It shares nothing with what formats messages.
 */
export type SyslogMessage = {
  facility: number;
  severity: number;
  at: string;
  host: string;
  app: string;
  processId: string;
  messageId: string;
  data: Record<string, Record<string, string>>;
  text: string | null;
  hasMark: boolean;
};

/** Returns the whole frames at the beginning, and what is left. */
export function readFrames(bytes: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = bytes;
  for (;;) {
    const space = rest.indexOf(0x20);
    const digits = rest.toString("latin1", 0, space < 0 ? rest.length : space);
    if (digits !== "" && !/^[1-9][0-9]{0,9}$/.test(digits)) throw new Error(`length: ${digits}`);
    const end = space + 1 + Number(digits);
    if (space < 0 || end > rest.length) return { messages, rest };
    messages.push(rest.subarray(space + 1, end));
    rest = rest.subarray(end);
  }
}

const HEADER = new RegExp(
  "^<([0-9]|[1-9][0-9]|1[0-8][0-9]|19[01])>([1-9][0-9]{0,2})" +
    " ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{1,6}Z)" +
    " ([!-~]{1,255}) ([!-~]{1,48}) ([!-~]{1,128}) ([!-~]{1,32}) ",
);
const SD_NAME = /^[!#-<>-\\^-~]{1,32}/;

/** Throws for what is not in the grammar. */
export function parseSyslog(message: Buffer): SyslogMessage {
  // One character for each byte, so that places are those of bytes.
  const octets = message.toString("latin1");
  const header = HEADER.exec(octets);
  if (header === null) throw new Error(`header: ${octets.slice(0, 200)}`);
  const [all, priority, version, at = "", host = "", app = "", processId = "", messageId = ""] =
    header;
  if (version !== "1") throw new Error(`version: ${version}`);
  const { data, end } = parseData(octets, all.length);
  const after = octets.slice(end);
  if (after !== "" && !after.startsWith(" ")) throw new Error(`after the data: ${after}`);
  const text = after === "" ? null : message.subarray(end + 1);
  const hasMark = text?.subarray(0, 3).toString("latin1") === "\xEF\xBB\xBF";
  return {
    facility: Number(priority) >> 3,
    severity: Number(priority) & 7,
    at,
    host,
    app,
    processId,
    messageId,
    data,
    hasMark,
    text: text === null ? null : decode(hasMark ? text.subarray(3) : text),
  };
}

function parseData(octets: string, start: number) {
  const data: SyslogMessage["data"] = {};
  if (octets[start] === "-") return { data, end: start + 1 };
  let at = start;
  const name = () => {
    const found = SD_NAME.exec(octets.slice(at))?.[0];
    if (found === undefined) throw new Error(`name at ${at}`);
    at += found.length;
    return found;
  };
  const take = (character: string) => {
    if (octets[at] !== character) throw new Error(`${character} is missing at ${at}`);
    at += 1;
  };
  while (octets[at] === "[") {
    at += 1;
    const values: Record<string, string> = {};
    data[name()] = values;
    while (octets[at] === " ") {
      at += 1;
      const key = name();
      take("=");
      take('"');
      const begin = at;
      while (octets[at] !== '"') {
        if (at >= octets.length || octets[at] === "]") throw new Error(`unescaped at ${at}`);
        at += octets[at] === "\\" ? 2 : 1;
      }
      const raw = octets.slice(begin, at);
      values[key] = decode(Buffer.from(raw.replaceAll(/\\(["\\\]])/g, "$1"), "latin1"));
      take('"');
    }
    take("]");
  }
  if (at === start) throw new Error(`structured data at ${at}`);
  return { data, end: at };
}

function decode(bytes: Buffer): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
