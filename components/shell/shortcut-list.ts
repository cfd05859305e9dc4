/**
 * Lists every key that does something, with how it is shown. A page can bind no key that is not
 * listed here, and a test looks for keys that are handled in another way, or not at all.
 */
type Shortcut = {
  /** As `event.key` names them, letters in lower case; "g t" is one after the other. */
  binds: readonly string[];
  /** As they are printed on the keys, in alternatives. */
  shown: readonly (readonly string[])[];
  does: string;
};

export const SHORTCUT_GROUPS = [
  {
    name: "everywhere",
    rows: [
      { binds: ["Control+k"], shown: [["Ctrl", "K"]], does: "palette" },
      { binds: ["g t"], shown: [["G", "T"]], does: "today" },
      { binds: ["g r"], shown: [["G", "R"]], does: "reconcile" },
      { binds: ["g c"], shown: [["G", "C"]], does: "count" },
      { binds: ["g f"], shown: [["G", "F"]], does: "petty-cash" },
      { binds: ["g v"], shown: [["G", "V"]], does: "variances" },
      { binds: ["g p"], shown: [["G", "P"]], does: "reports" },
      { binds: ["g j"], shown: [["G", "J"]], does: "journal" },
      { binds: ["g a"], shown: [["G", "A"]], does: "trail" },
      { binds: ["u"], shown: [["U"]], does: "undo" },
      { binds: ["?"], shown: [["?"]], does: "keys" },
    ],
  },
  {
    name: "lines",
    rows: [
      { binds: ["/"], shown: [["/"]], does: "filter" },
      { binds: ["k", "ArrowUp"], shown: [["↑"], ["K"]], does: "up" },
      { binds: ["j", "ArrowDown"], shown: [["↓"], ["J"]], does: "down" },
      { binds: ["PageUp", "PageDown"], shown: [["PgUp"], ["PgDn"]], does: "page" },
      { binds: ["Home", "End"], shown: [["Home"], ["End"]], does: "ends" },
      { binds: ["Enter"], shown: [["Enter"]], does: "open" },
      { binds: ["x", " "], shown: [["X"], ["Space"]], does: "select" },
      { binds: ["Escape"], shown: [["Esc"]], does: "back" },
    ],
  },
  {
    name: "day",
    rows: [
      { binds: ["["], shown: [["["]], does: "day-before" },
      { binds: ["]"], shown: [["]"]], does: "day-after" },
      { binds: ["e"], shown: [["E"]], does: "explain" },
      { binds: ["c"], shown: [["C"]], does: "use-cause" },
      { binds: ["n"], shown: [["N"]], does: "note" },
      { binds: ["r"], shown: [["R"]], does: "review" },
      { binds: ["a"], shown: [["A"]], does: "approve" },
    ],
  },
  {
    name: "fields",
    rows: [
      { binds: ["Control+Enter"], shown: [["Ctrl", "Enter"]], does: "save" },
      { binds: ["+", "-"], shown: [["+"], ["−"]], does: "pieces" },
    ],
  },
] as const satisfies readonly { name: string; rows: readonly Shortcut[] }[];

export type ShortcutKey = (typeof SHORTCUT_GROUPS)[number]["rows"][number]["binds"][number];
