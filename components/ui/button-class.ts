/** Builds the classes of buttons, and of links that look like buttons. */
import { classNames } from "./class-names";

export type ButtonLook = {
  kind?: "do" | "plain" | "bare" | undefined;
  size?: "small" | undefined;
};

export function buttonClass({ kind = "plain", size }: ButtonLook): string {
  return classNames(
    "no-print inline-flex items-center justify-center gap-2 rounded-md border font-medium",
    "whitespace-nowrap no-underline disabled:border-dashed disabled:border-rule-strong",
    "disabled:bg-transparent disabled:text-ink-3",
    size === "small"
      ? "h-11 px-3 text-sm sm:h-7 sm:px-2 sm:text-xs"
      : "h-control px-4 text-base sm:px-3 sm:text-sm",
    KINDS[kind],
  );
}

/** Hovering darkens in both colour schemes; a lighter green would leave its text illegible. */
const KINDS = {
  do: "border-do bg-do text-on-do enabled:hover:bg-[color-mix(in_srgb,var(--do)_88%,black)] [a&]:hover:bg-[color-mix(in_srgb,var(--do)_88%,black)]",
  plain: "border-rule-strong bg-sheet text-ink enabled:hover:bg-hover [a&]:hover:bg-hover",
  bare: "border-transparent bg-transparent text-accent enabled:hover:bg-hover [a&]:hover:bg-hover",
};
