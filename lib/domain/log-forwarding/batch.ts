/** Formats records as the body of one webhook. */
import { isWhole, type LogRecord } from "./record";

export type LogBatch = {
  type: "log.recorded";
  timestamp: string;
  data: {
    /** The name of the audit trail in its checkpoints, which tells installations apart. */
    trail: string;
    records: Record<string, unknown>[];
  };
};

export function formatLogBatch(records: readonly LogRecord[], trail: string, at: number): LogBatch {
  return {
    type: "log.recorded",
    timestamp: new Date(at).toISOString(),
    data: { trail, records: records.map(formatRecord) },
  };
}

/** What is too large to be sent is left out, and `contentBytes` says how large it was. */
function formatRecord({ stream, id, at, event, facts, content }: LogRecord) {
  const time = new Date(at).toISOString();
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return {
    stream,
    id,
    at: time,
    event,
    ...Object.fromEntries(known),
    ...parseContent(content),
  };
}

function parseContent(content: LogRecord["content"]): Record<string, unknown> {
  if (content === null) return {};
  if (!isWhole(content)) return { contentBytes: content.bytes };
  return JSON.parse(content.text) as Record<string, unknown>;
}
