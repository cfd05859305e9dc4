/**
 * Gives each line of indented JSON the path of what stands there, with `[]` for the elements of a
 * list, so that a page can mark what a field map uses.
 */
import { pathText } from "./cursor";

export type AnnotatedLine = {
  indent: number;
  /** The key with its colon; "" for an element of a list, or a closing bracket. */
  key: string;
  value: string;
  path: string;
};

// oxlint-disable-next-line security/detect-unsafe-regex -- quadratic in the depth, which is bounded
const LINE = /^( *)(?:("(?:[^"\\]|\\.)*"): )?(.*)$/;
const SPACES_PER_LEVEL = 2;

/** The text is as `JSON.stringify(value, null, 2)` writes it. */
export function annotateJson(text: string, linesMax: number): AnnotatedLine[] {
  const paths = ["$"];
  return text.split("\n", linesMax).map((line): AnnotatedLine => {
    const [, spaces = "", key, value = ""] = LINE.exec(line) ?? [];
    const depth = spaces.length / SPACES_PER_LEVEL;
    const around = paths[depth - 1] ?? "$";
    const path =
      depth === 0
        ? "$"
        : key === undefined
          ? `${around}[]`
          : around + pathText([JSON.parse(key) as string]).slice(1);
    if (value === "{" || value === "[") paths[depth] = path;
    const shown = key === undefined ? "" : `${key}: `;
    return { indent: spaces.length, key: shown, value, path };
  });
}
