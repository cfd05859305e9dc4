/** Indents JSON without reading its numbers, which would change their text. */
const STRING_OR_MARK = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

export function indentJson(text: string): string {
  let depth = 0;
  let out = "";
  const tokens = text.match(STRING_OR_MARK) ?? [];
  tokens.forEach((token, index) => {
    const next = tokens[index + 1];
    const previous = tokens[index - 1];
    const line = () => `\n${"  ".repeat(depth)}`;
    if (token === "{" || token === "[") {
      depth += 1;
      out += next === "}" || next === "]" ? token : token + line();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      out += previous === "{" || previous === "[" ? token : line() + token;
      // oxlint-disable-next-line security/detect-possible-timing-attacks -- a token of JSON
    } else if (token === ",") out += token + line();
    // oxlint-disable-next-line security/detect-possible-timing-attacks -- a token of JSON
    else if (token === ":") out += ": ";
    else out += token;
  });
  return out;
}
