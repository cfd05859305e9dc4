import "server-only";

/**
 * Lays out a mail as text and as HTML. Everything that people or Cashrec named is escaped; nothing
 * is loaded from elsewhere; light and dark follow the reader's device.
 */
import type { MailContent } from "./transport";

export type MailEntry = {
  title: string;
  /** What it is about: a centre, a date, a line. */
  where: string;
  /** What somebody wrote; null where nobody did. */
  text: string | null;
  /** Null where nothing is to be opened. */
  link: { label: string; url: string } | null;
};

export type MailParts = {
  language: string;
  subject: string;
  /** The first sentence. */
  opening: string;
  /** What else the reader has to know first; null: nothing. */
  remark: string | null;
  entries: readonly MailEntry[];
  /** Why the reader gets it, and where to change that. */
  closing: string;
  settings: { label: string; url: string };
};

export function layOutMail(parts: MailParts): MailContent {
  return { subject: oneLine(parts.subject), text: layOutText(parts), html: layOutHtml(parts) };
}

function layOutText({ opening, remark, entries, closing, settings }: MailParts): string {
  const blocks = entries.map(({ title, where, text, link }) =>
    [title, where, text, link?.url].filter((part) => part != null && part !== "").join("\n"),
  );
  const first = remark === null ? [opening] : [opening, remark];
  return [...first, ...blocks, `-- \n${closing}\n${settings.url}`].join("\n\n");
}

const STYLE = `
  :root { color-scheme: light dark; }
  body { margin: 0; padding: 24px 16px; background: #f7f6f2; color: #1c1b18; }
  main { max-width: 600px; margin: 0 auto; font: 15px/1.5 system-ui, sans-serif; }
  article { padding: 12px 0; border-top: 1px solid #d8d5cb; }
  h2 { margin: 0; font-size: 15px; }
  p { margin: 4px 0 0; }
  .remark { padding-left: 12px; border-left: 3px solid #9a6700; }
  main > p { margin: 0 0 12px; }
  .where, footer { color: #5c584d; font-size: 13px; }
  footer { margin-top: 16px; padding-top: 12px; border-top: 1px solid #1c1b18; }
  a { color: #1b4d8f; }
  @media (prefers-color-scheme: dark) {
    body { background: #161512; color: #edeae2; }
    article { border-color: #3a3832; }
    .where, footer { color: #a9a497; }
    footer { border-color: #edeae2; }
    a { color: #8ab4f0; }
  }`;

function layOutHtml(parts: MailParts): string {
  const { language, subject, opening, remark, entries, closing, settings } = parts;
  const articles = entries.map(
    ({ title, where, text, link }) => `<article>
<h2>${escapeHtml(title)}</h2>
${where === "" ? "" : `<p class="where">${escapeHtml(where)}</p>`}
${text === null ? "" : `<p>${escapeHtml(text).replaceAll("\n", "<br>")}</p>`}
${link === null ? "" : `<p>${anchor(link)}</p>`}
</article>`,
  );
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body><main>
<p>${escapeHtml(opening)}</p>
${remark === null ? "" : `<p class="remark">${escapeHtml(remark)}</p>`}
${articles.join("\n")}
<footer><p>${escapeHtml(closing)}</p><p>${anchor(settings)}</p></footer>
</main></body>
</html>`;
}

function anchor({ label, url }: { label: string; url: string }): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A name with a line break must not add a header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
